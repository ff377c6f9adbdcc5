/** What a folded part of the configuration says, in a few words. */
import { METRIC_LOSS_NAMES } from '../../../src-shared/training/index.ts';
import type { TrainingDraft } from './draft.ts';
import { lossWords } from './loss-words.ts';

const joined = (...parts: readonly (string | null | false)[]): string =>
  parts.filter((part) => typeof part === 'string').join(', ');

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function lossNow({ name, options }: TrainingDraft['loss']): string {
  const metric = METRIC_LOSS_NAMES.find((each) => each === options.metric);
  if (name === 'cross-entropy-with-metric' && metric !== undefined)
    return `Cross-entropy with ${lossWords[metric].name}`;
  return lossWords[name].name;
}

const orderWords = {
  given: 'as listed',
  'small-first': 'small first',
  'large-first': 'large first',
  'easy-first': 'easy first',
  'hard-first': 'hard first',
} as const;
const drawnWords = { proportional: 'by size', equal: 'all alike', temperature: 'between size and alike' } as const;

export function acrossNow(draft: TrainingDraft): string {
  const { mixing } = draft;
  const way =
    mixing.kind === 'within'
      ? 'Each alone'
      : mixing.kind === 'sequential'
        ? `One after the other, ${orderWords[mixing.order]}`
        : `Together, ${drawnWords[mixing.sampling]}`;
  return joined(
    way,
    draft.difficultyWeighting > 0 && 'hard ones weigh more',
    draft.focalDatasetRegularization > 0 && 'FDR',
    draft.normalisation === 'per-dataset' && 'own normalisation',
  );
}

export const splitsNow = ({ validation, test, grouped }: TrainingDraft['splits']): string =>
  joined(`${percent(1 - validation - test)} to train on`, `${percent(test)} held back`, !grouped && 'takes apart');

export const samplingNow = ({ classBalance, framesPerSound }: TrainingDraft['sampling']): string =>
  joined(
    classBalance === 1 ? 'Classes alike' : classBalance === 0 ? 'Classes by size' : 'Classes half balanced',
    framesPerSound >= 100_000 ? 'all frames' : `${framesPerSound} frames a sound`,
  );

export function augmentationNow(augmentation: TrainingDraft['augmentation']): string {
  const { gainDb, timeShiftRows, maskedBands, maskedRows, mixupAlpha } = augmentation;
  const some = joined(
    gainDb > 0 && 'gain',
    timeShiftRows > 0 && 'time shift',
    (maskedBands > 0 || maskedRows > 0) && 'masks',
    mixupAlpha > 0 && 'mixup',
  );
  return some === '' ? 'Off' : `${some.charAt(0).toUpperCase()}${some.slice(1)}`;
}

export const optimiserNow = ({ epochs, patience, optimiser, batchFrames }: TrainingDraft): string =>
  joined(
    `${epochs} epochs`,
    patience > 0 && `ends after ${patience} without gain`,
    `rate ${optimiser.learningRate}`,
    `batches of ${batchFrames}`,
  );
