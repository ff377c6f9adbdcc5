/** The datasets of a run as the trainer sees them: which frames there are, of which class, on which side of the split. */
import { z } from 'zod';

const runSound = z.strictObject({
  /** For a person, and to find the sound again: below the dataset's folder. */
  path: z.string(),
  /** Of the audio payload; the same sound in two datasets has the same. `null` where it isn't known. */
  payloadHash: z.string().nullable(),
  /** Index into the dataset's classes. */
  class: z.int().nonnegative(),
  split: z.enum(['training', 'validation', 'test']),
  /** Near-duplicates and numbered variants have the same number. */
  group: z.int().nonnegative(),
  /** Where its mel rows begin in the spectra, and how many there are: frame `f` is the 100 rows from `firstRow + 50 f`. */
  firstRow: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Where its embeddings begin, in frames. */
  firstFrame: z.int().nonnegative(),
  frames: z.int().positive(),
  /** Those that take part: audible ones, spread over the sound, at most as many as the configuration says. */
  chosenFrames: z.array(z.int().nonnegative()).min(1),
});

const runDataset = z.strictObject({
  name: z.string(),
  /** What the classes are, in the order of the head's outputs. */
  classes: z.array(z.string()).min(1),
  classKind: z.enum(['category', 'subcategory', 'own']),
  sounds: z.array(runSound),
});

export const runDatasets = z.strictObject({
  version: z.literal(1),
  /** SHA-256 over names, classes, payloads, labels and splits: says whether two runs saw the same data. */
  fingerprint: z.string(),
  datasets: z.array(runDataset).min(1),
});

export type RunSound = z.output<typeof runSound>;
export type RunDataset = z.output<typeof runDataset>;
export type RunDatasets = z.output<typeof runDatasets>;
