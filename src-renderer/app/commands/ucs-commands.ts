import { shippedUcsList, ucsInForce } from '../../../src-shared/ucs/index.ts';
import type { AppState } from '../state.ts';
import type { Command } from './command.ts';

const isKnown = (state: AppState): boolean => state.ucs.isKnown;

export const ucsCommands: readonly Command[] = [
  {
    id: 'ucs.show',
    name: 'Show the UCS list in force',
    group: 'Window',
    keys: ['Shift+G'],
    run: ({ actions }) => actions.shell.open({ kind: 'settings', part: 'ucs' }),
  },
  {
    id: 'ucs.import',
    name: 'Use another UCS list',
    group: 'Decide',
    keys: ['Shift+O'],
    run: ({ actions }) => actions.ucs.open(),
  },
  {
    id: 'ucs.shipped',
    name: 'Go back to the UCS list that Sonotheque comes with',
    group: 'Decide',
    keys: ['Mod+Shift+O'],
    when: (state) => isKnown(state) && ucsInForce() !== shippedUcsList,
    run: ({ actions }) => void actions.ucs.planShipped(),
  },
  {
    id: 'ucs.export',
    name: 'Export the UCS list as CSV',
    group: 'Decide',
    keys: ['Shift+A'],
    when: isKnown,
    run: ({ actions }) => void actions.ucs.save('csv'),
  },
  {
    id: 'ucs.export-tsv',
    name: 'Export the UCS list as TSV',
    group: 'Decide',
    keys: ['Mod+E'],
    when: isKnown,
    run: ({ actions }) => void actions.ucs.save('tsv'),
  },
];
