/** A fitted starter head as the bytes of its file. */
import { readShippedModel } from '../../src-main/encoder/index.ts';
import { writeSafetensors } from '../../src-main/encoder/safetensors.ts';
import type { LinearHead } from '../../src-main/learning/index.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { type Exponents, HEARD_SHARE, type StarterFit } from './fit.ts';

/** Grows when features are made in another way: stored ones are then made again. */
const FEATURES_VERSION = 2;
const LOG_FLOOR = 1e-4;
/** Beside the heads' logarithms in the features (learning/features). */
const HEARD_SCALE = 0.7;
/** How far a category that no list has lies below the rarest that one has. */
const UNKNOWN_BELOW = 2;

/** @param sounds how many it learned from */
export function starterFile(
  { space, head }: StarterFit,
  { withoutNames, withNames }: Exponents,
  sounds: number,
): Uint8Array {
  const { mean, spread, components, logMean, logSpread } = space;
  const width = components.length / mean.length + logMean.length;
  const { weights, biases } = dense(head, width);
  const pool = (sound: number, named: number) => ({
    heard: HEARD_SHARE,
    head: 1,
    named: named / sound,
    temperature: 1 / sound,
  });
  const tensor = (values: Float32Array, ...shape: readonly number[]) => ({ shape, values });
  return writeSafetensors({
    tensors: new Map([
      ['features.mean', tensor(mean, mean.length)],
      ['features.spread', tensor(spread, spread.length)],
      ['features.components', tensor(components, components.length / mean.length, mean.length)],
      ['logs.mean', tensor(logMean, logMean.length)],
      ['logs.scale', tensor(new Float32Array(logMean.length).fill(HEARD_SCALE / logSpread), logMean.length)],
      ['head.weights', tensor(weights, categories.length, width)],
      ['head.biases', tensor(biases, categories.length)],
    ]),
    metadata: {
      format: '1',
      modelVersion: readShippedModel().id,
      featuresVersion: String(FEATURES_VERSION),
      'logs.floor': String(LOG_FLOOR),
      fusion: JSON.stringify({
        withoutNames: pool(withoutNames, 0),
        withNames: pool(withNames.sound, withNames.named),
      }),
      learning: JSON.stringify({ priorStrength: 10, biasPriorStrength: 3, mostPerCategory: 120 }),
      made: `scripts/starter-head, ${sounds} sounds`,
    },
  });
}

/** All 82 rows, those of categories that no list has as well. */
function dense({ classes, columns, weights }: LinearHead, width: number) {
  const dense = { weights: new Float32Array(categories.length * width), biases: new Float32Array(categories.length) };
  const biasOf = (place: number) => weights[place * (columns + 1) + columns] ?? 0;
  dense.biases.fill(Math.min(...classes.map((_, place) => biasOf(place))) - UNKNOWN_BELOW);
  for (const [place, category] of classes.entries()) {
    const from = place * (columns + 1);
    dense.weights.set(weights.subarray(from, from + columns), category * width);
    dense.biases[category] = biasOf(place);
  }
  return dense;
}
