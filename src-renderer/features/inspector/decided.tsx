import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { CommandButton, CommandKey, useActions } from '../../app/index.ts';
import { Icon, momentWords, positionWords } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import type { SoundDetails } from './actions.ts';
import { sourceWords } from './evidence-words.ts';

type Decided = {
  readonly source: keyof typeof sourceWords;
  readonly author: string;
  readonly decidedAt: Date;
  /** Of which part of the sound, in words; the whole by default. */
  readonly part?: string;
};

/** Who said it and when; a lock where no machine overwrites it. */
function DecidedWords({ source, author, decidedAt, part = '' }: Decided) {
  const words = [part, sourceWords[source], author, momentWords(decidedAt)].filter((word) => word !== '').join(', ');
  return (
    <span className="label-source" title={source === 'human' ? 'Only a person changes what a person said.' : undefined}>
      {source === 'human' && <Icon name="lock" />}
      <span>{words}</span>
    </span>
  );
}

/** What was decided for a sound, by whom and when, and the ways to change it. */
export function Label({ sound: { label } }: { readonly sound: SoundRecord }) {
  return (
    <div className="label">
      {label === null ? (
        <span className="label-none">Not decided</span>
      ) : (
        <>
          <CategoryName category={label.category} catId={label.catId} />
          <DecidedWords {...label} />
        </>
      )}
    </div>
  );
}

export function LabelActions() {
  return (
    <div className="label-actions">
      <CommandButton id="label.choose" className="button button-small">
        Choose <CommandKey id="label.choose" />
      </CommandButton>
      <CommandButton id="label.clear" className="button button-small">
        Clear <CommandKey id="label.clear" />
      </CommandButton>
      <CommandButton id="label.undo" className="button button-small">
        Undo <CommandKey id="label.undo" />
      </CommandButton>
      <CommandButton id="history.redo" className="button button-small">
        Redo
      </CommandButton>
    </div>
  );
}

/** Parts of the sound that have a label of their own. */
export function RegionLabels({ regions }: Pick<SoundDetails, 'regions'>) {
  const { inspector, player } = useActions();
  if (regions.length === 0) return null;
  return (
    <section aria-label="Labelled regions">
      <h3>Regions</h3>
      <ul className="region-labels">
        {regions.map(({ region, category, catId, source, author, decidedAt }) => {
          const { startSeconds, endSeconds } = region;
          const words = `${positionWords(startSeconds)} to ${positionWords(endSeconds)}`;
          return (
            <li key={words}>
              <button
                type="button"
                className="region-show"
                title={`Hear it: ${words}`}
                onClick={() => {
                  player.setRegion(region);
                  player.playFrom(startSeconds);
                }}
              >
                <CategoryName category={category} catId={catId} />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`Clear the label of the region ${words}`}
                title="Clear this label"
                onClick={() => void inspector.clearRegion(region)}
              >
                <Icon name="close" />
              </button>
              <DecidedWords source={source} author={author} decidedAt={decidedAt} part={words} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
