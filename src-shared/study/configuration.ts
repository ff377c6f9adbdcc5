/** What a study is asked: a grid of trainings, each judged by the embeddings of its held-back sounds. */
import { z } from 'zod';
import { LOSS_NAMES, mixing, trainingConfiguration, trainingDataset } from '../training/index.ts';

/** In file names and tables. */
const shortName = z.string().regex(/^[\w .+-]{1,60}$/u, 'Letters, digits, spaces, . + - and _ only.');

export const studyLoss = z.strictObject({
  /** The loss's own name unless given. */
  label: shortName.optional(),
  name: z.enum(LOSS_NAMES),
  options: z.record(z.string(), z.unknown()).default({}),
});

/** A way of learning from several datasets. */
export const studyMethod = z.strictObject({
  label: shortName,
  mixing,
  normalisation: z.enum(['shared', 'per-dataset']).default('shared'),
  focalDatasetRegularization: z.number().min(0).max(8).default(0),
  difficultyWeighting: z.number().min(0).max(4).default(0),
});

/** What every training of the grid has in common: a training configuration without what the grid changes. */
const base = z
  .record(z.string(), z.unknown())
  .default({})
  .refine(
    (given) => trainingConfiguration.safeParse({ ...given, datasets: [placeholder] }).success,
    'It is no training configuration, or names what the grid sets.',
  );
const placeholder = { name: 'placeholder', source: { kind: 'library', libraryId: 1 } };

export const studyConfiguration = z.strictObject({
  name: z.string().min(1).max(200),
  /** Lists of labels; files are relative to the configuration's own folder. */
  datasets: z
    .array(trainingDataset)
    .min(1)
    .max(100)
    .refine(
      (datasets) => new Set(datasets.map(({ name }) => name)).size === datasets.length,
      'Two datasets have one name.',
    )
    .refine((datasets) => datasets.every(({ source }) => source.kind === 'list'), 'A study takes lists of labels.'),
  training: base,
  losses: z.array(studyLoss).min(1).max(20),
  methods: z.array(studyMethod).min(1).max(20),
  seeds: z.array(z.int().min(0).max(2_147_483_647)).min(1).max(20),
  evaluation: z
    .strictObject({ k: z.int().min(1).max(100).default(5), metric: z.enum(['euclidean', 'cosine']).default('cosine') })
    .prefault({}),
});

export type StudyConfiguration = z.output<typeof studyConfiguration>;
