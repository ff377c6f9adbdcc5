import type { App } from '../context.ts';
import { focusSearch, focusTable, isInSearch, placeOfChosenRow } from '../focus.ts';
import type { AppState } from '../state.ts';
import type { KeyName } from './keys.ts';

export const commandGroups = ['Find', 'Listen', 'Decide', 'Libraries', 'Jobs', 'Window'] as const;

/** Something that can be done: from its key, the palette and whatever button shows it. */
export type Command = {
  readonly id: string;
  /** A verb first, sentence case. */
  readonly name: string;
  readonly group: (typeof commandGroups)[number];
  /** That it comes with; a person may bind others. */
  readonly keys: readonly KeyName[];
  /** Where it makes sense now; everywhere by default. */
  readonly when?: (state: AppState) => boolean;
  readonly run: (app: App) => void;
  /** Also while a text field has the keyboard. */
  readonly whileTyping?: boolean;
  /** A text field does something of its own with the key. */
  readonly leftToText?: boolean;
  /** Not worth a line in the palette: the table's own movements. */
  readonly hidden?: boolean;
};

/** Not before the engine has said so. */
const isFirstRun = (state: AppState): boolean => state.library.libraries?.length === 0;
const hasSelection = (state: AppState): boolean => !!state.browser.selection?.sound;
const countSelected = ({ selected }: AppState['browser']): number =>
  selected.reduce((sum, { first, end }) => sum + end - first, 0);
const hasLibraries = (state: AppState): boolean => (state.library.libraries?.length ?? 0) > 0;
const canPlay = ({ player }: AppState): boolean => player.sound !== null && player.problem === null;
const hasResults = (state: AppState): boolean => (state.browser.results?.count ?? 0) > 0;
const hasJobs = (state: AppState): boolean =>
  [...(state.jobs.byId?.values() ?? [])].some(({ finishedAt }) => finishedAt === null);

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
    run: ({ actions }) => actions.player.playFromStart(),
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
  {
    id: 'player.region-start',
    name: 'Begin the region here',
    group: 'Listen',
    keys: ['['],
    when: canPlay,
    run: ({ actions }) => actions.player.markRegion('start'),
  },
  {
    id: 'player.region-end',
    name: 'End the region here',
    group: 'Listen',
    keys: [']'],
    when: canPlay,
    run: ({ actions }) => actions.player.markRegion('end'),
  },
  {
    id: 'player.region-clear',
    name: 'Leave the region',
    group: 'Listen',
    keys: ['\\'],
    when: ({ player }) => player.region !== null,
    run: ({ actions }) => actions.player.setRegion(null),
  },
  {
    id: 'player.skip-silence',
    name: 'Skip silence',
    group: 'Listen',
    keys: ['K'],
    run: ({ actions }) => actions.player.toggleSkipSilence(),
  },
  {
    id: 'player.match-loudness',
    name: 'All sounds equally loud',
    group: 'Listen',
    keys: ['M'],
    run: ({ actions }) => actions.player.toggleMatchLoudness(),
  },
  {
    id: 'player.louder',
    name: 'Louder',
    group: 'Listen',
    keys: ['+'],
    run: ({ store, actions }) => actions.player.setGain(store.getState().player.gainDecibels + 1),
  },
  {
    id: 'player.softer',
    name: 'Softer',
    group: 'Listen',
    keys: ['-'],
    run: ({ store, actions }) => actions.player.setGain(store.getState().player.gainDecibels - 1),
  },
  {
    id: 'player.faster',
    name: 'Faster',
    group: 'Listen',
    keys: ['>'],
    run: ({ store, actions }) => actions.player.setSpeed(store.getState().player.speed + 0.1),
  },
  {
    id: 'player.slower',
    name: 'Slower',
    group: 'Listen',
    keys: ['<'],
    run: ({ store, actions }) => actions.player.setSpeed(store.getState().player.speed - 0.1),
  },
  {
    id: 'player.zoom-in',
    name: 'Zoom in',
    group: 'Listen',
    keys: ['.'],
    when: canPlay,
    run: ({ store, actions }) => actions.player.setZoom(store.getState().player.zoom * 1.5),
  },
  {
    id: 'player.zoom-out',
    name: 'Zoom out',
    group: 'Listen',
    keys: [','],
    when: canPlay,
    run: ({ store, actions }) => actions.player.setZoom(store.getState().player.zoom / 1.5),
  },
  {
    id: 'player.zoom-whole',
    name: 'Show the whole sound',
    group: 'Listen',
    keys: ['0'],
    when: canPlay,
    run: ({ actions }) => actions.player.setZoom(1),
  },
  {
    id: 'player.channels',
    name: 'Draw channels apart',
    group: 'Listen',
    keys: ['Shift+C'],
    run: ({ actions }) => actions.player.toggleChannelsApart(),
  },
  {
    id: 'player.options',
    name: 'How sounds are heard',
    group: 'Listen',
    keys: ['G'],
    run: ({ store, actions }) => actions.player.openOptions(!store.getState().player.optionsOpen),
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
    id: 'window.settings',
    name: 'Settings',
    group: 'Window',
    keys: ['Mod+,'],
    whileTyping: true,
    run: ({ actions }) => actions.shell.open({ kind: 'settings', part: 'look' }),
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
  const { jobs, browser, shell, player } = store.getState();
  // Other notices go by themselves.
  const failure = shell.notices.findLast(({ isFailure }) => isFailure);
  if (jobs.panelOpen) {
    actions.jobs.closePanel();
    focusTable();
  } else if (failure !== undefined) actions.shell.dismissNotice(failure.number);
  else if (isInSearch()) focusTable();
  else if (countSelected(browser) > 1) actions.browser.selectOnlyChosen();
  else if (player.region !== null) actions.player.setRegion(null);
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
