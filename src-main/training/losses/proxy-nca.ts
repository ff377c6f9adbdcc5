/**
 * Proxy-NCA: −log of the softmax over −scale · squared distance to each class's proxy, embeddings and proxies scaled to
 * length 1; mean over the batch. As usual today the sound's own proxy is in the denominator, too; the paper leaves it
 * out, which lets the loss fall below 0.
 *
 * Movshovitz-Attias et al., "No fuss distance metric learning using proxies", ICCV 2017, eq. 4 and 6 (scale 1).
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { crossEntropies } from './cross-entropy.ts';
import { defineLoss } from './loss.ts';
import { classVectors } from './parameters.ts';
import { cosines } from './tensors.ts';

/** Learns `proxies` (classes × dimensions). */
export const proxyNca = defineLoss({
  name: 'proxy-nca',
  options: z.strictObject({ softmaxScale: z.number().positive().default(1) }),
  parameters: { proxies: classVectors },
  value(core, { embeddings, labels, parameters }, { softmaxScale }) {
    // Of vectors of length 1 the squared distance is 2 − 2 cos, and the softmax doesn't see the 2.
    const logits: Tensor2D = core.mul(cosines(core, embeddings, parameters.proxies), 2 * softmaxScale);
    return core.mean(crossEntropies(core, logits, labels));
  },
});
