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
    when: hasResults,
    run: ({ actions }) => void actions.labelLists.save(),
  },
];
