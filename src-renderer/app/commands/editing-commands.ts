import { focusField } from '../focus.ts';
import type { Command } from './command.ts';
import { countSelected, hasLibraries, hasResults, hasSelection } from './conditions.ts';

export const editingCommands: readonly Command[] = [
  {
    id: 'edit.fields',
    name: 'Edit the metadata',
    group: 'Decide',
    keys: ['E'],
    when: hasSelection,
    run: () => focusField('metadata'),
  },
  {
    id: 'edit.cell',
    name: 'Edit in the table',
    group: 'Decide',
    keys: ['F2'],
    when: (state) => hasSelection(state) && countSelected(state.browser) <= 1,
    run: ({ actions }) => {
      // Without a column that could be edited, the inspector has the same fields.
      if (!actions.edits.beginCell()) focusField('metadata');
    },
  },
  {
    id: 'edit.replace',
    name: 'Find and replace in the metadata',
    group: 'Decide',
    keys: ['Shift+E'],
    when: hasResults,
    run: ({ actions }) => actions.shell.open({ kind: 'replace' }),
  },
  {
    id: 'edit.staged',
    name: 'Show staged edits',
    group: 'Decide',
    keys: ['Shift+M'],
    when: hasLibraries,
    run: ({ actions }) => actions.shell.open({ kind: 'staged' }),
  },
];
