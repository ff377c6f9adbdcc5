/**
 * Cross-entropy of a linear layer's softmax: mean over the batch of −log p(label).
 *
 * Bridle, "Probabilistic interpretation of feedforward classification network outputs", Neurocomputing, 1990.
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { linearBias, linearWeights } from './parameters.ts';
import { type Core, linearLogits, logSoftmax, membership } from './tensors.ts';

/** Learns `W` (classes × dimensions) and `b` (classes). */
export const crossEntropy = defineLoss({
  name: 'cross-entropy',
  options: z.strictObject({}),
  parameters: { W: linearWeights, b: linearBias },
  value: (core, { embeddings, labels, parameters }) =>
    core.mean(crossEntropies(core, linearLogits(core, embeddings, parameters.W, parameters.b), labels)),
});

/** −log p(label) of each row of logits (batch × classes), in nats; batch. */
export function crossEntropies(core: Core, logits: Tensor2D, labels: Tensor1D): Tensor1D {
  const own = membership(core, labels, logits.shape[1]);
  return core.neg(core.sum(core.mul(logSoftmax(core, logits), own), 1));
}
