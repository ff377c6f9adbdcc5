import type { Command } from './command.ts';
import { placeNow } from './conditions.ts';

const inPlace: readonly Command[] = [
  {
    id: 'evaluation.start',
    name: 'Evaluate the chosen datasets',
    group: 'Evaluation',
    keys: ['Mod+Enter'],
    place: 'evaluation',
    when: ({ evaluation }) =>
      !evaluation.isWorking && (evaluation.libraries?.some(({ sounds }) => sounds > 0) ?? false),
    whileTyping: true,
    run: ({ actions }) => void actions.evaluation.evaluate(),
  },
  {
    id: 'evaluation.export',
    name: 'Export the evaluation as a page',
    group: 'Evaluation',
    keys: ['Mod+S'],
    place: 'evaluation',
    when: ({ evaluation }) => evaluation.shown !== null,
    run: ({ actions }) => void actions.evaluation.export('html'),
  },
];

/** What can be done in the evaluation lab. */
export const evaluationCommands: readonly Command[] = inPlace.map((command) => ({
  ...command,
  when: (state) => placeNow(state) === 'evaluation' && (command.when?.(state) ?? true),
}));
