/** The losses that shape the space of embeddings, by name. */
export const METRIC_LOSS_NAMES = [
  'contrastive',
  'triplet-all',
  'triplet-semihard',
  'multi-similarity',
  'supervised-contrastive',
  'nt-xent',
  'proxy-nca',
  'proxy-anchor',
  'arcface',
  'center',
] as const;

export type MetricLossName = (typeof METRIC_LOSS_NAMES)[number];

/** Every loss that an encoder can be trained with. */
export const LOSS_NAMES = [
  'cross-entropy',
  'cross-entropy-smoothed',
  'focal',
  ...METRIC_LOSS_NAMES,
  'cross-entropy-with-metric',
] as const;

export type LossName = (typeof LOSS_NAMES)[number];
