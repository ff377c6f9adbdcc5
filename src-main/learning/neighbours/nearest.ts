import { distanceTiles } from './distance-tiles.ts';
import { type Metric, type Points, pointsIn } from './points.ts';

/** Who lies nearest to whom. */
export type Neighbours = {
  /** Neighbours a query, at most. */
  readonly k: number;
  /** queries × k: rows of the searched points, the nearest first; -1 where there are no more. */
  readonly places: Int32Array;
  /** queries × k, NaN where there are no more. */
  readonly distances: Float64Array;
};

export type NeighbourSearch = {
  readonly metric: Metric;
  /** Neighbours a query, 1 or more. */
  readonly k: number;
  /** The points that are searched. */
  readonly points: Points;
  /** Whose neighbours are wanted; the points themselves unless given, and then none is its own neighbour. */
  readonly queries?: Points;
  /** Points and queries of one group are never neighbours: the frames of one file, or inseparable sounds. */
  readonly groups?: { readonly points: ArrayLike<number>; readonly queries?: ArrayLike<number> };
  /** Of equally near points, the one with the smaller number here comes first, then the earlier one. */
  readonly order?: ArrayLike<number>;
};

/**
 * Finds the k nearest neighbours of every query, exactly, by comparing all pairs. Memory: queries × k numbers and one
 * tile. Steps after each tile, a few milliseconds, so that whoever drives it can let others in. A point that holds
 * something else than numbers is nobody's neighbour and has none.
 * @throws RangeError where k is less than 1 or the columns differ
 */
export function* nearestNeighbours(search: NeighbourSearch): Generator<void, Neighbours> {
  const { metric, k, points, queries, groups, order } = search;
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`${k} neighbours`);
  const found = new Nearest(queries ? pointsIn(queries) : pointsIn(points), k, order);
  const groupsOfQueries = queries ? groups?.queries : groups?.points;
  const separable = (query: number, point: number) => {
    const group = groupsOfQueries?.[query];
    return group === undefined || group !== groups?.points[point];
  };
  for (const { from, others, height, width, stride, distances } of distanceTiles(
    metric,
    queries ?? points,
    queries && points,
  )) {
    const mirrored = !queries && from !== others;
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const [query, point] = [from + row, others + column];
        const distance = distances[row * stride + column] as number;
        if (!found.isNear(query, distance) && !(mirrored && found.isNear(point, distance))) continue;
        if ((!queries && query === point) || !separable(query, point)) continue;
        found.offer(query, point, distance);
        if (mirrored) found.offer(point, query, distance);
      }
    }
    yield;
  }
  return found;
}

/** The nearest points so far, sorted for each query. */
class Nearest implements Neighbours {
  readonly k: number;
  readonly places: Int32Array;
  readonly distances: Float64Array;
  readonly #worst: Float64Array;
  readonly #order: ArrayLike<number> | undefined;

  constructor(queries: number, k: number, order: ArrayLike<number> | undefined) {
    this.k = k;
    this.places = new Int32Array(queries * k).fill(-1);
    this.distances = new Float64Array(queries * k).fill(Number.NaN);
    this.#worst = new Float64Array(queries).fill(Number.POSITIVE_INFINITY);
    this.#order = order;
  }

  isNear(query: number, distance: number): boolean {
    return distance <= (this.#worst[query] as number);
  }

  offer(query: number, point: number, distance: number): void {
    if (!this.isNear(query, distance)) return;
    const begin = query * this.k;
    let place = begin + this.k - 1;
    if ((this.places[place] as number) >= 0 && !this.#before(point, distance, place)) return;
    for (; place > begin; place -= 1) {
      const ahead = this.places[place - 1] as number;
      if (ahead >= 0 && !this.#before(point, distance, place - 1)) break;
      this.places[place] = ahead;
      this.distances[place] = this.distances[place - 1] as number;
    }
    this.places[place] = point;
    this.distances[place] = distance;
    const last = begin + this.k - 1;
    if ((this.places[last] as number) >= 0) this.#worst[query] = this.distances[last] as number;
  }

  /** Whether a point comes before the one that stands at a place. */
  #before(point: number, distance: number, place: number): boolean {
    const standing = this.places[place] as number;
    const difference = distance - (this.distances[place] as number);
    if (difference !== 0) return difference < 0;
    const order = (this.#order?.[point] ?? 0) - (this.#order?.[standing] ?? 0);
    return order === 0 ? point < standing : order < 0;
  }
}
