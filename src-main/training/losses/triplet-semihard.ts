/**
 * Triplet loss over semi-hard triplets: those whose negative is farther than the positive, but by less than the margin.
 * Mean over these; distances as in `triplet-all`, memory too.
 *
 * Schroff, Kalenichenko and Philbin, "FaceNet: a unified embedding for face recognition and clustering", CVPR 2015,
 * section 3.2 (margin 0.2, of squared distances there; the paper takes one negative a pair, here all are taken).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { constantOf, meanOfPositive } from './tensors.ts';
import { triplets } from './triplet-all.ts';

export const tripletSemihard = defineLoss({
  name: 'triplet-semihard',
  options: z.strictObject({ margin: z.number().positive().max(2).default(0.2) }),
  value(core, batch, { margin }) {
    const { excess, exists } = triplets(core, batch);
    const farther = constantOf(core, excess, (all) => core.cast(core.less(all, 0), 'float32'));
    const cost = core.relu(core.add(excess, margin));
    return meanOfPositive(core, core.mul(core.mul(cost, farther), exists));
  },
});
