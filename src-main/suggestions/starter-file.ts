import { categories } from '../../src-shared/ucs/index.ts';
import { writeSafetensors } from '../encoder/index.ts';
import type { LearningConstants, Starter } from './starter.ts';

/** How labels are learned from; chosen on left-out libraries (docs/decisions/0013). */
export const LEARNING: LearningConstants = { priorStrength: 10, biasPriorStrength: 3, mostPerCategory: 120 };

/**
 * A starter head as the bytes of its file.
 * @param made by what it was made, for a person
 */
export function starterFile({ modelVersion, features, head, fusion, learning }: Starter, made: string): Uint8Array {
  const { version, mean, spread, components, logFloor, logMean, logScale } = features;
  const tensor = (values: Float32Array, ...shape: readonly number[]) => ({ shape, values });
  return writeSafetensors({
    tensors: new Map([
      ['features.mean', tensor(mean, mean.length)],
      ['features.spread', tensor(spread, spread.length)],
      ['features.components', tensor(components, components.length / mean.length, mean.length)],
      ['logs.mean', tensor(logMean, logMean.length)],
      ['logs.scale', tensor(logScale, logScale.length)],
      ['head.weights', tensor(head.weights, categories.length, head.weights.length / categories.length)],
      ['head.biases', tensor(head.biases, categories.length)],
    ]),
    metadata: {
      format: '2',
      modelVersion,
      featuresVersion: String(version),
      'logs.floor': String(logFloor),
      fusion: JSON.stringify(fusion),
      learning: JSON.stringify(learning),
      made,
    },
  });
}
