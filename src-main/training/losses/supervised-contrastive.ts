/**
 * Supervised contrastive loss: for each anchor the mean over its positives of −log of their share in Σ exp(cos/T) over
 * all others of the batch; mean over the anchors that have a positive.
 *
 * Khosla et al., "Supervised contrastive learning", NeurIPS 2020, eq. 2 (T = 0.1).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { cosines, labelPairs, logSumExp, meanOver, only, otherRows } from './tensors.ts';

export const supervisedContrastive = defineLoss({
  name: 'supervised-contrastive',
  options: z.strictObject({ temperature: z.number().positive().default(0.1) }),
  value(core, { embeddings, labels }, { temperature }) {
    const logits = core.div(cosines(core, embeddings, embeddings), temperature);
    const { positive } = labelPairs(core, labels);
    const all = logSumExp(core, only(core, logits, otherRows(core, labels)));
    const positives = core.sum(positive, 1);
    const surprise = core.sum(core.mul(core.sub(all, logits), positive), 1);
    return meanOver(core, core.div(surprise, core.maximum(positives, 1)), core.minimum(positives, 1));
  },
});
