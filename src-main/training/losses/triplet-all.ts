/**
 * Triplet loss over every triplet of the batch: max(0, d(anchor, positive) − d(anchor, negative) + margin), mean over
 * the triplets that still cost something ("batch all"). Distances are Euclidean between embeddings of length 1 (0 to
 * 2). Memory grows with the batch's cube: 4 bytes × batch³ a tensor, 8 MiB at 128 sounds.
 *
 * Schroff, Kalenichenko and Philbin, "FaceNet: a unified embedding for face recognition and clustering", CVPR 2015,
 * section 3.1 (margin 0.2, of squared distances there); the mean is that of Hermans, Beyer and Leibe, "In defense of
 * the triplet loss for person re-identification", 2017, section 2.
 */
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { defineLoss, type LossBatch } from './loss.ts';
import { type Core, labelPairs, meanOfPositive, normalisedDistances } from './tensors.ts';

export const tripletAll = defineLoss({
  name: 'triplet-all',
  options: z.strictObject({ margin: z.number().positive().max(2).default(0.2) }),
  value(core, batch, { margin }) {
    const { excess, exists } = triplets(core, batch);
    return meanOfPositive(core, core.mul(core.relu(core.add(excess, margin)), exists));
  },
});

/** Every triplet of the batch, anchor × positive × negative. */
export function triplets(
  core: Core,
  { embeddings, labels }: LossBatch<never>,
): {
  /** d(anchor, positive) − d(anchor, negative). */
  readonly excess: Tensor3D;
  /** 1 where the second is of the anchor's class and the third isn't, else 0. */
  readonly exists: Tensor3D;
} {
  const distances = normalisedDistances(core, embeddings);
  const { positive, negative } = labelPairs(core, labels);
  return {
    excess: core.sub(core.expandDims(distances, 2), core.expandDims(distances, 1)),
    exists: core.mul(core.expandDims(positive, 2), core.expandDims(negative, 1)),
  };
}
