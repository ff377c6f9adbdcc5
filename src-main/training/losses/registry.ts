/** Every loss by name. */
import type { LossName } from '../../../src-shared/training/index.ts';
import { combined } from './combined.ts';
import { crossEntropy } from './cross-entropy.ts';
import { focal } from './focal.ts';
import type { Loss, LossDefinition } from './loss.ts';
import { METRIC_LOSSES } from './metric-losses.ts';
import { smoothedCrossEntropy } from './smoothed-cross-entropy.ts';
import type { Core } from './tensors.ts';

export const LOSSES: Readonly<Record<LossName, LossDefinition>> = {
  'cross-entropy': crossEntropy,
  'cross-entropy-smoothed': smoothedCrossEntropy,
  focal,
  ...METRIC_LOSSES,
  'cross-entropy-with-metric': combined,
};

/**
 * A loss with options; what is left out is as in the loss's paper.
 *
 * @param core TensorFlow.js as it was loaded with its backend.
 * @throws ZodError when the options don't fit.
 */
export function createLoss(core: Core, name: LossName, options: unknown = {}): Loss {
  return LOSSES[name].create(core, options);
}
