import { z } from 'zod';

const datasetScores = z.object({
  dataset: z.string(),
  frames: z.number(),
  sounds: z.number(),
  // JSON knows no NaN: of nothing, there is no mean.
  loss: z.number(),
  frameMacroF1: z.number(),
  soundMacroF1: z.number(),
});

const epochNews = z.object({
  kind: z.literal('epoch'),
  epoch: z.number(),
  dataset: z.string().nullable(),
  trainingLoss: z.number().nullable(),
  learningRate: z.number(),
  validation: z.array(datasetScores).readonly(),
  meanMacroF1: z.number(),
  isBest: z.boolean(),
  seconds: z.number(),
});

/** What a checkpoint keeps beside the tensors. Everything random follows from the seed and the position. */
export const checkpointState = z.object({
  version: z.literal(1),
  /** Of the configuration and the data; another one is another run. */
  fingerprint: z.string(),
  /** Position: which stage of the mixing, which epoch of it, how many steps of that are done. */
  stage: z.number(),
  epoch: z.number(),
  step: z.number(),
  /** Of the epoch's batches so far. */
  lossSum: z.number(),
  smoothedLoss: z.number().nullable(),
  /** How often each parameter was moved. */
  moves: z.record(z.string(), z.number()),
  best: z.object({ epoch: z.number(), meanMacroF1: z.number(), loss: z.number() }).nullable(),
  epochsWithoutBetter: z.number(),
  /** By dataset: how hard it was before the first step and is now, and its running performance. */
  startDifficulty: z.array(z.number()),
  difficulty: z.array(z.number()),
  performance: z.array(z.number()),
  /** Why stages before this one ended. */
  ended: z.array(z.enum(['all-epochs', 'no-better', 'stopped'])),
  scores: z.array(
    z.object({ validation: z.array(datasetScores), test: z.array(datasetScores), bestEpoch: z.number() }),
  ),
  history: z.array(epochNews),
  seconds: z.number(),
});

export type CheckpointState = z.output<typeof checkpointState>;
