import { distanceTiles, type Points, pointsIn } from '../neighbours/index.ts';

/** Halvings of the range of precisions; more than the digits of a number hold. */
const MOST_TRIES = 64;
/** How near the logarithm of the perplexity must come. */
const TOLERANCE = 1e-5;

/**
 * How much points belong together: each point's Gaussian over the others, as wide as gives it `perplexity` neighbours, both
 * ways together, sum 1 (van der Maaten and Hinton 2008, "Visualizing data using t-SNE", equations 1 and 2, section 3.1).
 * Memory: points² numbers.
 * @param points points × columns, Euclidean
 * @param perplexity neighbours a point, about; less than the number of points
 * @returns points × points, symmetric, 0 on the diagonal
 */
export function* affinitiesOf(points: Points, perplexity: number): Generator<void, Float64Array> {
  const count = pointsIn(points);
  const squares = new Float64Array(count * count);
  for (const { from, others, height, width, stride, distances } of distanceTiles('euclidean', points)) {
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const square = (distances[row * stride + column] as number) ** 2;
        squares[(from + row) * count + others + column] = square;
        squares[(others + column) * count + from + row] = square;
      }
    }
    yield;
  }
  for (let point = 0; point < count; point += 1) {
    intoProbabilities(squares.subarray(point * count, (point + 1) * count), point, perplexity);
    yield;
  }
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const both = (squares[row * count + column] as number) + (squares[column * count + row] as number);
      squares[row * count + column] = both / (2 * count);
      squares[column * count + row] = both / (2 * count);
    }
    yield;
  }
  return squares;
}

/** Turns a point's squared distances into probabilities of the wanted perplexity, in place, by bisection. */
function intoProbabilities(squares: Float64Array, self: number, perplexity: number): void {
  let nearest = Number.POSITIVE_INFINITY;
  let total = 0;
  for (const [other, square] of squares.entries()) {
    if (other === self) continue;
    nearest = Math.min(nearest, square);
    total += square;
  }
  const wanted = Math.log(perplexity);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  // One over the mean squared distance: a beginning that has no unit.
  let precision = total > 0 ? (squares.length - 1) / total : 1;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    let sum = 0;
    let weighted = 0;
    for (let other = 0; other < squares.length; other += 1) {
      if (other === self) continue;
      const gone = (squares[other] as number) - nearest;
      const power = Math.exp(-gone * precision);
      sum += power;
      weighted += gone * power;
    }
    const difference = Math.log(sum) + (precision * weighted) / sum - wanted;
    if (Math.abs(difference) < TOLERANCE) break;
    if (difference > 0) low = precision;
    else high = precision;
    precision = Number.isFinite(high) ? (low + high) / 2 : precision * 2;
  }
  let sum = 0;
  for (let other = 0; other < squares.length; other += 1) {
    const power = other === self ? 0 : Math.exp(-((squares[other] as number) - nearest) * precision);
    squares[other] = power;
    sum += power;
  }
  for (let other = 0; other < squares.length; other += 1) squares[other] = (squares[other] as number) / sum;
}
