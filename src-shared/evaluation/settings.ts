/** How embeddings are evaluated: the same in the window, on the command line and beside a result that was kept. */
import { z } from 'zod';

export const embeddingEvaluationSettings = z.strictObject({
  /** Neighbours that vote. */
  k: z.int().min(1).max(100).default(5),
  metric: z.enum(['euclidean', 'cosine']).default('euclidean'),
  /** Of a sound so many audible frames take part, spread over it; long recordings don't drown short ones. */
  framesPerSound: z.int().min(1).max(1_000).default(8),
  /** Drawing of samples, folds and the picture follow from it. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
  /** Also fit a linear head on the sounds' mean embeddings, in five grouped folds: the slow part of many classes. */
  probe: z.boolean().default(true),
  /** Also draw a t-SNE picture. */
  picture: z.boolean().default(true),
  /** Which sounds are scored; their neighbours are the others. */
  heldBack: z
    .discriminatedUnion('kind', [
      /** All, each without itself. */
      z.strictObject({ kind: z.literal('none') }),
      /** A share of each dataset's groups of alike sounds, drawn by the seed. */
      z.strictObject({ kind: z.literal('grouped'), share: z.number().min(0.05).max(0.5) }),
      /** The test sounds of a training run, found again by what is heard. */
      z.strictObject({ kind: z.literal('run'), folder: z.string().min(1).max(4_096) }),
    ])
    .prefault({ kind: 'none' }),
});

export type EmbeddingEvaluationSettings = z.output<typeof embeddingEvaluationSettings>;
