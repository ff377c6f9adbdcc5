/**
 * Multi-similarity loss: for each anchor log(1 + Σ exp(−α(s − λ)))/α over its positives plus log(1 + Σ exp(β(s − λ)))/β
 * over its negatives, s being the cosine; mean over the batch. Without the paper's mining of pairs.
 *
 * Wang et al., "Multi-similarity loss with general pair weighting for deep metric learning", CVPR 2019, eq. 15
 * (α = 2, β = 50; λ = 0.5 as in the authors' code).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { cosines, labelPairs, logOnePlusSumExp, only } from './tensors.ts';

export const multiSimilarity = defineLoss({
  name: 'multi-similarity',
  options: z.strictObject({
    alpha: z.number().positive().default(2),
    beta: z.number().positive().default(50),
    base: z.number().min(-1).max(1).default(0.5),
  }),
  value(core, { embeddings, labels }, { alpha, beta, base }) {
    const above = core.sub(cosines(core, embeddings, embeddings), base);
    const { positive, negative } = labelPairs(core, labels);
    const together = logOnePlusSumExp(core, only(core, core.mul(above, -alpha), positive));
    const apart = logOnePlusSumExp(core, only(core, core.mul(above, beta), negative));
    return core.mean(core.add(core.div(together, alpha), core.div(apart, beta)));
  },
});
