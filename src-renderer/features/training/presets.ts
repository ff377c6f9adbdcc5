import { emptyDraft, isSame, type TrainingDraft } from './draft.ts';

type PresetValues = Omit<TrainingDraft, 'name' | 'seed' | 'datasets'>;

export type Preset = {
  readonly id: 'adapter' | 'last-blocks' | 'paper';
  readonly name: string;
  readonly words: string;
  readonly values: PresetValues;
};

const { name: _name, seed: _seed, datasets: _datasets, ...usual } = emptyDraft;

/** Where most people begin; each sets everything but the name, the seed and the datasets. */
export const presets: readonly Preset[] = [
  {
    id: 'adapter',
    name: 'Quick adapter',
    words: 'Learns a small layer on top of the encoder in use. Seconds to minutes; nothing is listened to again.',
    values: usual,
  },
  {
    id: 'last-blocks',
    name: 'Last blocks',
    words: 'Goes on training the last half of the encoder, with slight changes to every frame. Minutes to hours.',
    values: {
      ...usual,
      trains: 'last-blocks',
      lastBlocks: 2,
      augmentation: { ...usual.augmentation, gainDb: 6, timeShiftRows: 25, maskedBands: 8, maskedRows: 10 },
    },
  },
  {
    id: 'paper',
    name: 'Paper',
    words:
      'From random weights, dataset after dataset, cross-entropy, frames as they are: as in Ma & Lerch (2022). Hours to days.',
    values: {
      ...usual,
      start: { kind: 'scratch', width: 64 },
      trains: 'encoder',
      mixing: { kind: 'sequential', order: 'given' },
      sampling: { ...usual.sampling, framesPerSound: 100_000 },
      epochs: 50,
      patience: 10,
    },
  },
];

/** The preset that a draft is as it came; `null`: something was changed since. */
export const presetOf = (draft: TrainingDraft): Preset['id'] | null =>
  presets.find(({ values }) => isSame({ ...draft, ...values }, draft))?.id ?? null;
