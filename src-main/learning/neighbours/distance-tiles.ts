import { type Metric, type Points, pointsIn, squaredLengths } from './points.ts';

/** The distances of some rows to some others; the arrays are used again for the next tile. */
export type DistanceTile = {
  /** The first row of each side. */
  readonly from: number;
  readonly others: number;
  /** How many rows of each side. */
  readonly height: number;
  readonly width: number;
  /** Numbers from one row's distances to the next row's. */
  readonly stride: number;
  /** Distances, row after row of `height` × `stride`. */
  readonly distances: Float64Array;
};

/** Rows that are multiplied at once: each value is then read once for four products. */
const PANEL = 4;
/** Multiplications a tile: a millisecond or two. */
const TILE_PRODUCTS = 2 ** 21;
const MOST_ROWS = 256;

/**
 * All distances between two lots of points, tile after tile, each a few milliseconds of work and at most 1 MB, whatever the number of
 * points (blocked matrix products: Golub and Van Loan, "Matrix Computations", section 1.3). A distance depends on its
 * two points only, to the last digit: equal points are exactly 0 apart, and no order of rows changes anything.
 * @param rows points × columns
 * @param others points × the same columns; those of `rows` unless given, and then only tiles on and above the diagonal
 * come, since the distances below are the same
 * @throws RangeError where the columns differ
 */
export function* distanceTiles(metric: Metric, rows: Points, others?: Points): Generator<DistanceTile, void> {
  const right = others ?? rows;
  if (rows.columns !== right.columns) throw new RangeError(`Points of ${rows.columns} and of ${right.columns} columns`);
  const { columns } = rows;
  const side = tileSide(columns);
  const [rowCount, otherCount] = [pointsIn(rows), pointsIn(right)];
  const rowSquares = squaredLengths(rows);
  const otherSquares = others ? squaredLengths(others) : rowSquares;
  const packedRows = new Float64Array(side * columns);
  const packedOthers = new Float64Array(side * columns);
  const distances = new Float64Array(side * side);
  for (let from = 0; from < rowCount; from += side) {
    const height = Math.min(side, rowCount - from);
    pack(rows, from, height, packedRows);
    for (let begin = others ? 0 : from; begin < otherCount; begin += side) {
      const width = Math.min(side, otherCount - begin);
      pack(right, begin, width, packedOthers);
      multiply(packedRows, packedOthers, columns, { height, width, side }, distances);
      for (let row = 0; row < height; row += 1) {
        const square = rowSquares[from + row] as number;
        for (let other = 0; other < width; other += 1) {
          const place = row * side + other;
          distances[place] = distanceOf(
            metric,
            distances[place] as number,
            square,
            otherSquares[begin + other] as number,
          );
        }
      }
      yield { from, others: begin, height, width, stride: side, distances };
    }
  }
}

function tileSide(columns: number): number {
  const rows = Math.sqrt(TILE_PRODUCTS / Math.max(1, columns));
  return Math.max(PANEL, Math.min(MOST_ROWS, Math.floor(rows / PANEL) * PANEL));
}

function distanceOf(metric: Metric, product: number, square: number, otherSquare: number): number {
  if (metric === 'euclidean') {
    const squared = square + otherSquare - 2 * product;
    // Rounding may make it a little less than nothing; what isn't a number stays none.
    return squared < 0 ? 0 : Math.sqrt(squared);
  }
  const lengths = Math.sqrt(square * otherSquare);
  return lengths === 0 ? 1 : 1 - product / lengths;
}

/** Four rows after another, each column's four values side by side; the last four are filled with zeros. */
function pack({ columns, values }: Points, from: number, count: number, packed: Float64Array): void {
  for (let row = 0; row < Math.ceil(count / PANEL) * PANEL; row += 1) {
    const to = Math.floor(row / PANEL) * PANEL * columns + (row % PANEL);
    const begin = (from + row) * columns;
    for (let column = 0; column < columns; column += 1) {
      packed[to + column * PANEL] = row < count ? (values[begin + column] as number) : 0;
    }
  }
}

/** The products of every packed row with every other packed row. Each is summed column after column. */
function multiply(
  rows: Float64Array,
  others: Float64Array,
  columns: number,
  { height, width, side }: { readonly height: number; readonly width: number; readonly side: number },
  products: Float64Array,
): void {
  const length = columns * PANEL;
  for (let row = 0; row < height; row += PANEL) {
    const left = rows.subarray(row * columns, row * columns + length);
    for (let other = 0; other < width; other += 2) {
      // Half a panel of the other side: eight sums are what the processor's registers hold.
      const half = other % PANEL;
      const begin = (other - half) * columns + half;
      let [a0, a1, b0, b1, c0, c1, d0, d1] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let at = 0; at < length; at += PANEL) {
        const x = others[begin + at] as number;
        const y = others[begin + at + 1] as number;
        const a = left[at] as number;
        const b = left[at + 1] as number;
        const c = left[at + 2] as number;
        const d = left[at + 3] as number;
        a0 += a * x;
        a1 += a * y;
        b0 += b * x;
        b1 += b * y;
        c0 += c * x;
        c1 += c * y;
        d0 += d * x;
        d1 += d * y;
      }
      const place = row * side + other;
      products[place] = a0;
      products[place + 1] = a1;
      products[place + side] = b0;
      products[place + side + 1] = b1;
      products[place + 2 * side] = c0;
      products[place + 2 * side + 1] = c1;
      products[place + 3 * side] = d0;
      products[place + 3 * side + 1] = d1;
    }
  }
}
