import type { App } from '../context.ts';
import { focusSearch, focusTable, isInSearch } from '../focus.ts';
import type { AppState } from '../state.ts';
import type { KeyName } from './keys.ts';

/** Something that can be done: from its key, the palette and whatever button shows it. */
export type Command = {
  readonly id: string;
  /** A verb first, sentence case. */
  readonly name: string;
  readonly group: 'Find' | 'Listen' | 'Decide' | 'Libraries' | 'Jobs' | 'Window';
  readonly keys: readonly KeyName[];
  /** Where it makes sense now; everywhere by default. */
  readonly when?: (state: AppState) => boolean;
  readonly run: (app: App) => void;
  /** Also while a text field has the keyboard. */
  readonly whileTyping?: boolean;
  /** Not worth a line in the palette: the table's own movements. */
  readonly hidden?: boolean;
};

/** Not before the engine has said so. */
const isFirstRun = (state: AppState): boolean => state.library.libraries?.length === 0;
const hasSelection = (state: AppState): boolean => !!state.browser.selection?.sound;
const hasLibraries = (state: AppState): boolean => (state.library.libraries?.length ?? 0) > 0;
const canPlay = ({ player }: AppState): boolean => player.sound !== null && player.problem === null;
const hasResults = (state: AppState): boolean => (state.browser.results?.count ?? 0) > 0;
const hasJobs = (state: AppState): boolean =>
  [...(state.jobs.byId?.values() ?? [])].some(({ finishedAt }) => finishedAt === null);

const move = (id: string, name: string, key: KeyName, step: (app: App) => number): Command => ({
  id: `table.${id}`,
  name,
  group: 'Find',
  keys: [key],
  when: hasResults,
  run: (app) => app.actions.browser.moveSelection(step(app)),
  hidden: true,
});

const accepting = [1, 2, 3, 4, 5].map(
  (place): Command => ({
    id: `label.accept-${place}`,
    name: `Accept suggestion ${place}`,
    group: 'Decide',
    keys: place === 1 ? ['1', 'Enter'] : [String(place)],
    when: (state) => (state.browser.selection?.sound?.suggestions.length ?? 0) >= place,
    run: ({ actions }) => void actions.inspector.accept(place - 1),
  }),
);

/** Every command of the window; ids never change, names may. */
export const commands: readonly Command[] = [
  {
    id: 'search.focus',
    name: 'Search',
    group: 'Find',
    keys: ['/', 'Mod+F'],
    run: focusSearch,
  },
  move('down', 'Next sound', 'ArrowDown', () => 1),
  move('up', 'Previous sound', 'ArrowUp', () => -1),
  move('page-down', 'One page down', 'PageDown', ({ actions }) => actions.browser.pageRows()),
  move('page-up', 'One page up', 'PageUp', ({ actions }) => -actions.browser.pageRows()),
  move('first', 'First sound', 'Home', () => Number.NEGATIVE_INFINITY),
  move('last', 'Last sound', 'End', () => Number.POSITIVE_INFINITY),
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
  {
    id: 'player.toggle',
    name: 'Play or pause',
    group: 'Listen',
    keys: ['Space'],
    when: canPlay,
    run: ({ actions }) => actions.player.togglePlay(),
  },
  {
    id: 'player.from-start',
    name: 'Play from the start',
    group: 'Listen',
    keys: ['Shift+Space'],
    when: canPlay,
    run: ({ actions }) => actions.player.playFrom(0),
  },
  {
    id: 'player.forward',
    name: 'Forward one second',
    group: 'Listen',
    keys: ['ArrowRight'],
    when: canPlay,
    run: ({ actions }) => actions.player.skip(1),
  },
  {
    id: 'player.back',
    name: 'Back one second',
    group: 'Listen',
    keys: ['ArrowLeft'],
    when: canPlay,
    run: ({ actions }) => actions.player.skip(-1),
  },
  {
    id: 'player.loop',
    name: 'Loop',
    group: 'Listen',
    keys: ['L'],
    run: ({ actions }) => actions.player.toggleLoop(),
  },
  {
    id: 'player.auto-play',
    name: 'Play on selection',
    group: 'Listen',
    keys: ['P'],
    run: ({ actions }) => actions.player.toggleAutoPlay(),
  },
  ...accepting,
  {
    id: 'label.choose',
    name: 'Choose a category',
    group: 'Decide',
    keys: ['C'],
    when: hasSelection,
    run: ({ actions }) => actions.inspector.chooseCategory(),
  },
  {
    id: 'label.clear',
    name: 'Clear the label',
    group: 'Decide',
    keys: ['X'],
    when: (state) => !!state.browser.selection?.sound?.label,
    run: ({ actions }) => void actions.inspector.clear(),
  },
  {
    id: 'label.undo',
    name: 'Undo the last decision',
    group: 'Decide',
    keys: ['Z', 'Mod+Z'],
    when: hasLibraries,
    run: ({ actions }) => void actions.inspector.undo(),
  },
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
    when: (state) => state.browser.libraryId !== null,
    run: ({ store, actions }) => {
      const { library, browser } = store.getState();
      const shown = library.libraries?.find(({ id }) => id === browser.libraryId);
      if (shown) actions.shell.open({ kind: 'remove-library', library: shown });
    },
  },
  {
    id: 'jobs.panel',
    name: 'Show or hide jobs',
    group: 'Jobs',
    keys: ['J'],
    run: ({ store, actions }) => {
      if (store.getState().jobs.panelOpen) focusTable();
      actions.jobs.togglePanel();
    },
  },
  {
    id: 'jobs.pause-all',
    name: 'Pause all jobs',
    group: 'Jobs',
    keys: ['Shift+P'],
    when: hasJobs,
    run: ({ actions }) => void actions.jobs.pauseAll(),
  },
  {
    id: 'jobs.resume-all',
    name: 'Resume all jobs',
    group: 'Jobs',
    keys: ['Shift+R'],
    when: hasJobs,
    run: ({ actions }) => void actions.jobs.resumeAll(),
  },
  {
    id: 'window.palette',
    name: 'Find a command',
    group: 'Window',
    keys: ['Mod+K'],
    whileTyping: true,
    run: ({ actions }) => actions.shell.open({ kind: 'palette' }),
  },
  {
    id: 'window.shortcuts',
    name: 'List all keys',
    group: 'Window',
    keys: ['?'],
    run: ({ actions }) => actions.shell.open({ kind: 'shortcuts' }),
  },
  {
    id: 'window.theme',
    name: 'Switch between system, dark and light',
    group: 'Window',
    keys: ['Shift+T'],
    run: ({ actions }) => actions.shell.switchTheme(),
  },
  {
    id: 'window.back',
    name: 'Step back',
    group: 'Window',
    keys: ['Escape'],
    whileTyping: true,
    run: stepBack,
  },
];

/** One level out: the jobs panel, the search field, the search itself. */
function stepBack({ store, actions }: App): void {
  const { jobs, browser, shell } = store.getState();
  if (jobs.panelOpen) {
    actions.jobs.closePanel();
    focusTable();
  } else if (shell.notice !== null) actions.shell.dismissNotice();
  else if (isInSearch()) focusTable();
  else if (browser.text !== '') actions.browser.setText('');
  else if (browser.libraryId !== null) actions.browser.showLibrary(null);
}

const byId = new Map(commands.map((command) => [command.id, command]));

/** @throws Error for an id that no command has: a slip of ours */
export function command(id: string): Command {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`There is no command ${id}.`);
  return found;
}
