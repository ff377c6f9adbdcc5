import type { AppState } from '../state.ts';
import { type Command, isAt } from './command.ts';
import { hasLibraries, placeNow } from './conditions.ts';

const stepNow = ({ review: { walk } }: AppState) => walk.steps[walk.at];
const hasItem = (state: AppState): boolean => stepNow(state) !== undefined;
const hasGroup = (state: AppState): boolean => (stepNow(state)?.item.members.length ?? 0) > 1;

const inPlace: readonly Command[] = [
  {
    id: 'review.open',
    name: 'Review what is undecided',
    group: 'Review',
    keys: ['D'],
    place: ['browser', 'map', 'training', 'evaluation'],
    when: hasLibraries,
    run: ({ actions }) => void actions.review.open(),
  },
  {
    id: 'review.leave',
    name: 'Leave the review',
    group: 'Review',
    keys: ['D'],
    place: 'review',
    run: ({ actions }) => actions.review.leave(),
  },
  {
    id: 'review.skip',
    name: 'Skip, for later',
    group: 'Review',
    keys: ['S'],
    place: 'review',
    when: hasItem,
    run: ({ actions }) => void actions.review.skip(),
  },
  {
    id: 'review.back',
    name: 'Back to the sound before',
    group: 'Review',
    keys: ['ArrowLeft'],
    place: 'review',
    when: ({ review }) => review.walk.at > 0,
    run: ({ actions }) => void actions.review.move(-1),
  },
  {
    id: 'review.forward',
    name: 'Forward without deciding',
    group: 'Review',
    keys: ['ArrowRight'],
    place: 'review',
    when: hasItem,
    run: ({ actions }) => void actions.review.move(1),
  },
  {
    id: 'review.member-down',
    name: 'Hear the next sound of the group, or near to it',
    group: 'Review',
    keys: ['ArrowDown'],
    place: 'review',
    when: hasItem,
    run: ({ store, actions }) => actions.review.point(store.getState().review.row + 1),
  },
  {
    id: 'review.member-up',
    name: 'Hear the previous sound of the group, or near to it',
    group: 'Review',
    keys: ['ArrowUp'],
    place: 'review',
    when: hasItem,
    run: ({ store, actions }) => actions.review.point(store.getState().review.row - 1),
  },
  {
    id: 'review.take-out',
    name: 'Take a sound out of the group, or back in',
    group: 'Review',
    keys: ['X'],
    place: 'review',
    when: hasGroup,
    run: ({ actions }) => actions.review.toggleMember(),
  },
  {
    id: 'review.order',
    name: 'Next order',
    group: 'Review',
    keys: ['O'],
    place: 'review',
    run: ({ actions }) => void actions.review.nextOrder(),
  },
  {
    id: 'review.bulk',
    name: 'Accept in bulk',
    group: 'Review',
    keys: ['B'],
    place: 'review',
    when: ({ review }) => review.engine !== null,
    run: ({ actions }) => actions.review.openBulk(),
  },
];

/** The way into the review, and what can be done there only. */
export const reviewCommands: readonly Command[] = inPlace.map((command) => ({
  ...command,
  when: (state) => isAt(command, placeNow(state)) && (command.when?.(state) ?? true),
}));
