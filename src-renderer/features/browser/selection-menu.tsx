import { useActions, useAppState, useKeyWords } from '../../app/index.ts';
import { ContextMenu, countOf } from '../../components/index.ts';
import { countRows } from './row-ranges.ts';

/** What can be done with the selected sounds, where the pointer or the chosen row is. */
export function SelectionMenu() {
  const { browser, inspector, similar } = useActions();
  const at = useAppState((state) => state.browser.menuAt);
  const count = useAppState((state) => countRows(state.browser.selected));
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const hasLabel = useAppState((state) => !!state.browser.selection?.sound?.label);
  const keys = {
    choose: useKeyWords('label.choose'),
    similar: useKeyWords('similar.sound'),
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
