import { principalComponents } from '../features/index.ts';
import { chosenPoints, type Points, pointsIn } from '../neighbours/index.ts';
import { seededRandom } from '../seeded-random.ts';

/** The space is turned so that few columns hold nearly all distances. */
export type Reduction = {
  readonly mean: Float64Array;
  /** Columns kept × columns of the space. */
  readonly directions: Float64Array;
};

/** Rows that directions are learnt from. */
const MOST_ROWS = 10_000;
const ROWS_A_STEP = 64;

/**
 * The principal directions of points, learnt from a sample of them.
 * @param columns how many are kept, fewer of a narrow space
 */
export function* reductionOf(points: Points, columns: number, seed: number): Generator<void, Reduction> {
  const count = pointsIn(points);
  const random = seededRandom(seed);
  const sample =
    count <= MOST_ROWS
      ? points
      : chosenPoints(
          points,
          Uint32Array.from({ length: MOST_ROWS }, () => Math.floor(random() * count)),
        );
  const width = points.columns;
  const rows = pointsIn(sample);
  const mean = new Float64Array(width);
  for (let at = 0; at < rows * width; at += 1) {
    mean[at % width] = (mean[at % width] as number) + (sample.values[at] as number) / rows;
  }
  yield;
  const centred = new Float32Array(rows * width);
  for (let at = 0; at < centred.length; at += 1)
    centred[at] = (sample.values[at] as number) - (mean[at % width] as number);
  yield;
  const { directions } = principalComponents(centred, width, Math.min(columns, width));
  return { mean, directions };
}

/** Points in the reduced space. @returns points × columns kept */
export function* reduced({ mean, directions }: Reduction, points: Points): Generator<void, Points> {
  const width = points.columns;
  const columns = directions.length / width;
  const count = pointsIn(points);
  const values = new Float32Array(count * columns);
  const row = new Float64Array(width);
  for (let point = 0; point < count; point += 1) {
    for (let at = 0; at < width; at += 1)
      row[at] = (points.values[point * width + at] as number) - (mean[at] as number);
    for (let column = 0; column < columns; column += 1) {
      const begin = column * width;
      let sum = 0;
      for (let at = 0; at < width; at += 1) sum += (row[at] as number) * (directions[begin + at] as number);
      values[point * columns + column] = sum;
    }
    if (point % ROWS_A_STEP === 0) yield;
  }
  return { columns, values };
}
