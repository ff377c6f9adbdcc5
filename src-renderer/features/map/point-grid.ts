import { type Box, type Direction, farness, isInside } from './geometry.ts';

export type Cluster = { readonly category: number; readonly x: number; readonly y: number; readonly points: number };

/** Points a cell, about. */
const POINTS_A_CELL = 8;
/** A side of the map is looked at in so many parts; in fewer where there are few points. */
const CLUSTER_CELLS = 28;
const FEWEST_CELLS = 4;
/** A cluster is named when so much of all points lies in it. */
const NAMED_SHARE = 0.004;
const MOST_NAMED = 48;

/** Finds points of a map by where they lie. Those that are not seen are not found. */
export class PointGrid {
  readonly box: Box;
  readonly #places: Float32Array;
  readonly #side: number;
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  /** @param places two a point */
  constructor(places: Float32Array) {
    this.#places = places;
    const count = places.length / 2;
    let [left, right, top, bottom] = [0, 1, 0, 1];
    for (let point = 0; point < count; point += 1) {
      const [x, y] = [places[2 * point] as number, places[2 * point + 1] as number];
      if (point === 0) [left, right, top, bottom] = [x, x, y, y];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    this.box = { left, right, top, bottom };
    this.#side = Math.max(1, Math.ceil(Math.sqrt(count / POINTS_A_CELL)));
    this.#starts = new Uint32Array(this.#side ** 2 + 1);
    this.#order = new Uint32Array(count);
    const cells = new Uint32Array(count);
    for (let point = 0; point < count; point += 1) {
      const cell = this.#cellOf(places[2 * point] as number, places[2 * point + 1] as number);
      cells[point] = cell;
      this.#starts[cell + 1] = (this.#starts[cell + 1] as number) + 1;
    }
    for (let cell = 0; cell < this.#side ** 2; cell += 1) {
      this.#starts[cell + 1] = (this.#starts[cell + 1] as number) + (this.#starts[cell] as number);
    }
    const next = this.#starts.slice();
    for (let point = 0; point < count; point += 1) {
      const cell = cells[point] as number;
      this.#order[next[cell] as number] = point;
      next[cell] = (next[cell] as number) + 1;
    }
  }

  #column(x: number): number {
    const { left, right } = this.box;
    return Math.min(this.#side - 1, Math.max(0, Math.floor(((x - left) / Math.max(1e-9, right - left)) * this.#side)));
  }

  #row(y: number): number {
    const { top, bottom } = this.box;
    return Math.min(this.#side - 1, Math.max(0, Math.floor(((y - top) / Math.max(1e-9, bottom - top)) * this.#side)));
  }

  #cellOf(x: number, y: number): number {
    return this.#row(y) * this.#side + this.#column(x);
  }

