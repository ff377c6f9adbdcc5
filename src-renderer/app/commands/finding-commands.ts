import type { App } from '../context.ts';
import { focusSearch, placeOfChosenRow } from '../focus.ts';
import type { Command } from './command.ts';
import { hasLibraries, hasResults, hasSelection } from './conditions.ts';
import type { KeyName } from './keys.ts';

/** A movement in the table, and the same with Shift, which takes the rows between along. */
const move = (id: string, name: string, key: KeyName, step: (app: App) => number): readonly Command[] =>
  [false, true].map((extend) => ({
    id: `table.${extend ? 'extend-' : ''}${id}`,
    name: extend ? `Select to: ${name.toLowerCase()}` : name,
    group: 'Find',
    keys: [extend ? `Shift+${key}` : key],
    when: hasResults,
    run: (app) => app.actions.browser.moveSelection(step(app), extend),
    hidden: true,
  }));

export const findingCommands: readonly Command[] = [
  {
    id: 'search.focus',
    name: 'Search',
    group: 'Find',
    keys: ['/', 'Mod+F'],
    run: focusSearch,
  },
  ...move('down', 'Next sound', 'ArrowDown', () => 1),
  ...move('up', 'Previous sound', 'ArrowUp', () => -1),
  ...move('page-down', 'One page down', 'PageDown', ({ actions }) => actions.browser.pageRows()),
  ...move('page-up', 'One page up', 'PageUp', ({ actions }) => -actions.browser.pageRows()),
  ...move('first', 'First sound', 'Home', () => Number.NEGATIVE_INFINITY),
  ...move('last', 'Last sound', 'End', () => Number.POSITIVE_INFINITY),
  {
    id: 'table.select-all',
    name: 'Select all of these',
    group: 'Find',
    keys: ['Mod+A'],
    when: hasResults,
    run: ({ actions }) => actions.browser.selectAll(),
    leftToText: true,
  },
  {
    id: 'table.menu',
    name: 'Menu of the selected sounds',
    group: 'Find',
    keys: ['Shift+F10', 'ContextMenu'],
    when: hasSelection,
    run: ({ actions }) => actions.browser.openMenu(placeOfChosenRow()),
  },
  {
    id: 'browser.copy-paths',
    name: 'Copy the paths of the selected sounds',
    group: 'Find',
    keys: ['Mod+C'],
    when: hasSelection,
    // What is marked in the window, a path in the inspector say, is copied by the browser.
    run: ({ actions }) => {
      if (window.getSelection()?.isCollapsed === false) document.execCommand('copy');
      else void actions.browser.copyPaths();
    },
    leftToText: true,
  },
  {
    id: 'browser.show-failed',
    name: 'Show sounds that failed',
    group: 'Find',
    keys: ['F'],
    when: hasLibraries,
    run: ({ actions }) => actions.browser.showFailed(),
  },
  {
    id: 'browser.reveal',
    name: 'Show the file in its folder',
    group: 'Find',
    keys: ['O'],
    when: (state) => state.shell.onDesktop && hasSelection(state),
    run: ({ actions }) => void actions.inspector.reveal(),
  },
];
