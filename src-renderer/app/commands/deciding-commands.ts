import { focusField } from '../focus.ts';
import type { Command } from './command.ts';
import { countSelected, hasLibraries, hasSelection, isReviewing, suggestionsNow } from './conditions.ts';

const accepting = [1, 2, 3, 4, 5].map(
  (place): Command => ({
    id: `label.accept-${place}`,
    name: `Accept suggestion ${place}`,
    group: 'Decide',
    keys: place === 1 ? ['1', 'Enter'] : [String(place)],
    // Of several sounds each has its own first.
    when: (state) =>
      !isReviewing(state) && countSelected(state.browser) > 1 ? place === 1 : suggestionsNow(state) >= place,
    run: ({ store, actions }) =>
      void (isReviewing(store.getState()) ? actions.review : actions.inspector).accept(place - 1),
  }),
);

const rating = [0, 1, 2, 3, 4, 5].map(
  (stars): Command => ({
    id: `mark.rate-${stars}`,
    name: stars === 0 ? 'Take the rating off' : `Rate ${stars}`,
    group: 'Decide',
    keys: [`Alt+${stars}`],
    when: hasSelection,
    run: ({ actions }) => void actions.inspector.setRating(stars),
  }),
);

export const decidingCommands: readonly Command[] = [
  ...accepting,
  {
    id: 'label.choose',
    name: 'Choose a category',
    group: 'Decide',
    keys: ['C'],
    when: (state) => isReviewing(state) || hasSelection(state),
    run: ({ store, actions }) => (isReviewing(store.getState()) ? actions.review : actions.inspector).chooseCategory(),
  },
  {
    id: 'label.clear',
    name: 'Clear the label',
    group: 'Decide',
    keys: ['X'],
    when: (state) => countSelected(state.browser) > 1 || !!state.browser.selection?.sound?.label,
    run: ({ actions }) => void actions.inspector.clear(),
  },
  {
    id: 'label.undo',
    name: 'Undo',
    group: 'Decide',
    keys: ['Z', 'Mod+Z'],
    when: hasLibraries,
    run: ({ store, actions }) => void (isReviewing(store.getState()) ? actions.review : actions.history).undo(),
    leftToText: true,
  },
  {
    id: 'history.redo',
    name: 'Redo',
    group: 'Decide',
    keys: ['Shift+Z', 'Mod+Shift+Z', 'Mod+Y'],
    when: hasLibraries,
    run: ({ actions }) => void actions.history.redo(),
    leftToText: true,
  },
  {
    id: 'history.show',
    name: 'History of what was done',
    group: 'Decide',
    keys: ['Shift+H'],
    when: hasLibraries,
    run: ({ actions }) => actions.shell.open({ kind: 'history' }),
  },
  {
    id: 'mark.favourite',
    name: 'Favourite',
    group: 'Decide',
    keys: ['Shift+F'],
    when: hasSelection,
    run: ({ actions }) => actions.inspector.toggleFavourite(),
  },
  ...rating,
  {
    id: 'mark.note',
    name: 'Write a note',
    group: 'Decide',
    keys: ['N'],
    when: hasSelection,
    run: () => focusField('note'),
  },
];
