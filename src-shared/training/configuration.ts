/**
 * What a training run is asked to do: the same in the window, in a file for `sonotheque train`, and in the record of the
 * finished model version. Every field has a default but the datasets, so that a file says only what is special.
 *
 * Words as in A. B. Ma and A. Lerch, "Representation Learning for the Automatic Indexing of Sound Effects Libraries",
 * ISMIR 2022: a dataset is a library or a label list with classes of its own; the encoder is shared.
 */
import { z } from 'zod';
import { LOSS_NAMES } from './loss-names.ts';

/** A dataset: sounds of one library of the catalogue by their labels, or of a list of labels. */
export const datasetSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('library'), libraryId: z.int().positive() }),
  z.strictObject({
    kind: z.literal('list'),
    /** TSV with a header: path and category, and where known cat_id, confidence, library or package, dup_group. */
    file: z.string().min(1).max(4_096),
    /** Where its paths begin; the list's own folder unless given. */
    folder: z.string().min(1).max(4_096).optional(),
    /** Only rows of this library (`package` or `library` column); all of them as one dataset unless given. */
    library: z.string().min(1).max(500).optional(),
    /** Rows whose confidence is another are left out; `all`: whatever it is. */
    confidence: z.string().min(1).max(100).default('high'),
  }),
]);

export const trainingDataset = z.strictObject({
  /** Stands in reports and names the dataset's head; unique in a run. */
  name: z.string().min(1).max(200),
  source: datasetSource,
  /**
   * What the classes are: UCS categories (shared with other such datasets by name), UCS subcategories, or the list's own
   * words. Datasets may disagree: each has a head of its own.
   */
  classes: z.enum(['category', 'subcategory', 'own']).default('category'),
});

export const trainingStart = z.discriminatedUnion('kind', [
  /** From a model version that is there; the shipped one is `aisfx-x-sequential-ce`. */
  z.strictObject({ kind: z.literal('version'), modelVersion: z.string().min(1).max(200) }),
  /** From random weights; `width`: channels of the first stage, 64 is the published encoder. */
  z.strictObject({ kind: z.literal('scratch'), width: z.union([4, 8, 16, 32, 64].map((width) => z.literal(width))) }),
]);

export const mixing = z.discriminatedUnion('kind', [
  /** Every dataset alone: as many encoders as there are datasets; with one dataset it is the plain training. */
  z.strictObject({ kind: z.literal('within') }),
  /** Dataset after dataset, the encoder handed on. */
  z.strictObject({
    kind: z.literal('sequential'),
    /** `easy-first`, `hard-first`: by the difficulty measured before (docs/training.md). */
    order: z.enum(['given', 'small-first', 'large-first', 'easy-first', 'hard-first']).default('given'),
  }),
  /** Batches drawn from all datasets in turn. */
  z.strictObject({
    kind: z.literal('joint'),
    /** Probability of a dataset: by its size, the same for all, or size^(1/temperature). */
    sampling: z.enum(['proportional', 'equal', 'temperature']).default('proportional'),
    temperature: z.number().min(1).max(100).default(2),
  }),
]);

export const augmentation = z.strictObject({
  /** Louder or softer by up to so many decibels. */
  gainDb: z.number().min(0).max(40).default(0),
  /** Frames begin up to so many spectrum frames earlier or later (50 is half a frame). */
  timeShiftRows: z.int().min(0).max(50).default(0),
  /** SpecAugment (Park et al., Interspeech 2019): bands and rows that are silenced at random. */
  maskedBands: z.int().min(0).max(48).default(0),
  maskedRows: z.int().min(0).max(50).default(0),
  /** mixup (Zhang et al., ICLR 2018): α of the beta distribution; 0: none. Only with losses that a mixture of classes can be told. */
  mixupAlpha: z.number().min(0).max(4).default(0),
});

