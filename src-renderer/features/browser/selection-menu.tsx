import { useActions, useAppState, useKeyWords } from '../../app/index.ts';
import { ContextMenu, countOf } from '../../components/index.ts';
import { countRows } from './row-ranges.ts';

/** What can be done with the selected sounds, where the pointer or the chosen row is. */
export function SelectionMenu() {
  const { browser, collections, inspector, session, shell, similar } = useActions();
  const at = useAppState((state) => state.browser.menuAt);
  const count = useAppState((state) => countRows(state.browser.selected));
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const hasLabel = useAppState((state) => !!state.browser.selection?.sound?.label);
  const isFavourite = useAppState((state) => !!state.browser.selection?.sound?.favourite);
  const inCollection = useAppState((state) => state.browser.query.narrowing.collectionId !== undefined);
  const keys = {
    favourite: useKeyWords('mark.favourite'),
    replace: useKeyWords('edit.replace'),
    add: useKeyWords('collection.add'),
    remove: useKeyWords('collection.remove'),
    choose: useKeyWords('label.choose'),
    similar: useKeyWords('similar.sound'),
    clear: useKeyWords('label.clear'),
    reveal: useKeyWords('browser.reveal'),
    copy: useKeyWords('browser.copy-paths'),
    send: useKeyWords('session.send'),
    download: useKeyWords('session.download'),
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
          title: 'Opinion and metadata',
          entries: [
            {
              id: 'favourite',
              name: isFavourite ? 'No favourite any more' : 'Favourite',
              keys: keys.favourite,
              run: inspector.toggleFavourite,
            },
            {
              id: 'replace',
              name: 'Find and replace…',
              keys: keys.replace,
              run: () => shell.open({ kind: 'replace' }),
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
          entries: [
            {
              id: 'similar',
              name: 'Find sounds like this one',
              keys: keys.similar,
              reason: one ? undefined : 'One sound at a time.',
              run: similar.likeSound,
            },
          ],
        },
        {
          title: 'File',
          entries: [
            { id: 'send', name: 'Send to the session…', keys: keys.send, run: () => void session.open() },
            ...(onDesktop
              ? []
              : [
                  {
                    id: 'download',
                    name: 'Download',
                    keys: keys.download,
                    reason: one ? undefined : 'One sound at a time.',
                    run: () => void session.download(),
                  },
                ]),
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
