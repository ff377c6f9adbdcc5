import type { PooledSound } from './pooled-sound.ts';
import { principalComponents } from './principal-components.ts';

/** How pooled sounds become the features that a head learns from. */
export type FeatureSpace = {
  /** Of mean and max, 1024 each. */
  readonly mean: Float32Array;
  readonly spread: Float32Array;
  /** components × 1024, scaled so that features come out at their final size. */
  readonly components: Float32Array;
  /** Added to probabilities before their logarithm: below it they say nothing. */
  readonly logFloor: number;
  /** The mean logarithm of each category's probability, and what a distance from it is multiplied by. */
  readonly logMean: Float32Array;
  readonly logScale: Float32Array;
};

const COMPONENTS = 192;
const FLOOR = 1e-4;
/** How much the heads' opinions count beside the components. */
const HEARD_SHARE = 0.7;

/**
 * The feature space of some sounds: principal components of their standardised (mean | max), each divided by the square
 * root of its deviation (half of a whitening, which left-out libraries favoured), all scaled to unit spread, beside the
 * standardised logarithms of the heads' probabilities.
 * @param sounds at least two; they need no labels
 */
export function fitFeatureSpace(sounds: readonly PooledSound[], components = COMPONENTS): FeatureSpace {
  const columns = sounds[0]?.meanAndMax.length ?? 0;
  const { mean, spread } = columnStatistics(sounds.map(({ meanAndMax }) => meanAndMax));
  const rows = new Float32Array(sounds.length * columns);
  for (const [index, { meanAndMax }] of sounds.entries()) {
    for (let column = 0; column < columns; column += 1) {
      rows[index * columns + column] =
        ((meanAndMax[column] as number) - (mean[column] as number)) / (spread[column] as number);
    }
  }
  const { directions, variances } = principalComponents(rows, columns, components);
  // Each component then has its deviation as variance.
  const deviations = variances.map(Math.sqrt);
  const overall = Math.sqrt(deviations.reduce((sum, one) => sum + one, 0) / Math.max(1, deviations.length));
  // Few sounds have fewer components: the others stay nothing.
  const scaled = new Float32Array(components * columns);
  for (const [index, value] of directions.entries()) {
    const deviation = deviations[Math.floor(index / columns)] ?? 0;
    if (deviation > 0) scaled[index] = value / (Math.sqrt(deviation) * overall);
  }
  const logarithms = sounds.map(({ categories }) => categories.map((value) => Math.log(value + FLOOR)));
  const logMean = columnStatistics(logarithms).mean;
  return {
    mean,
    spread,
    components: scaled,
    logFloor: FLOOR,
    logMean,
    logScale: new Float32Array(logMean.length).fill(HEARD_SHARE / spreadOf(logarithms)),
  };
}

/** How many features a sound has. */
export const featuresIn = ({ mean, components, logMean }: FeatureSpace): number =>
  components.length / mean.length + logMean.length;

/** The features of one sound: components, then the heads' opinions. */
export function featuresOf(space: FeatureSpace, { meanAndMax, categories }: PooledSound): Float32Array {
  const columns = space.mean.length;
  const standard = meanAndMax.map((value, column) => (value - (space.mean[column] ?? 0)) / (space.spread[column] ?? 1));
  const features = new Float32Array(featuresIn(space));
  const components = space.components.length / columns;
  for (let index = 0; index < components; index += 1) {
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      sum += (space.components[index * columns + column] as number) * (standard[column] as number);
    }
    features[index] = sum;
  }
  for (const [index, value] of categories.entries()) {
    features[components + index] =
      (Math.log(value + space.logFloor) - (space.logMean[index] ?? 0)) * (space.logScale[index] ?? 1);
  }
  return features;
}

function columnStatistics(rows: readonly Float32Array[]): { mean: Float32Array; spread: Float32Array } {
  const columns = rows[0]?.length ?? 0;
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (const row of rows) for (const [column, value] of row.entries()) sums[column] = (sums[column] as number) + value;
  const mean = sums.map((sum) => sum / rows.length);
  for (const row of rows) {
    for (const [column, value] of row.entries()) {
      squares[column] = (squares[column] as number) + (value - (mean[column] as number)) ** 2;
    }
  }
  // A column that never changes says nothing; it must not become infinite.
  const spread = Float32Array.from(squares, (square) => Math.sqrt(square / rows.length) + 1e-6);
  return { mean: Float32Array.from(mean), spread };
}

/** The standard deviation of all numbers together. */
function spreadOf(rows: readonly Float32Array[]): number {
  let [count, sum, squares] = [0, 0, 0];
  for (const row of rows) {
    for (const value of row) {
      count += 1;
      sum += value;
      squares += value * value;
    }
  }
  return Math.sqrt(Math.max(squares / count - (sum / count) ** 2, 1e-12));
}
