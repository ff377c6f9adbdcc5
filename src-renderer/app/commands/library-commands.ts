import type { Command } from './command.ts';
import { hasLibraries, isFirstRun } from './conditions.ts';

export const libraryCommands: readonly Command[] = [
  {
    id: 'library.add',
    name: 'Add a folder',
    group: 'Libraries',
    keys: ['A'],
    run: ({ actions }) => void actions.library.addFolder(),
  },
  {
    id: 'library.starter',
    name: 'Try it with the sounds that come along',
    group: 'Libraries',
    keys: ['T'],
    when: isFirstRun,
    run: ({ actions }) => void actions.library.tryStarterSounds(),
  },
  {
    id: 'library.index-again',
    name: 'Index all libraries again',
    group: 'Libraries',
    keys: ['R'],
    when: hasLibraries,
    run: ({ actions }) => void actions.library.indexAllAgain(),
  },
  {
    id: 'library.remove',
    name: 'Remove the library on show',
    group: 'Libraries',
    keys: ['Shift+Delete'],
    when: (state) => state.browser.query.narrowing.folder !== undefined,
    run: ({ store, actions }) => {
      const { library, browser } = store.getState();
      const shown = library.libraries?.find(({ id }) => id === browser.query.narrowing.folder?.libraryId);
      if (shown) actions.shell.open({ kind: 'remove-library', library: shown });
    },
  },
];
