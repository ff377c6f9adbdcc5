/** Points in a space, one a row: rows × columns, row after row. 64-bit values are for tests against published numbers. */
export type Points = { readonly columns: number; readonly values: Float32Array | Float64Array };

/**
 * How far two points lie apart: the length of their difference, or one less the cosine of the angle between them (0…2).
 * A point of nothing but zeros has no direction: its cosine to every point counts as 0, as in scikit-learn.
 */
export type Metric = 'euclidean' | 'cosine';

/** How many points there are. */
export const pointsIn = ({ columns, values }: Points): number =>
  columns > 0 ? Math.floor(values.length / columns) : 0;

/** Some of the points, copied. */
export function chosenPoints({ columns, values }: Points, places: ArrayLike<number>): Points {
  const chosen =
    values instanceof Float64Array
      ? new Float64Array(places.length * columns)
      : new Float32Array(places.length * columns);
  for (let index = 0; index < places.length; index += 1) {
    const begin = (places[index] as number) * columns;
    chosen.set(values.subarray(begin, begin + columns), index * columns);
  }
  return { columns, values: chosen };
}

/** Each point's sum of squares, added column after column as the products of pairs are. */
export function squaredLengths({ columns, values }: Points): Float64Array {
  const rows = columns > 0 ? Math.floor(values.length / columns) : 0;
  const squares = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const value = values[row * columns + column] as number;
      sum += value * value;
    }
    squares[row] = sum;
  }
  return squares;
}

/**
 * Goes through a generator to its end, for callers with nobody to let in.
 * @returns what it returns
 */
export function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
