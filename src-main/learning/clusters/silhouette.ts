import { NOTHING } from '../metrics/index.ts';
import { chosenPoints, distanceTiles, type Metric, type Points, pointsIn } from '../neighbours/index.ts';
import { shuffled } from '../seeded-random.ts';

/** How well points sit in their clusters, on the whole. */
export type Silhouette = {
  /** The mean of the points' silhouettes, −1…1; NaN of fewer than two clusters. */
  readonly mean: number;
  /** Points that were looked at. */
  readonly points: number;
  /** How far a mean of so many points, drawn by chance, lies from that of all: one standard deviation; 0 of all of them. */
  readonly standardError: number;
};

export type SilhouetteOptions = {
  readonly metric: Metric;
  /** Looks at no more points than this, drawn by chance, each against all points; all unless given. */
  readonly sample?: { readonly points: number; readonly seed: number };
};

/**
 * How much nearer points lie to their own cluster than to the next one: (b − a) ÷ max(a, b), a the mean distance to the
 * others of its cluster, b that to the nearest other cluster; 0 in a cluster of one (Rousseeuw 1987, "Silhouettes: a
 * graphical aid to the interpretation and validation of cluster analysis"; values of scikit-learn's `silhouette_score`).
 * A sample is compared with all points, so that its mean is that of all but for chance; scikit-learn's `sample_size`
 * compares it with itself. Memory: looked-at points × clusters. Steps after a few milliseconds each.
 * @param points points × columns
 * @param classes one class a point; points of class `NOTHING` are left out
 */
export function* silhouette(
  points: Points,
  classes: ArrayLike<number>,
  { metric, sample }: SilhouetteOptions,
): Generator<void, Silhouette> {
  const labelled = Array.from({ length: pointsIn(points) }, (_, point) => point).filter(
    (point) => (classes[point] ?? NOTHING) !== NOTHING,
  );
  const { clusterOf, sizes } = numberedClusters(labelled.map((point) => classes[point] as number));
  if (sizes.length < 2) return { mean: Number.NaN, points: labelled.length, standardError: Number.NaN };
  const all = labelled.length === pointsIn(points) ? points : chosenPoints(points, labelled);
  const sampled = sample !== undefined && sample.points < labelled.length;
  const looked = sampled ? shuffled(labelled.keys(), sample.seed).slice(0, sample.points) : [...labelled.keys()];
  const sums = new Float64Array(looked.length * sizes.length);
  const add = (row: number, other: number, distance: number) => {
    const at = row * sizes.length + (clusterOf[other] as number);
    sums[at] = (sums[at] as number) + distance;
  };
  const tiles = sampled ? distanceTiles(metric, chosenPoints(all, looked), all) : distanceTiles(metric, all);
  for (const { from, others, height, width, stride, distances } of tiles) {
    const mirrored = !sampled && from !== others;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const other = others + column;
        // A point's distance to itself may be more than nothing: that of zeros, by their cosine.
        if (looked[from + row] === other) continue;
        const distance = distances[row * stride + column] as number;
        add(from + row, other, distance);
        if (mirrored) add(other, from + row, distance);
      }
    }
    yield;
  }
  const values = looked.map((point, row) =>
    silhouetteOf(sums.subarray(row * sizes.length, (row + 1) * sizes.length), clusterOf[point] as number, sizes),
  );
  return { ...meanOf(values, labelled.length), points: looked.length };
}

/** @param sums the sum of distances to each cluster's points */
function silhouetteOf(sums: Float64Array, own: number, sizes: readonly number[]): number {
  const size = sizes[own] as number;
  if (size === 1) return 0;
  const within = (sums[own] as number) / (size - 1);
  let nearest = Number.POSITIVE_INFINITY;
  for (const [cluster, sum] of sums.entries()) {
    if (cluster !== own) nearest = Math.min(nearest, sum / (sizes[cluster] as number));
  }
  const larger = Math.max(within, nearest);
  return larger === 0 ? 0 : (nearest - within) / larger;
}

function numberedClusters(classes: readonly number[]): { clusterOf: Int32Array; sizes: readonly number[] } {
  const numbers = new Map([...new Set(classes)].sort((a, b) => a - b).map((one, number) => [one, number]));
  const clusterOf = Int32Array.from(classes, (one) => numbers.get(one) ?? 0);
  const sizes = Array.from(numbers, () => 0);
  for (const cluster of clusterOf) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  return { clusterOf, sizes };
}

/** With the correction for a sample from few (Cochran 1977, "Sampling techniques", section 2.6). */
function meanOf(values: readonly number[], population: number): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, standardError: Math.sqrt((variance / values.length) * (1 - values.length / population)) };
}
