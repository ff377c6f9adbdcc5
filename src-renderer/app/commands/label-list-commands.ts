import type { Command } from './command.ts';
import { hasLibraries, hasResults } from './conditions.ts';

export const labelListCommands: readonly Command[] = [
  {
    id: 'labels.import',
    name: 'Import labels from a list',
    group: 'Decide',
    keys: ['Shift+J'],
    when: hasLibraries,
    run: ({ actions }) => actions.labelLists.open(),
  },
  {
    id: 'labels.export',
    name: 'Export the labels of the sounds found',
    group: 'Decide',
    keys: ['Shift+X'],
    // A desktop's window takes no downloads.
    when: (state) => hasResults(state) && !state.shell.onDesktop,
    run: ({ actions }) => void actions.labelLists.download(),
  },
];
