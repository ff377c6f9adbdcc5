export type { Loss, LossDefinition, LossParameters, LossShape } from './loss.ts';
export { METRIC_LOSS_NAMES, type MetricLossName } from './metric-losses.ts';
export { createLoss, LOSS_NAMES, LOSSES, type LossName } from './registry.ts';