  #within(box: Box, take: (point: number, x: number, y: number) => void): void {
    const [first, last] = [this.#column(box.left), this.#column(box.right)];
    for (let row = this.#row(box.top); row <= this.#row(box.bottom); row += 1) {
      const begin = this.#starts[row * this.#side + first] as number;
      const end = this.#starts[row * this.#side + last + 1] as number;
      for (let at = begin; at < end; at += 1) {
        const point = this.#order[at] as number;
        take(point, this.#places[2 * point] as number, this.#places[2 * point + 1] as number);
      }
    }
  }

  /** The seen point nearest to a place, at most so far away; −1: none. */
  nearest(x: number, y: number, reach: number, isSeen: (point: number) => boolean): number {
    let [found, least] = [-1, reach * reach];
    this.#within({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (point, px, py) => {
      const square = (px - x) ** 2 + (py - y) ** 2;
      if (square > least || !isSeen(point)) return;
      [found, least] = [point, square];
    });
    return found;
  }

  /** The next seen point in a direction; −1: there is none. */
  next(from: number, direction: Direction, isSeen: (point: number) => boolean): number {
    const [x, y] = [this.#places[2 * from] as number, this.#places[2 * from + 1] as number];
    const { left, right, top, bottom } = this.box;
    const whole = Math.max(right - left, bottom - top, 1e-9);
    // Looked for near by first, and farther where nothing lies there.
    for (let reach = whole / 64; reach < whole * 2; reach *= 2) {
      let [found, least] = [-1, Number.POSITIVE_INFINITY];
      this.#within({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (point, px, py) => {
        const far = farness(direction, px - x, py - y);
        if (far >= least || point === from || !isSeen(point)) return;
        [found, least] = [point, far];
      });
      if (found >= 0) return found;
    }
    return -1;
  }

  /** @param corners x, y, x, y… of a polygon */
  inside(corners: Float32Array, isSeen: (point: number) => boolean): Uint32Array {
    const box = { left: Number.POSITIVE_INFINITY, right: -Infinity, top: Number.POSITIVE_INFINITY, bottom: -Infinity };
    for (let at = 0; at < corners.length; at += 2) {
      box.left = Math.min(box.left, corners[at] as number);
      box.right = Math.max(box.right, corners[at] as number);
      box.top = Math.min(box.top, corners[at + 1] as number);
      box.bottom = Math.max(box.bottom, corners[at + 1] as number);
    }
    const found: number[] = [];
    this.#within(box, (point, x, y) => {
      if (isSeen(point) && isInside(corners, x, y)) found.push(point);
    });
    return Uint32Array.from(found);
  }

  /** Where many points of one category lie together, the largest first. @param categories one a point; 255: none */
  clusters(categories: Uint8Array): Cluster[] {
    const all = this.#places.length / 2;
    const side = Math.min(CLUSTER_CELLS, Math.max(FEWEST_CELLS, Math.round(Math.sqrt(all / 4))));
    const { left, right, top, bottom } = this.box;
    const counts = new Uint32Array(side * side * 256);
    const cellOf = (x: number, y: number) => {
      const column = Math.min(side - 1, Math.floor(((x - left) / Math.max(1e-9, right - left)) * side));
      return Math.min(side - 1, Math.floor(((y - top) / Math.max(1e-9, bottom - top)) * side)) * side + column;
    };
    for (let point = 0; point < all; point += 1) {
      const at = cellOf(this.#places[2 * point] as number, this.#places[2 * point + 1] as number) * 256;
      const to = at + (categories[point] as number);
      counts[to] = (counts[to] as number) + 1;
    }
    const majority = Uint8Array.from({ length: side * side }, (_, cell) => {
      const own = counts.subarray(cell * 256, cell * 256 + 255);
      return own.reduce(
        (best, count, category) => (count > (own[best] ?? 0) || (best === 255 && count > 0) ? category : best),
        255,
      );
    });
    return grown(majority, counts, side)
      .filter(({ points }) => points >= Math.max(2, NAMED_SHARE * all))
      .sort((a, b) => b.points - a.points)
      .slice(0, MOST_NAMED)
      .map(({ column, row, ...cluster }) => ({
        ...cluster,
        x: left + ((column + 0.5) / side) * (right - left),
        y: top + ((row + 0.5) / side) * (bottom - top),
      }));
  }
}

/** Neighbouring cells of one majority, together. */
function grown(majority: Uint8Array, counts: Uint32Array, side: number) {
  const seen = new Uint8Array(side * side);
  const clusters: { category: number; points: number; column: number; row: number }[] = [];
  for (let first = 0; first < side * side; first += 1) {
    const category = majority[first] as number;
    if (seen[first] || category === 255) continue;
    const waiting = [first];
    seen[first] = 1;
    let [points, columns, rows] = [0, 0, 0];
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const count = counts[cell * 256 + category] as number;
      points += count;
      columns += count * (cell % side);
      rows += count * Math.floor(cell / side);
      for (const other of [
        cell - side,
        cell + side,
        ...(cell % side > 0 ? [cell - 1] : []),
        ...(cell % side < side - 1 ? [cell + 1] : []),
      ]) {
        if (other < 0 || other >= side * side || seen[other] || majority[other] !== category) continue;
        seen[other] = 1;
        waiting.push(other);
      }
    }
    clusters.push({ category, points, column: columns / points, row: rows / points });
  }
  return clusters;
}
