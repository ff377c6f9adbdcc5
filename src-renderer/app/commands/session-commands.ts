import type { Command } from './command.ts';
import { hasSelection } from './conditions.ts';

export const sessionCommands: readonly Command[] = [
  {
    id: 'session.send',
    name: 'Send to the session',
    group: 'Session',
    keys: ['S'],
    when: hasSelection,
    run: ({ actions }) => void actions.session.open(),
  },
  {
    id: 'session.send-again',
    name: 'Send as last time, without asking',
    group: 'Session',
    keys: ['Shift+S'],
    when: hasSelection,
    run: ({ actions }) => void actions.session.sendAgain(),
  },
  {
    id: 'session.log',
    name: 'Show what was sent',
    group: 'Session',
    keys: ['Mod+Shift+S'],
    run: ({ actions }) => void actions.session.openLog(),
  },
  {
    id: 'session.download',
    name: 'Download the sound or its region',
    group: 'Session',
    keys: ['Mod+S'],
    // A desktop has sending and dragging, and its window takes no downloads.
    when: (state) => !state.shell.onDesktop && hasSelection(state),
    run: ({ actions }) => void actions.session.download(),
  },
];
