/** The losses that shape the space of embeddings, by name. */
import type { MetricLossName } from '../../../src-shared/training/index.ts';
import { arcFace } from './arcface.ts';
import { center } from './center.ts';
import { contrastive } from './contrastive.ts';
import type { LossDefinition } from './loss.ts';
import { multiSimilarity } from './multi-similarity.ts';
import { ntXent } from './nt-xent.ts';
import { proxyAnchor } from './proxy-anchor.ts';
import { proxyNca } from './proxy-nca.ts';
import { supervisedContrastive } from './supervised-contrastive.ts';
import { tripletAll } from './triplet-all.ts';
import { tripletSemihard } from './triplet-semihard.ts';

export const METRIC_LOSSES: Readonly<Record<MetricLossName, LossDefinition>> = {
  contrastive,
  'triplet-all': tripletAll,
  'triplet-semihard': tripletSemihard,
  'multi-similarity': multiSimilarity,
  'supervised-contrastive': supervisedContrastive,
  'nt-xent': ntXent,
  'proxy-nca': proxyNca,
  'proxy-anchor': proxyAnchor,
  arcface: arcFace,
  center,
};
