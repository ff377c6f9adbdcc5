/**
 * Focal loss of a linear layer's softmax: mean of (1 − p)^γ · −log p, p being the label's probability. Sounds that are
 * already told apart well count less. The form for several classes; the paper's has two, and a weight α that we leave
 * out since batches are balanced by sampling.
 *
 * Lin et al., "Focal loss for dense object detection", ICCV 2017, section 3.2 (γ = 2).
 */
import { z } from 'zod';
import { crossEntropies } from './cross-entropy.ts';
import { defineLoss } from './loss.ts';
import { linearBias, linearWeights } from './parameters.ts';
import { linearLogits } from './tensors.ts';

/** A power of 0 has no finite gradient where γ < 1. */
const SMALLEST_DOUBT = 1e-7;

/** Learns `W` (classes × dimensions) and `b` (classes). */
export const focal = defineLoss({
  name: 'focal',
  options: z.strictObject({ gamma: z.number().min(0).default(2) }),
  parameters: { W: linearWeights, b: linearBias },
  value(core, { embeddings, labels, parameters }, { gamma }) {
    const surprise = crossEntropies(core, linearLogits(core, embeddings, parameters.W, parameters.b), labels);
    const doubt = core.maximum(core.neg(core.expm1(core.neg(surprise))), SMALLEST_DOUBT);
    return core.mean(core.mul(core.pow(doubt, gamma), surprise));
  },
});
