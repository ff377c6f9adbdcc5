/**
 * ProxyAnchor: each class's proxy is the anchor. log(1 + Σ exp(−α(cos − δ))) over the sounds of its class, mean over
 * the classes of the batch, plus log(1 + Σ exp(α(cos + δ))) over all other sounds, mean over all classes.
 *
 * Kim et al., "Proxy anchor loss for deep metric learning", CVPR 2020, eq. 4 (δ = 0.1, α = 32).
 */
import { z } from 'zod';
import { defineLoss } from './loss.ts';
import { classVectors } from './parameters.ts';
import { cosines, logOnePlusSumExp, meanOver, membership, only } from './tensors.ts';

/** Learns `proxies` (classes × dimensions). */
export const proxyAnchor = defineLoss({
  name: 'proxy-anchor',
  options: z.strictObject({
    margin: z.number().min(0).default(0.1),
    alpha: z.number().positive().default(32),
  }),
  parameters: { proxies: classVectors },
  value(core, { embeddings, labels, parameters }, { margin, alpha }) {
    const similarities = cosines(core, parameters.proxies, embeddings);
    const own = core.transpose(membership(core, labels, similarities.shape[0]));
    const pulls = only(core, core.mul(core.sub(similarities, margin), -alpha), own);
    const pushes = only(core, core.mul(core.add(similarities, margin), alpha), core.sub(1, own));
    const present = core.max(own, 1, true);
    return core.add(meanOver(core, logOnePlusSumExp(core, pulls), present), core.mean(logOnePlusSumExp(core, pushes)));
  },
});
