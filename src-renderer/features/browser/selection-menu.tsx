import { useActions, useAppState, useKeyWords } from '../../app/index.ts';
import { ContextMenu, countOf } from '../../components/index.ts';
import { countRows } from './row-ranges.ts';

const NOT_YET = 'Not in this version yet.';

/** What can be done with the selected sounds, where the pointer or the chosen row is. */
export function SelectionMenu() {
  const { browser, collections, inspector, shell } = useActions();
  const at = useAppState((state) => state.browser.menuAt);
  const count = useAppState((state) => countRows(state.browser.selected));
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const hasLabel = useAppState((state) => !!state.browser.selection?.sound?.label);
  const inCollection = useAppState((state) => state.browser.query.narrowing.collectionId !== undefined);
  const keys = {
    add: useKeyWords('collection.add'),
    remove: useKeyWords('collection.remove'),
    choose: useKeyWords('label.choose'),
    clear: useKeyWords('label.clear'),
    reveal: useKeyWords('browser.reveal'),
    copy: useKeyWords('browser.copy-paths'),
  };
  if (at === null) return null;
  const one = count <= 1;
  return (
    <ContextMenu
      at={at}
      label={one ? 'Sound' : `${countOf(count, 'sound')}`}
      onClose={browser.closeMenu}
      parts={[
        {
          title: 'Category',
          entries: [
            { id: 'choose', name: 'Choose a category…', keys: keys.choose, run: inspector.chooseCategory },
            {
              id: 'clear',
              name: one ? 'Clear the label' : 'Clear the labels',
              keys: keys.clear,
              reason: one && !hasLabel ? 'Nobody has decided yet.' : undefined,
              run: () => void inspector.clear(),
            },
          ],
        },
        {
          title: 'Collections',
          entries: [
            {
              id: 'add-to-collection',
              name: 'Add to a collection…',
              keys: keys.add,
              run: () => shell.open({ kind: 'add-to-collection' }),
            },
            ...(inCollection
              ? [
                  {
                    id: 'remove-from-collection',
                    name: 'Take out of this collection',
                    keys: keys.remove,
                    run: () => void collections.removeSelected(),
                  },
                ]
              : []),
          ],
        },
        {
          title: 'Find',
          entries: [{ id: 'similar', name: 'Find similar sounds', reason: NOT_YET, run: () => {} }],
        },
        {
          title: 'File',
          entries: [
            {
              id: 'copy',
              name: one ? 'Copy the path' : `Copy ${countOf(count, 'path')}`,
              keys: keys.copy,
              run: () => void browser.copyPaths(),
            },
            {
              id: 'reveal',
              name: 'Show the file in its folder',
              keys: keys.reveal,
              reason: !onDesktop ? 'Only in the desktop application.' : one ? undefined : 'One sound at a time.',
              run: () => void inspector.reveal(),
            },
          ],
        },
      ]}
    />
  );
}
