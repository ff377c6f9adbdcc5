export type { Loss, LossDefinition, LossParameters, LossShape } from './loss.ts';
export { createLoss, LOSSES } from './registry.ts';
