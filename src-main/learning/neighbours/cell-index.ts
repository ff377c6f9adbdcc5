import { seededRandom } from '../seeded-random.ts';
import { distanceTiles } from './distance-tiles.ts';
import { chosenPoints, type Points, pointsIn } from './points.ts';

/** Points that lie together by cell, so that a search looks through few of them. */
export type CellIndex = {
  readonly columns: number;
  /** Cells × columns. */
  readonly centres: Points;
  /** The points' places in the order of their cells. */
  readonly order: Uint32Array;
  /** Where in `order` each cell begins, and the end of the last. */
  readonly starts: Uint32Array;
  /** The points in that order. */
  readonly points: Points;
};

/** The nearest points of each query, nearest first. */
export type NeighbourLists = {
  readonly k: number;
  /** Queries × k: places of points; where fewer were found, −1. */
  readonly places: Int32Array;
  /** Queries × k: squared distances. */
  readonly squares: Float32Array;
};

/** Points of whom a cell's centre is learnt. */
const POINTS_A_CELL = 64;
const ROUNDS = 6;
/** Fewer points make one cell: all of them are looked through. */
const FEW_POINTS = 2_000;

/**
 * Sorts points into about √points cells, each round a centre (k-means; Lloyd 1982, "Least squares quantization in PCM", of
 * a sample). The same points and seed always give the same cells. Steps after some milliseconds each.
 * @param points points × columns, Euclidean
 */
export function* cellIndexOf(points: Points, seed: number): Generator<void, CellIndex> {
  const count = pointsIn(points);
  const { columns } = points;
  const cells = count < FEW_POINTS ? 1 : Math.round(Math.sqrt(count));
  const random = seededRandom(seed);
  const sampled = Uint32Array.from({ length: Math.min(count, cells * POINTS_A_CELL) }, () =>
    Math.floor(random() * count),
  );
  const sample = chosenPoints(points, sampled);
  let centres = chosenPoints(
    sample,
    Uint32Array.from({ length: cells }, (_, at) => at),
  );
  for (let round = 0; round < ROUNDS && cells > 1; round += 1) {
    const nearest = yield* nearestCentres(sample, centres);
    centres = meansOf(sample, nearest, centres);
  }
  const nearest = cells > 1 ? yield* nearestCentres(points, centres) : new Uint32Array(count);
  const starts = new Uint32Array(cells + 1);
  for (const cell of nearest) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell += 1)
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let point = 0; point < count; point += 1) {
    const cell = nearest[point] as number;
    order[next[cell] as number] = point;
    next[cell] = (next[cell] as number) + 1;
  }
  return { columns, centres, order, starts, points: chosenPoints(points, order) };
}

/** Which centre is nearest to each point. */
function* nearestCentres(points: Points, centres: Points): Generator<void, Uint32Array> {
  const count = pointsIn(points);
  const nearest = new Uint32Array(count);
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', points, centres)) {
    for (let row = 0; row < height; row += 1) {
      for (let other = 0; other < width; other += 1) {
        const found = distances[row * stride + other] as number;
        if (found >= (distance[from + row] as number)) continue;
        distance[from + row] = found;
        nearest[from + row] = others + other;
      }
    }
    yield;
  }
  return nearest;
}

/** The mean of each centre's points; one without points stays where it is. */
function meansOf(points: Points, nearest: Uint32Array, centres: Points): Points {
  const { columns } = points;
  const sums = new Float64Array(centres.values.length);
  const counts = new Float64Array(pointsIn(centres));
  for (const [point, cell] of nearest.entries()) {
    counts[cell] = (counts[cell] as number) + 1;
    for (let column = 0; column < columns; column += 1) {
      const at = cell * columns + column;
      sums[at] = (sums[at] as number) + (points.values[point * columns + column] as number);
    }
  }
  for (let at = 0; at < sums.length; at += 1) {
    const members = counts[Math.floor(at / columns)] as number;
    sums[at] = members > 0 ? (sums[at] as number) / members : (centres.values[at] as number);
  }
  return { columns, values: sums };
}

export type CellSearch = {
  readonly queries: Points;
  readonly k: number;
  /** Cells that are looked through for each query; more find more of the true neighbours. */
  readonly cells: number;
  /** The queries are the points themselves: none is its own neighbour. */
  readonly amongThemselves?: boolean;
};

/**
 * The nearest points of each query, of those that lie in the cells whose centres are nearest to it (an inverted file: Sivic
 * and Zisserman 2003, "Video Google"). With as many cells as there are it is exact. Memory: queries × (k × 8 + cells × 4)
 * bytes. Steps after some milliseconds each; a step gives how much is done, 0…1.
 */
