/**
 * Contrastive loss: pairs of one class are drawn together to within `positiveMargin`, pairs of two are pushed apart to
 * `negativeMargin`. Distances are Euclidean between embeddings of length 1 (0 to 2). Mean over the pairs that still
 * cost something, apart for the two kinds, then summed, as in PyTorch Metric Learning; the paper squares both terms.
 *
 * Hadsell, Chopra and LeCun, "Dimensionality reduction by learning an invariant mapping", CVPR 2006, section 2.1.
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { labelPairs, meanOfPositive, normalisedDistances } from './tensors.ts';

export const contrastive = defineLoss({
  name: 'contrastive',
  options: z.strictObject({
    positiveMargin: z.number().min(0).max(2).default(0),
    negativeMargin: z.number().min(0).max(2).default(1),
  }),
  value(core, { embeddings, labels }, { positiveMargin, negativeMargin }) {
    const distances = normalisedDistances(core, embeddings);
    const { positive, negative } = labelPairs(core, labels);
    const apart = core.mul(core.relu(core.sub(distances, positiveMargin)), positive);
    const close = core.mul(core.relu(core.sub(negativeMargin, distances)), negative);
    return core.add(meanOfPositive(core, apart), meanOfPositive(core, close));
  },
});
