/** Teaches a starter head from labelled sounds of many libraries: what ships is made so, and so are heads to be scored. */
import { categories } from '../../src-shared/ucs/index.ts';
import {
  type BalancedSound,
  balancedWeights,
  featuresIn,
  featuresOf,
  fitFeatureSpace,
  fitLinearHead,
  type LinearHead,
  type PooledSound,
} from '../learning/index.ts';
import type { FeatureParameters, Head } from './starter.ts';

/** Most of a library and category that count; chosen on left-out libraries, as are the two below. */
const CAP = 40;
/** Categories count by this power less than they have sounds: rare ones are heard more. */
const RARITY = 0.25;
const PENALTY = 50;
/** How far a category that no list has lies below the rarest that one has. */
const UNKNOWN_BELOW = 2;
/** Grows when features are made in another way: stored ones are then made again. */
export const FEATURES_VERSION = 2;

export type SoundToTeach = BalancedSound & { readonly pooled: PooledSound };

export type Taught = { readonly features: FeatureParameters; readonly head: Head };

/** Tens of seconds for ten thousand sounds. `null` of fewer than two, which have no spread. */
export function teach(sounds: readonly SoundToTeach[]): Taught | null {
  if (sounds.length < 2) return null;
  const space = fitFeatureSpace(sounds.map(({ pooled }) => pooled));
  const columns = featuresIn(space);
  const values = new Float32Array(sounds.length * columns);
  for (const [place, { pooled }] of sounds.entries()) values.set(featuresOf(space, pooled), place * columns);
  const classes = sounds.map(({ category }) => categories.indexOf(category));
  const sampleWeights = balancedWeights(sounds, CAP, RARITY);
  const head = fitLinearHead({ features: { columns, values }, classes, sampleWeights }, { penalty: PENALTY });
  return { features: { ...space, version: FEATURES_VERSION }, head: dense(head, columns) };
}

/** All 82 rows, those of categories that no list has as well. */
function dense({ classes, columns, weights }: LinearHead, width: number): Head {
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