export function* searchCells(index: CellIndex, search: CellSearch): Generator<number, NeighbourLists> {
  const { queries, k, amongThemselves = false } = search;
  const count = pointsIn(queries);
  const cellCount = index.starts.length - 1;
  const wanted = Math.min(search.cells, cellCount);
  const asking = yield* queriesOfCells(queries, index.centres, wanted);
  const heaps = new Heaps(count, k);
  for (let cell = 0; cell < cellCount; cell += 1) {
    const [begin, end] = [index.starts[cell] as number, index.starts[cell + 1] as number];
    const askers = asking.order.subarray(asking.starts[cell], asking.starts[cell + 1]);
    if (begin === end || askers.length === 0) continue;
    const block = chosenPoints(queries, askers);
    const members = {
      columns: index.columns,
      values: index.points.values.subarray(begin * index.columns, end * index.columns),
    };
    for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', block, members)) {
      for (let row = 0; row < height; row += 1) {
        const query = askers[from + row] as number;
        heaps.offer(query, distances, row * stride, width, index.order, begin + others, amongThemselves ? query : -1);
      }
      yield (cell + 0.5) / cellCount;
    }
  }
  return heaps.sorted();
}

/** For each cell, the queries that look through it. */
function* queriesOfCells(
  queries: Points,
  centres: Points,
  wanted: number,
): Generator<number, { readonly order: Uint32Array; readonly starts: Uint32Array }> {
  const count = pointsIn(queries);
  const cells = pointsIn(centres);
  const chosen = new Heaps(count, wanted);
  const every = Uint32Array.from({ length: cells }, (_, at) => at);
  for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', queries, centres)) {
    for (let row = 0; row < height; row += 1)
      chosen.offer(from + row, distances, row * stride, width, every, others, -1);
    yield 0;
  }
  const starts = new Uint32Array(cells + 1);
  for (const cell of chosen.places) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell += 1)
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  const next = starts.slice();
  const order = new Uint32Array(chosen.places.length);
  for (let at = 0; at < order.length; at += 1) {
    const cell = chosen.places[at] as number;
    order[next[cell] as number] = Math.floor(at / wanted);
    next[cell] = (next[cell] as number) + 1;
  }
  return { order, starts };
}

/** The k nearest so far of each query: a heap each, the farthest on top. */
class Heaps {
  readonly k: number;
  readonly places: Int32Array;
  readonly distances: Float64Array;

  constructor(count: number, k: number) {
    this.k = k;
    this.places = new Int32Array(count * k).fill(-1);
    this.distances = new Float64Array(count * k).fill(Number.POSITIVE_INFINITY);
  }

  /** @param names what the offered are called, from `firstName` on @param not the one that doesn't count */
  offer(
    query: number,
    offered: Float64Array,
    first: number,
    count: number,
    names: Uint32Array,
    firstName: number,
    not: number,
  ): void {
    const root = query * this.k;
    let farthest = this.distances[root] as number;
    for (let at = 0; at < count; at += 1) {
      const distance = offered[first + at] as number;
      if (!(distance < farthest)) continue;
      const name = names[firstName + at] as number;
      if (name === not) continue;
      this.#replace(root, this.k, name, distance);
      farthest = this.distances[root] as number;
    }
  }

  /** Puts one in the place of the farthest, and what is farthest then on top. */
  #replace(root: number, size: number, place: number, distance: number): void {
    const { places, distances } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (distances[root + child + 1] as number) > (distances[root + child] as number)) child += 1;
      if (!((distances[root + child] as number) > distance)) break;
      distances[root + at] = distances[root + child] as number;
      places[root + at] = places[root + child] as number;
      at = child;
    }
    distances[root + at] = distance;
    places[root + at] = place;
  }

  /** Nearest first: heapsort, in place. */
  sorted(): NeighbourLists {
    const { k, places, distances } = this;
    const squares = new Float32Array(places.length);
    for (let root = 0; root < places.length; root += k) {
      for (let size = k - 1; size > 0; size -= 1) {
        const [place, distance] = [places[root] as number, distances[root] as number];
        this.#replace(root, size, places[root + size] as number, distances[root + size] as number);
        places[root + size] = place;
        distances[root + size] = distance;
      }
    }
    for (let at = 0; at < squares.length; at += 1) squares[at] = (distances[at] as number) ** 2;
    return { k, places, squares };
  }
}
