/** A taught starter head as the bytes of its file. */
import { readShippedModel } from '../../src-main/encoder/index.ts';
import { writeSafetensors } from '../../src-main/encoder/safetensors.ts';
import type { FusionConstants, Taught } from '../../src-main/suggestions/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';

/** @param sounds how many it learned from */
export function starterFile({ features, head }: Taught, fusion: FusionConstants, sounds: number): Uint8Array {
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
      modelVersion: readShippedModel().id,
      featuresVersion: String(version),
      'logs.floor': String(logFloor),
      fusion: JSON.stringify(fusion),
      learning: JSON.stringify({ priorStrength: 10, biasPriorStrength: 3, mostPerCategory: 120 }),
      made: `scripts/starter-head, ${sounds} sounds`,
    },
  });
}
