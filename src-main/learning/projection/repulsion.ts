import { type ComplexGrid, SquareTransform } from './fourier.ts';

/** Nodes a box side: forces are polynomials of second degree within a box. */
const NODES = 3;
const LEAST_BOXES = 50;
/** Sides of grids, in nodes, whose double the transform takes: powers of two. Larger maps get larger boxes. */
const SIDES = [256, 512] as const;
/** A grid serves until points leave it, or the map has become this much smaller. */
const MARGIN = 1.15;
const SHRUNK = 0.6;

/**
 * Up to so many points for each node of a grid's side all pairs take less time than the grid: pairs grow with the square of
 * the points, a grid with that of its side (docs/map.md has the measurements).
 */
const FEW_POINTS_A_NODE = 20;

/**
 * What pushes the points of a map apart in t-SNE, for all points at once in time that grows with their number alone:
 * forces are interpolated from a regular grid, on which they are convolutions (Linderman et al. 2019, "Fast
 * interpolation-based t-SNE for improved visualization of single-cell RNA-seq data", Nature Methods 16).
 */
export class Repulsion {
  readonly #fewPointsANode: number;
  #grid: Grid | null = null;

  constructor(fewPointsANode = FEW_POINTS_A_NODE) {
    this.#fewPointsANode = fewPointsANode;
  }

  /**
   * @param map points × 2
   * @param into points × 2: for each the sum over others of (y − y′) ÷ (1 + |y − y′|²)²
   * @returns the sum over all pairs, both ways, of 1 ÷ (1 + |y − y′|²)
   */
  fill(map: Float64Array, into: Float64Array): number {
    const reach = reachOf(map);
    if (map.length / 2 <= this.#fewPointsANode * sideOf(reach * MARGIN)) return allPairs(map, into);
    if (this.#grid === null || reach > this.#grid.reach || reach < this.#grid.reach * SHRUNK) {
      this.#grid = new Grid(reach * MARGIN, this.#grid);
    }
    return this.#grid.fill(map, into);
  }
}

/** How far the map reaches from 0 along an axis. */
function reachOf(map: Float64Array): number {
  let reach = 1e-6;
  for (const value of map) if (Math.abs(value) > reach) reach = Math.abs(value);
  return reach;
}

const boxesOf = (reach: number): number => Math.max(LEAST_BOXES, Math.ceil(2 * reach));

/** Nodes of a side of the grid for a map. */
const sideOf = (reach: number): number =>
  SIDES.find((side) => side >= boxesOf(reach) * NODES) ?? (SIDES.at(-1) as number);

function allPairs(map: Float64Array, into: Float64Array): number {
  into.fill(0);
  let total = 0;
  for (let one = 0; one < map.length; one += 2) {
    const [x, y] = [map[one] as number, map[one + 1] as number];
    let [pushX, pushY] = [0, 0];
    for (let other = one + 2; other < map.length; other += 2) {
      const goneX = x - (map[other] as number);
      const goneY = y - (map[other + 1] as number);
      const near = 1 / (1 + goneX * goneX + goneY * goneY);
      const push = near * near;
      total += near;
      pushX += push * goneX;
      pushY += push * goneY;
      into[other] = (into[other] as number) - push * goneX;
      into[other + 1] = (into[other + 1] as number) - push * goneY;
    }
    into[one] = (into[one] as number) + pushX;
    into[one + 1] = (into[one + 1] as number) + pushY;
  }
  return 2 * total;
}

/** Equally spaced nodes over a square round 0, and how they act on each other. */
class Grid {
  /** Half its side. */
  readonly reach: number;
  readonly #boxes: number;
  /** Twice the nodes of a side: without the other half, one edge would act on the opposite one. */
  readonly #side: number;
  /** Numbers from one row of a grid to the next. */
  readonly #stride: number;
  readonly #transform: SquareTransform;
  /** Transforms of 1 ÷ (1 + d²)² and of 1 ÷ (1 + d²); both are real, since both are even. */
  readonly #kernels: ComplexGrid;
  readonly #first: ComplexGrid;
  readonly #second: ComplexGrid;
  #weights = new Float64Array();
  #corners = new Int32Array();
  /** The flat kernel between nodes of a box, by rows and columns apart. */
  #near: readonly (readonly number[])[] = [];

