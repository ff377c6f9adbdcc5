import type { App } from '../context.ts';
import { focusTable, isInSearch } from '../focus.ts';
import type { Command } from './command.ts';
import { countSelected } from './conditions.ts';

export const windowCommands: readonly Command[] = [
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
    id: 'window.about',
    name: 'About Sonotheque',
    group: 'Window',
    keys: ['F1'],
    run: ({ actions }) => actions.shell.open({ kind: 'about' }),
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
  const { jobs, browser, shell, player, similar, review } = store.getState();
  // Other notices go by themselves.
  const failure = shell.notices.findLast(({ isFailure }) => isFailure);
  if (jobs.panelOpen) {
    actions.jobs.closePanel();
    focusTable();
  } else if (failure !== undefined) actions.shell.dismissNotice(failure.number);
  else if (review.isOpen) {
    if (player.region !== null) actions.player.setRegion(null);
    else actions.review.leave();
  } else if (shell.room !== 'browser') actions.shell.enter('browser');
  else if (isInSearch()) focusTable();
  else if (countSelected(browser) > 1) actions.browser.selectOnlyChosen();
  else if (player.region !== null) actions.player.setRegion(null);
  else if (similar.question !== null) actions.similar.leave();
  else if (browser.query.text !== '') actions.browser.ask({ text: '' });
  else if (Object.keys(browser.query.narrowing).length > 0) actions.browser.clearNarrowing();
}
