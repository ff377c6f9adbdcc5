import type { Command } from './command.ts';
import { hasLibraries } from './conditions.ts';

export const duplicateCommands: readonly Command[] = [
  {
    id: 'duplicates.review',
    name: 'Review duplicates',
    group: 'Find',
    keys: ['Shift+D'],
    when: hasLibraries,
    run: ({ actions }) => actions.duplicates.open(),
  },
];
