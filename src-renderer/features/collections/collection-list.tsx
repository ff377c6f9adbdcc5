import './collections.css';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { countWords, Icon, NamedList } from '../../components/index.ts';
import { ROWS_KIND } from '../browser/row-drag.ts';
import { Part } from '../panel/panel-part.tsx';
import { CollectionMark } from './collection-mark.tsx';

/** Collections in their order; rows of the table can be dropped on them. */
export function CollectionList() {
  const { collections, shell } = useActions();
  const list = useAppState((state) => state.collections.list);
  const chosen = useAppState((state) => state.browser.query.narrowing.collectionId ?? null);
  const byId = (id: string) => list?.find((one) => one.id === id);
  return (
    <Part
      part="collections"
      title="Collections"
      actions={
        <CommandButton id="collection.create" className="icon-button" isSign>
          <Icon name="plus" />
        </CommandButton>
      }
    >
      {list !== null && list.length === 0 && <p className="panel-note">Put sounds together for a scene or a job.</p>}
      {list !== null && list.length > 0 && (
        <NamedList
          label="Collections"
          rows={list.map((collection) => ({
            id: collection.id,
            name: collection.name,
            sign: <CollectionMark colour={collection.colour} />,
            note: countWords(collection.sounds),
            entries: [
              {
                id: 'change',
                name: 'Name and colour…',
                keys: 'F2',
                run: () => shell.open({ kind: 'collection', collection, addSelected: false }),
              },
              { id: 'delete', name: 'Delete', keys: 'Delete', run: () => void collections.remove(collection) },
            ],
          }))}
          chosen={chosen}
          onChoose={collections.show}
          onRename={(id) => {
            const collection = byId(id);
            if (collection !== undefined) shell.open({ kind: 'collection', collection, addSelected: false });
          }}
          onRemove={(id) => {
            const collection = byId(id);
            if (collection !== undefined) void collections.remove(collection);
          }}
          onMove={(id, before) => void collections.move(id, before)}
          takes={ROWS_KIND}
          onTake={(id) => void collections.addSelected(id)}
        />
      )}
    </Part>
  );
}
