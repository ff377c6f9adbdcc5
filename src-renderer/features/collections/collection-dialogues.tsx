import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { CollectionRecord } from '../../../src-shared/contract/collections.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, countWords, Dialogue, NameDialogue, Picker } from '../../components/index.ts';
import { countRows } from '../browser/row-ranges.ts';
import { CollectionMark } from './collection-mark.tsx';
import { collectionColours } from './colours.ts';
import { findByLetters } from './find-by-letters.ts';

type CollectionDialogueProps = {
  /** `null`: a new one. */
  readonly collection: CollectionRecord | null;
  /** Of a new one: whether the selected sounds go into it. */
  readonly addSelected: boolean;
  readonly name?: string;
};

/** Name and colour of a collection. */
export function CollectionDialogue({ collection, addSelected, name = '' }: CollectionDialogueProps) {
  const { collections, shell } = useActions();
  const [colour, setColour] = useState(collection?.colour ?? '');
  return (
    <NameDialogue
      title={collection === null ? 'New collection' : 'Name and colour'}
      label="Name"
      name={collection?.name ?? name}
      verb={collection === null ? (addSelected ? 'Create and add' : 'Create') : 'Change'}
      onName={(text) =>
        void (collection === null
          ? collections.create(text, colour, addSelected)
          : collections.change(collection.id, { name: text, colour }))
      }
      onClose={shell.closeDialogue}
    >
      <RadioGroup className="choice" orientation="horizontal" value={colour} onChange={setColour}>
        <Label className="choice-name">Colour</Label>
        <div className="colour-options">
          {collectionColours.map(({ value, words }) => (
            <Radio key={value} value={value} className="colour-option" aria-label={words}>
              <CollectionMark colour={value} />
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </NameDialogue>
  );
}

const NEW = 'new:';

/** Which collection the selected sounds go into; a name that isn't there yet makes a new one. */
export function CollectionChooser() {
  const { collections, shell } = useActions();
  const list = useAppState((state) => state.collections.list) ?? [];
  const count = useAppState((state) => countRows(state.browser.selected));
  return (
    <Dialogue title={`Add ${countOf(count, 'sound')} to a collection`} onClose={shell.closeDialogue} bare>
      <Picker
        label="Collections"
        placeholder={`Add ${countOf(count, 'sound')} to…`}
        emptyWords="Type a name for the first collection."
        options={(text) => [
          ...findByLetters(text, list).map(({ id, name, colour, sounds }) => ({
            id,
            content: (
              <>
                <CollectionMark colour={colour} />
                <span className="palette-name">{name}</span>
                <span className="palette-group">{countWords(sounds)}</span>
              </>
            ),
          })),
          ...(text.trim() === '' || list.some(({ name }) => name.toLowerCase() === text.trim().toLowerCase())
            ? []
            : [
                {
                  id: `${NEW}${text.trim()}`,
                  content: <span className="palette-name">New collection “{text.trim()}”</span>,
                },
              ]),
        ]}
        onPick={(id) => {
          if (id.startsWith(NEW)) void collections.create(id.slice(NEW.length), '', true);
          else void collections.addSelected(id);
        }}
      />
    </Dialogue>
  );
}
