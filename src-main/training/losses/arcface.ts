/**
 * ArcFace: softmax over scale · cos θ, θ being the angle of an embedding to each class's weight, where the margin is
 * added to the angle to the label's weight; mean −log p(label) over the batch. Where angle and margin pass 180° it goes
 * on as cos θ − margin · sin margin, so that a larger angle never costs less.
 *
 * Deng et al., "ArcFace: additive angular margin loss for deep face recognition", CVPR 2019, eq. 3 (scale 64, margin
 * 0.5 rad = 28.6°).
 */
import { z } from 'zod';
import { crossEntropies } from './cross-entropy.ts';
import { defineLoss } from './loss.ts';
import { classVectors } from './parameters.ts';
import { constantOf, cosines, membership } from './tensors.ts';

/** A sine of exactly 0 has no finite gradient by its square. */
const SMALLEST_SQUARED_SINE = 1e-7;

/** Learns `classWeights` (classes × dimensions). */
export const arcFace = defineLoss({
  name: 'arcface',
  options: z.strictObject({
    marginDegrees: z.number().min(0).max(90).default(28.6),
    scale: z.number().positive().default(64),
  }),
  parameters: { classWeights: classVectors },
  value(core, { embeddings, labels, parameters }, { marginDegrees, scale }) {
    const margin = (marginDegrees / 180) * Math.PI;
    const cosine = cosines(core, embeddings, parameters.classWeights);
    const sine = core.sqrt(core.maximum(core.sub(1, core.square(cosine)), SMALLEST_SQUARED_SINE));
    const widened = core.sub(core.mul(cosine, Math.cos(margin)), core.mul(sine, Math.sin(margin)));
    const beyond = core.sub(cosine, margin * Math.sin(margin));
    const within = constantOf(core, cosine, (all) => core.cast(core.greaterEqual(all, -Math.cos(margin)), 'float32'));
    const harder = core.add(core.mul(widened, within), core.mul(beyond, core.sub(1, within)));
    const own = membership(core, labels, cosine.shape[1]);
    const logits = core.add(core.mul(harder, own), core.mul(cosine, core.sub(1, own)));
    return core.mean(crossEntropies(core, core.mul(logits, scale), labels));
  },
});
