/**
 * Cross-entropy against labels smoothed towards the uniform distribution: the label's class counts 1 − ε + ε/classes,
 * each other ε/classes. Keeps the layer from growing ever surer.
 *
 * Szegedy et al., "Rethinking the Inception architecture for computer vision", CVPR 2016, section 7 (ε = 0.1).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { linearBias, linearWeights } from './parameters.ts';
import { linearLogits, logSoftmax, membership } from './tensors.ts';

/** Learns `W` (classes × dimensions) and `b` (classes). */
export const smoothedCrossEntropy = defineLoss({
  name: 'cross-entropy-smoothed',
  options: z.strictObject({ labelSmoothing: z.number().min(0).max(1).default(0.1) }),
  parameters: { W: linearWeights, b: linearBias },
  value(core, { embeddings, labels, parameters }, { labelSmoothing }) {
    const logits = linearLogits(core, embeddings, parameters.W, parameters.b);
    const classes = logits.shape[1];
    const own = membership(core, labels, classes);
    const target = core.add(core.mul(own, 1 - labelSmoothing), labelSmoothing / classes);
    return core.neg(core.mean(core.sum(core.mul(logSoftmax(core, logits), target), 1)));
  },
});
