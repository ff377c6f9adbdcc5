/**
 * Cross-entropy plus a metric loss by weight: the head learns the classes while the metric loss shapes the space.
 *
 * Wen et al., "A discriminative feature learning approach for deep face recognition", ECCV 2016, eq. 5, whose weight of
 * the center loss is 0.003; for every other metric loss the default is 1.
 */
import { z } from 'zod';
import { METRIC_LOSS_NAMES } from '../../../src-shared/training/index.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { Loss, LossDefinition, LossParameters } from './loss.ts';
import { METRIC_LOSSES } from './metric-losses.ts';
import { smoothedCrossEntropy } from './smoothed-cross-entropy.ts';

/** So that the two parts don't begin with the same random numbers. */
const SEED_OF_METRIC = 7919;

const combinedOptions = z.strictObject({
  metric: z.enum(METRIC_LOSS_NAMES),
  /** Of the metric loss; checked by it. */
  metricOptions: z.record(z.string(), z.unknown()).default({}),
  weight: z.number().min(0).optional(),
  /** Of the cross-entropy; 0 is the plain one. */
  labelSmoothing: z.number().min(0).max(1).default(0),
});

/** Learns `W` and `b` as cross-entropy does, and what the metric loss learns by its own names. */
export const combined: LossDefinition = {
  name: 'cross-entropy-with-metric',
  options: combinedOptions,
  create(core, options) {
    const { metric, metricOptions, labelSmoothing, ...chosen } = combinedOptions.parse(options);
    const weight = chosen.weight ?? (metric === 'center' ? 0.003 : 1);
    const head =
      labelSmoothing === 0 ? crossEntropy.create(core, {}) : smoothedCrossEntropy.create(core, { labelSmoothing });
    const shaping: Loss = METRIC_LOSSES[metric].create(core, metricOptions);
    return {
      name: `cross-entropy+${metric}`,
      createParameters: (shape, seed): LossParameters => ({
        ...head.createParameters(shape, seed),
        ...shaping.createParameters(shape, seed + SEED_OF_METRIC),
      }),
      value: (embeddings, labels, parameters) =>
        core.tidy(() =>
          core.add(
            head.value(embeddings, labels, parameters),
            core.mul(shaping.value(embeddings, labels, parameters), weight),
          ),
        ),
    };
  },
};
