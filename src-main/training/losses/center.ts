/**
 * Center loss: half the mean squared Euclidean distance of the embeddings to their class's centre. Made to go along
 * with cross-entropy: alone it would draw everything to one point. The paper sums over the batch and moves the centres
 * by a rule of its own; here they learn by gradient.
 *
 * Wen et al., "A discriminative feature learning approach for deep face recognition", ECCV 2016, eq. 2.
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { centresAtOrigin } from './parameters.ts';
import { membership } from './tensors.ts';

/** Learns `centers` (classes × dimensions). */
export const center = defineLoss({
  name: 'center',
  options: z.strictObject({}),
  parameters: { centers: centresAtOrigin },
  value(core, { embeddings, labels, parameters }) {
    const own = core.matMul(membership(core, labels, parameters.centers.shape[0] ?? 0), parameters.centers);
    return core.mul(0.5, core.mean(core.sum(core.square(core.sub(embeddings, own)), 1)));
  },
});
