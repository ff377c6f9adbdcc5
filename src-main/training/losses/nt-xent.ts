/**
 * N-pair or NT-Xent loss: for each pair of one class −log of the positive's share in exp(s/T) of itself and the anchor's
 * negatives; mean over these pairs. `cosine` similarity is NT-Xent; `dot` with temperature 1 is the N-pair loss without
 * its penalty for long embeddings.
 *
 * Sohn, "Improved deep metric learning with multi-class N-pair loss objective", NIPS 2016, eq. 6; Chen et al., "A simple
 * framework for contrastive learning of visual representations", ICML 2020, eq. 1 (T = 0.07 as in He et al., "Momentum
 * contrast for unsupervised visual representation learning", CVPR 2020).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { cosines, labelPairs, logSumExp, meanOver, only } from './tensors.ts';

export const ntXent = defineLoss({
  name: 'nt-xent',
  options: z.strictObject({
    similarity: z.enum(['cosine', 'dot']).default('cosine'),
    temperature: z.number().positive().default(0.07),
  }),
  value(core, { embeddings, labels }, { similarity, temperature }) {
    const similarities =
      similarity === 'cosine'
        ? cosines(core, embeddings, embeddings)
        : core.matMul(embeddings, embeddings, false, true);
    const logits = core.div(similarities, temperature);
    const { positive, negative } = labelPairs(core, labels);
    const others = logSumExp(core, only(core, logits, negative));
    return meanOver(core, core.softplus(core.sub(others, logits)), positive);
  },
});
