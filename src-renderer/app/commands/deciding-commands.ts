import type { Command } from './command.ts';
import { hasLibraries, hasSelection } from './conditions.ts';

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

export const decidingCommands: readonly Command[] = [
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
];