export const trainingConfiguration = z.strictObject({
  /** For a person; a run without one is named by what it does. */
  name: z.string().max(200).default(''),
  /** Everything random follows from it. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
  datasets: z.array(trainingDataset).min(1).max(200),
  start: trainingStart.default({ kind: 'version', modelVersion: 'aisfx-x-sequential-ce' }),
  /**
   * `adapter`: a projection and heads on the frozen encoder's embeddings; `last-blocks`: the last of the encoder's four
   * stages too; `encoder`: all of it.
   */
  trains: z.enum(['adapter', 'last-blocks', 'encoder']).default('adapter'),
  /** How many stages of the encoder's four `last-blocks` trains. */
  lastBlocks: z.int().min(1).max(4).default(1),
  loss: z
    .strictObject({
      name: z.enum(LOSS_NAMES).default('cross-entropy'),
      /** As the loss's file says; what is left out is as in its paper. */
      options: z.record(z.string(), z.unknown()).default({}),
    })
    .prefault({}),
  mixing: mixing.prefault({ kind: 'joint' }),
  /** Our reconstruction: datasets on which the encoder does badly weigh more (docs/training.md); 0: off. */
  difficultyWeighting: z.number().min(0).max(4).default(0),
  /** One set of batch-normalisation statistics and weights a dataset, and a merged one for unseen sounds. */
  normalisation: z.enum(['shared', 'per-dataset']).default('shared'),
  /** Focal Dataset Regularization, our reconstruction (docs/training.md): strength γ; 0: off. */
  focalDatasetRegularization: z.number().min(0).max(8).default(0),
  splits: z
    .strictObject({
      /** Shares of each dataset's groups of alike sounds; the rest is trained on. */
      validation: z.number().min(0).max(0.5).default(0.15),
      test: z.number().min(0).max(0.5).default(0.15),
      /** Near-duplicates and numbered variants stay on one side. Turned off only to show what it hides. */
      grouped: z.boolean().default(true),
    })
    .prefault({}),
  sampling: z
    .strictObject({
      /** Classes are drawn alike often (1), as often as they have frames (0), or between. */
      classBalance: z.number().min(0).max(1).default(1),
      /** Frames below this level, dBFS, teach nothing. */
      silenceDb: z.number().min(-120).max(0).default(-60),
      /** Frames of a sound that take part, spread over it; long recordings don't drown short ones. */
      framesPerSound: z.int().min(1).max(100_000).default(8),
    })
    .prefault({}),
  /** All off is the paper's way. */
  augmentation: augmentation.prefault({}),
  optimiser: z
    .strictObject({
      learningRate: z.number().min(1e-7).max(1).default(1e-3),
      /** Of the encoder's own layers against what is new (adapter, heads). */
      encoderRate: z.number().min(0).max(1).default(0.1),
      /** Decoupled (AdamW: Loshchilov and Hutter, ICLR 2019). */
      weightDecay: z.number().min(0).max(1).default(1e-4),
      /** How the rate goes over the run, after a linear warm-up. */
      schedule: z.enum(['constant', 'cosine', 'step']).default('cosine'),
      warmUpShare: z.number().min(0).max(0.5).default(0.05),
    })
    .prefault({}),
  batchFrames: z.int().min(2).max(1_024).default(32),
  /** Passes over as many frames as the datasets have (over each dataset in turn where mixing is sequential). */
  epochs: z.int().min(1).max(1_000).default(10),
  /** Ends after so many epochs without a better mean macro-F1 on validation frames; 0: never early. */
  patience: z.int().min(0).max(1_000).default(3),
});

export type TrainingConfiguration = z.output<typeof trainingConfiguration>;
export type TrainingConfigurationInput = z.input<typeof trainingConfiguration>;
export type TrainingDataset = z.output<typeof trainingDataset>;
export type DatasetSource = z.output<typeof datasetSource>;
export type TrainingMixing = z.output<typeof mixing>;
export type TrainingAugmentation = z.output<typeof augmentation>;
