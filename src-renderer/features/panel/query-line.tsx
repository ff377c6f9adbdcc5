import { Button, Tag, TagGroup, TagList } from 'react-aria-components';
import type { Expansion } from '../../../src-shared/query/index.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { Icon } from '../../components/index.ts';
import { chipsOf } from './chips.ts';
import { useKnownNames } from './known-names.ts';

const WORDS_SHOWN = 3;

const expansionWords = ({ term, words, catIds }: Expansion): string =>
  `“${term}” also finds ${[...words, ...(catIds.length > 0 ? [`what is labelled ${catIds.join(', ')}`] : [])].join(', ')}. Write =${term} for the word alone.`;

/** What the thesaurus widened the search to, and the switch for it. */
function Widened() {
  const { browser } = useActions();
  const on = useAppState((state) => state.browser.query.thesaurus);
  const expandedTo = useAppState((state) => state.browser.results?.expandedTo);
  const words = [...new Set((expandedTo ?? []).flatMap((expansion) => expansion.words))];
  const shown = words.slice(0, WORDS_SHOWN).join(', ');
  return (
    <>
      {on && words.length > 0 && (
        <span className="widened" title={(expandedTo ?? []).map(expansionWords).join('\n')}>
          also {shown}
          {words.length > WORDS_SHOWN && ` and ${words.length - WORDS_SHOWN} more`}
        </span>
      )}
      <button
        type="button"
        className="line-button"
        aria-pressed={on}
        title="Whether words also find what UCS says means the same"
        onClick={browser.switchThesaurus}
      >
        Synonyms
      </button>
    </>
  );
}

/** The line above the table: the way back, everything that narrows, and what is done with the search as a whole. */
export function QueryLine() {
  const { browser } = useActions();
  const narrowing = useAppState((state) => state.browser.query.narrowing);
  const sortedBy = useAppState((state) => state.browser.query.sort.by);
  const names = useKnownNames();
  const chips = chipsOf(narrowing, names);
  return (
    <div className="query-line">
      <CommandButton id="search.back" className="icon-button" isSign>
        <Icon name="back" />
      </CommandButton>
      <CommandButton id="search.forward" className="icon-button" isSign>
        <Icon name="forward" />
      </CommandButton>
      {chips.length > 0 && (
        <TagGroup
          className="chips"
          aria-label="What narrows the sounds down"
          selectionMode="none"
          onRemove={(ids) => {
            const gone = chips.find(({ id }) => ids.has(id));
            if (gone !== undefined) browser.narrow(gone.without);
          }}
        >
          <TagList className="chip-list">
            {chips.map(({ id, title, words }) => (
              <Tag key={id} id={id} textValue={`${title}: ${words}`} className="chip">
                <span className="chip-title">{title}</span>
                <span className="chip-words">{words}</span>
                <Button slot="remove" className="chip-remove" aria-label={`Take away ${title}: ${words}`}>
                  <Icon name="close" />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
      {chips.length > 1 && (
        <button type="button" className="line-button" onClick={browser.clearNarrowing}>
          Clear all
        </button>
      )}
      <span className="query-space" />
      {narrowing.collectionId !== undefined && sortedBy !== 'collection' && (
        <button type="button" className="line-button" onClick={() => browser.sortBy('collection')}>
          In its own order
        </button>
      )}
      <Widened />
      <CommandButton id="search.save" className="line-button">
        Save search
      </CommandButton>
    </div>
  );
}
