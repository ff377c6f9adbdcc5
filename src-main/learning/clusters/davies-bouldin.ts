import { NOTHING } from '../metrics/index.ts';
import { type Points, pointsIn } from '../neighbours/index.ts';

/** numpy's `allclose` to nothing: scikit-learn calls clusters of this spread, or centres so near, a single point. */
const NEXT_TO_NOTHING = 1e-8;

/**
 * How much clusters overlap, 0 for not at all: the mean over clusters of the largest (spread + spread) ÷ distance of
 * centres to any other, in Euclidean distances (Davies and Bouldin 1979, "A cluster separation measure"; values of
 * scikit-learn's `davies_bouldin_score`). A cluster of one point has no spread; classes without points don't count.
 * @param points points × columns
 * @param classes one class a point; points of class `NOTHING` are left out
 * @returns NaN of fewer than two clusters
 */
export function daviesBouldin(points: Points, classes: ArrayLike<number>): number {
  const { centres, spreads } = clustersOf(points, classes);
  const { columns } = points;
  if (spreads.length < 2) return Number.NaN;
  let nearest = Number.POSITIVE_INFINITY;
  let farthest = 0;
  let total = 0;
  for (let one = 0; one < spreads.length; one += 1) {
    let most = 0;
    for (let other = 0; other < spreads.length; other += 1) {
      if (other === one) continue;
      const distance = distanceOf(centres, one * columns, centres, other * columns, columns);
      nearest = Math.min(nearest, distance);
      farthest = Math.max(farthest, distance);
      // Centres in one place are infinitely far apart, oddly, in scikit-learn too.
      if (distance > 0) most = Math.max(most, ((spreads[one] as number) + (spreads[other] as number)) / distance);
    }
    total += most;
  }
  if (Math.max(...spreads) <= NEXT_TO_NOTHING || farthest <= NEXT_TO_NOTHING) return 0;
  return Number.isFinite(nearest) ? total / spreads.length : Number.NaN;
}

/** Davies-Bouldin of the same sounds before and after training. */
export type ClusterChange = {
  readonly before: number;
  readonly after: number;
  /** after − before: below 0 where clusters have come apart. */
  readonly change: number;
  /** change ÷ before; NaN where there was no overlap before. */
  readonly relativeChange: number;
};

/**
 * How the overlap of clusters changed between two embeddings of the same sounds, row for row. They may differ in columns:
 * the index has no unit.
 * @throws RangeError where one has more rows than the other
 */
export function daviesBouldinChange(before: Points, after: Points, classes: ArrayLike<number>): ClusterChange {
  if (pointsIn(before) !== pointsIn(after)) {
    throw new RangeError(`${pointsIn(before)} points before and ${pointsIn(after)} after`);
  }
  const [earlier, later] = [daviesBouldin(before, classes), daviesBouldin(after, classes)];
  const change = later - earlier;
  return { before: earlier, after: later, change, relativeChange: earlier > 0 ? change / earlier : Number.NaN };
}

type Clusters = {
  /** clusters × columns */
  readonly centres: Float64Array;
  /** The mean distance of a cluster's points to its centre. */
  readonly spreads: Float64Array;
};

function clustersOf(points: Points, classes: ArrayLike<number>): Clusters {
  const { columns, values } = points;
  const places = new Map<number, number>();
  const clusterOf = Int32Array.from({ length: pointsIn(points) }, (_, point) => {
    const label = classes[point] ?? NOTHING;
    if (label === NOTHING) return NOTHING;
    const place = places.get(label) ?? places.size;
    places.set(label, place);
    return place;
  });
  const centres = new Float64Array(places.size * columns);
  const counts = new Float64Array(places.size);
  for (const [point, cluster] of clusterOf.entries()) {
    if (cluster === NOTHING) continue;
    counts[cluster] = (counts[cluster] as number) + 1;
    for (let column = 0; column < columns; column += 1) {
      const at = cluster * columns + column;
      centres[at] = (centres[at] as number) + (values[point * columns + column] as number);
    }
  }
  for (let at = 0; at < centres.length; at += 1) {
    centres[at] = (centres[at] as number) / (counts[Math.floor(at / columns)] as number);
  }
  const spreads = new Float64Array(places.size);
  for (const [point, cluster] of clusterOf.entries()) {
    if (cluster === NOTHING) continue;
    const distance = distanceOf(values, point * columns, centres, cluster * columns, columns);
    spreads[cluster] = (spreads[cluster] as number) + distance / (counts[cluster] as number);
  }
  return { centres, spreads };
}

function distanceOf(a: Points['values'], beginA: number, b: Points['values'], beginB: number, columns: number): number {
  let square = 0;
  for (let column = 0; column < columns; column += 1) {
    square += ((a[beginA + column] as number) - (b[beginB + column] as number)) ** 2;
  }
  return Math.sqrt(square);
}
