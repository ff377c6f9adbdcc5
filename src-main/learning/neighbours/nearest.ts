import { distanceTiles } from './distance-tiles.ts';
import { chosenPoints, type Metric, type Points, pointsIn } from './points.ts';

/** Who lies nearest to whom. */
export type Neighbours = {
  /** Neighbours a query, at most. */
  readonly k: number;
  /** queries × k: rows of the searched points, the nearest first; -1 where there are no more. */
  readonly places: Int32Array;
  /** queries × k, NaN where there are no more. */
  readonly distances: Float64Array;
};

export type PointGroups = { readonly points: ArrayLike<number>; readonly queries?: ArrayLike<number> };

export type NeighbourSearch = {
  readonly metric: Metric;
  /** Neighbours a query, 1 or more. */
  readonly k: number;
  /** The points that are searched. */
  readonly points: Points;
  /** Whose neighbours are wanted; the points themselves unless given, and then none is its own neighbour. */
  readonly queries?: Points;
  /** Points and queries of one group are never neighbours: the frames of one file, or inseparable sounds. */
  readonly groups?: PointGroups;
  /** Of equally near points, the one with the smaller number here comes first, then the earlier one. */
  readonly order?: ArrayLike<number>;
};

/** One search with several answers: what may be a neighbour differs, the distances don't. */
export type NeighbourhoodSearch = Omit<NeighbourSearch, 'groups' | 'queries'> & {
  /** For each answer who is inseparable; `null`: every other point may be a neighbour. */
  readonly groupings: readonly (ArrayLike<number> | null)[];
  /** Rows of the points whose neighbours are wanted; all unless given. None is its own neighbour. */
  readonly asking?: ArrayLike<number>;
};

/**
 * Finds the k nearest neighbours of every query, exactly, by comparing all pairs. Memory: queries × k numbers and one
 * tile. Steps after each tile, a few milliseconds, so that whoever drives it can let others in. A point that holds
 * something else than numbers is nobody's neighbour and has none.
 * @throws RangeError where k is less than 1 or the columns differ
 */
export function* nearestNeighbours(search: NeighbourSearch): Generator<void, Neighbours> {
  const { queries, groups } = search;
  const grouping: Grouping = {
    points: groups?.points ?? null,
    queries: (queries ? groups?.queries : groups?.points) ?? null,
  };
  const [found] = yield* findAmong(search, queries ?? null, [grouping], () => -1);
  return found as Neighbours;
}

/**
 * The same by several rules of who may be whose neighbour, from one comparison of all pairs.
 * @returns one answer a grouping; its queries are those that ask, in their order
 * @throws RangeError where k is less than 1
 */
export function* nearestByGroupings(search: NeighbourhoodSearch): Generator<void, readonly Neighbours[]> {
  const { points, groupings, asking } = search;
  const rows = asking && Int32Array.from(asking);
  const queries = rows ? chosenPoints(points, rows) : null;
  const searched = groupings.map(
    (grouping): Grouping => ({
      points: grouping,
      queries: grouping && rows ? rows.map((row) => grouping[row] as number) : grouping,
    }),
  );
  return yield* findAmong(search, queries, searched, (query) => rows?.[query] ?? -1);
}

type Grouping = { readonly points: ArrayLike<number> | null; readonly queries: ArrayLike<number> | null };

/** @param rowOf the point that a query is; −1: none */
function* findAmong(
  { metric, k, points, order }: Pick<NeighbourSearch, 'metric' | 'k' | 'points' | 'order'>,
  queries: Points | null,
  groupings: readonly Grouping[],
  rowOf: (query: number) => number,
): Generator<void, readonly Neighbours[]> {
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`${k} neighbours`);
  const answers = groupings.map((grouping) => ({
    grouping,
    nearest: new Nearest(queries ? pointsIn(queries) : pointsIn(points), k, order),
  }));
  const tiles = queries ? distanceTiles(metric, queries, points) : distanceTiles(metric, points);
  for (const { from, others, height, width, stride, distances } of tiles) {
    const mirrored = !queries && from !== others;
    for (const { grouping, nearest } of answers) {
      for (let row = 0; row < height; row += 1) {
        const query = from + row;
        const itself = queries ? rowOf(query) : query;
        for (let column = 0; column < width; column += 1) {
          const point = others + column;
          const distance = distances[row * stride + column] as number;
          if (!nearest.isNear(query, distance) && !(mirrored && nearest.isNear(point, distance))) continue;
          if (itself === point || isInseparable(grouping, query, point)) continue;
          nearest.offer(query, point, distance);
          if (mirrored) nearest.offer(point, query, distance);
        }
      }
    }
    yield;
  }
  return answers.map(({ nearest }) => nearest);
}

function isInseparable({ points, queries }: Grouping, query: number, point: number): boolean {
  const group = queries?.[query];
  return group !== undefined && group === points?.[point];
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