  constructor(reach: number, before: Grid | null) {
    this.reach = reach;
    const nodes = sideOf(reach);
    this.#boxes = Math.floor(nodes / NODES);
    this.#side = 2 * nodes;
    const alike = before !== null && before.#side === this.#side ? before : null;
    this.#transform = alike === null ? new SquareTransform(this.#side) : alike.#transform;
    this.#stride = this.#transform.stride;
    const fresh = () => this.#transform.grid();
    [this.#kernels, this.#first, this.#second] = alike
      ? [alike.#kernels, alike.#first, alike.#second]
      : [fresh(), fresh(), fresh()];
    if (before !== null) [this.#weights, this.#corners] = [before.#weights, before.#corners];
    this.#fillKernels();
  }

  #fillKernels(): void {
    const [side, stride] = [this.#side, this.#stride];
    const apart = (2 * this.reach) / (this.#boxes * NODES);
    const { real, imaginary } = this.#kernels;
    this.#near = [0, 1, 2].map((row) => [0, 1, 2].map((column) => 1 / (1 + (row ** 2 + column ** 2) * apart ** 2)));
    for (let row = 0; row < side; row += 1) {
      const down = Math.min(row, side - row) * apart;
      for (let column = 0; column < side; column += 1) {
        const across = Math.min(column, side - column) * apart;
        const near = 1 / (1 + down * down + across * across);
        real[row * stride + column] = near * near;
        imaginary[row * stride + column] = near;
      }
    }
    this.#transform.apply(this.#kernels);
  }

  fill(map: Float64Array, into: Float64Array): number {
    this.#place(map);
    const [first, second] = [this.#first, this.#second];
    for (const values of [first.real, first.imaginary, second.real]) values.fill(0);
    this.#scatter(map);
    const used = this.#boxes * NODES;
    this.#transform.apply({ real: first.real, imaginary: first.imaginary }, used);
    second.imaginary.fill(0);
    this.#transform.apply({ real: second.real, imaginary: second.imaginary }, used);
    this.#convolve();
    // Backwards: real and imaginary change places.
    this.#transform.apply({ real: first.imaginary, imaginary: first.real }, this.#side, used);
    this.#transform.apply({ real: second.imaginary, imaginary: second.real }, this.#side, used);
    return this.#gather(map, into) - this.#selves();
  }

  /** In which box each point lies, and how much each of its nodes has of it. */
  #place(map: Float64Array): void {
    const count = map.length / 2;
    if (this.#corners.length !== count) {
      this.#corners = new Int32Array(count);
      this.#weights = new Float64Array(count * 2 * NODES);
    }
    const [corners, weights] = [this.#corners, this.#weights];
    const scale = this.#boxes / (2 * this.reach);
    for (let point = 0; point < count; point += 1) {
      for (let axis = 0; axis < 2; axis += 1) {
        const place = ((map[2 * point + axis] as number) + this.reach) * scale;
        const box = Math.min(this.#boxes - 1, Math.max(0, Math.floor(place)));
        // Nodes lie at a sixth, a half and five sixths of a box (Lagrange's polynomials through them).
        const within = place - box;
        const [a, b, c] = [within - 1 / 6, within - 0.5, within - 5 / 6];
        const at = (2 * point + axis) * NODES;
        weights[at] = 4.5 * b * c;
        weights[at + 1] = -9 * a * c;
        weights[at + 2] = 4.5 * a * b;
        corners[point] = axis === 0 ? box * NODES : (corners[point] as number) + box * NODES * this.#stride;
      }
    }
  }

  /** Spreads 1 and y to one grid, x to the other. */
  #scatter(map: Float64Array): void {
    const [corners, weights, stride] = [this.#corners, this.#weights, this.#stride];
    const [ones, downs, acrosses] = [this.#first.real, this.#first.imaginary, this.#second.real];
    for (let point = 0; point < corners.length; point += 1) {
      const [x, y] = [map[2 * point] as number, map[2 * point + 1] as number];
      const at = point * 2 * NODES;
      for (let row = 0; row < NODES; row += 1) {
        const from = (corners[point] as number) + row * stride;
        const down = weights[at + NODES + row] as number;
        for (let column = 0; column < NODES; column += 1) {
          const weight = down * (weights[at + column] as number);
          ones[from + column] = (ones[from + column] as number) + weight;
          downs[from + column] = (downs[from + column] as number) + weight * y;
          acrosses[from + column] = (acrosses[from + column] as number) + weight * x;
        }
      }
    }
  }

  /**
   * The first grid becomes that of 1 and y under the steep kernel; the second that of x under it and of 1 under the flat
   * one: 1 alone is the even part of what 1 + i·y was transformed to.
   */
  #convolve(): void {
    const [side, stride] = [this.#side, this.#stride];
    const [{ real: steep, imaginary: flat }, first, second] = [this.#kernels, this.#first, this.#second];
    const scale = 1 / side ** 2;
    for (let row = 0; row < side; row += 1) {
      const mirrored = ((side - row) % side) * stride;
      for (let column = 0; column < side; column += 1) {
        const at = row * stride + column;
        const other = mirrored + ((side - column) % side);
        const onesReal = (oldReal(first, at) + oldReal(first, other)) / 2;
        const onesImaginary = (oldImaginary(first, at) - oldImaginary(first, other)) / 2;
        const [flatHere, steepHere] = [(flat[at] as number) * scale, (steep[at] as number) * scale];
        const [real, imaginary] = [second.real[at] as number, second.imaginary[at] as number];
        second.real[at] = real * steepHere - onesImaginary * flatHere;
        second.imaginary[at] = imaginary * steepHere + onesReal * flatHere;
      }
    }
    for (let at = 0; at < steep.length; at += 1) {
      const steepHere = (steep[at] as number) * scale;
      first.real[at] = (first.real[at] as number) * steepHere;
      first.imaginary[at] = (first.imaginary[at] as number) * steepHere;
    }
  }

  /** What points have of themselves in the sum of the flat kernel: nearly, but not quite 1 each. */
  #selves(): number {
    const weights = this.#weights;
    const [n00 = 0, n01 = 0, n02 = 0, n11 = 0, n12 = 0, n22 = 0] = [
      this.#near[0]?.[0],
      this.#near[0]?.[1],
      this.#near[0]?.[2],
      this.#near[1]?.[1],
      this.#near[1]?.[2],
      this.#near[2]?.[2],
    ];
    let total = 0;
    for (let at = 0; at < weights.length; at += 2 * NODES) {
      const [a, b, c] = [weights[at] as number, weights[at + 1] as number, weights[at + 2] as number];
      const [d, e, f] = [weights[at + 3] as number, weights[at + 4] as number, weights[at + 5] as number];
      const [x0, x1, x2] = [a * a + b * b + c * c, 2 * (a * b + b * c), 2 * a * c];
      const [y0, y1, y2] = [d * d + e * e + f * f, 2 * (d * e + e * f), 2 * d * f];
      total += x0 * (y0 * n00 + y1 * n01 + y2 * n02);
      total += x1 * (y0 * n01 + y1 * n11 + y2 * n12) + x2 * (y0 * n02 + y1 * n12 + y2 * n22);
    }
    return total;
  }

  /** Reads the grids at the points. @returns the sum of the flat kernel, that of each point with itself included */
  #gather(map: Float64Array, into: Float64Array): number {
    const [corners, weights, stride] = [this.#corners, this.#weights, this.#stride];
    const [ones, downs] = [this.#first.real, this.#first.imaginary];
    const [acrosses, flats] = [this.#second.real, this.#second.imaginary];
    let total = 0;
    for (let point = 0; point < corners.length; point += 1) {
      const at = point * 2 * NODES;
      let [one, down, across] = [0, 0, 0];
      for (let row = 0; row < NODES; row += 1) {
        const from = (corners[point] as number) + row * stride;
        const downWeight = weights[at + NODES + row] as number;
        for (let column = 0; column < NODES; column += 1) {
          const weight = downWeight * (weights[at + column] as number);
          one += weight * (ones[from + column] as number);
          down += weight * (downs[from + column] as number);
          across += weight * (acrosses[from + column] as number);
          total += weight * (flats[from + column] as number);
        }
      }
      into[2 * point] = (map[2 * point] as number) * one - across;
      into[2 * point + 1] = (map[2 * point + 1] as number) * one - down;
    }
    return total;
  }
}

const oldReal = ({ real }: ComplexGrid, at: number): number => real[at] as number;
const oldImaginary = ({ imaginary }: ComplexGrid, at: number): number => imaginary[at] as number;
