/** Embeddings that sounds might have, where few are at hand: drawn from what a feature space knows of real ones. */
import type { FeatureSpace } from '../../learning/index.ts';
import { seededRandom } from '../../learning/index.ts';

/**
 * Draws frames along the principal components, as far as sounds spread along them, around their mean.
 *
 * @returns frames × (half of the space's columns); never negative, as the pooled outputs of an encoder
 */
export function imagineFrames({ mean, spread, components }: FeatureSpace, frames: number, seed: number): Float32Array {
  const columns = mean.length;
  const size = columns / 2;
  const count = components.length / columns;
  const lengths = Float64Array.from({ length: count }, (_, row) =>
    Math.hypot(...components.subarray(row * columns, (row + 1) * columns)),
  );
  // A component's row is 1/(√deviation · overall) long, where overall² is the mean deviation: so deviations come back.
  const inverse = lengths.map((length) => (length > 0 ? 1 / length ** 2 : 0));
  const overallSquared = Math.sqrt(inverse.reduce((sum, value) => sum + value, 0) / Math.max(1, count));
  const deviations = inverse.map((value) => (overallSquared > 0 ? value / overallSquared : 0));
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const imagined = new Float32Array(frames * size);
  const standard = new Float64Array(columns);
  for (let frame = 0; frame < frames; frame += 1) {
    standard.fill(0);
    for (let row = 0; row < count; row += 1) {
      const factor = ((deviations[row] as number) * normal()) / (lengths[row] || 1);
      for (let column = 0; column < columns; column += 1)
        standard[column] = (standard[column] as number) + factor * (components[row * columns + column] as number);
    }
    for (let column = 0; column < size; column += 1) {
      const of = (at: number) => (mean[at] as number) + (spread[at] as number) * (standard[at] as number);
      // Of one frame the mean and the largest are the same.
      imagined[frame * size + column] = Math.max(0, (of(column) + of(size + column)) / 2);
    }
  }
  return imagined;
}
