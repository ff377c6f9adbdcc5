import type { NeighbourLists } from '../neighbours/index.ts';
import { type Pairs, pairsOf } from './pairs.ts';

/** Halvings of the range of precisions, and how near the logarithm of the perplexity must come. */
const MOST_TRIES = 50;
const TOLERANCE = 1e-4;
const POINTS_A_STEP = 256;

/**
 * Affinities of each point's nearest alone, which hold nearly all of them (van der Maaten 2014, "Accelerating t-SNE using
 * tree-based algorithms", section 4.1): a Gaussian as wide as gives the perplexity, both ways together. Memory: about
 * points × k × 20 bytes. Steps after a few milliseconds each.
 * @param neighbours of each point, k at least thrice the perplexity
 * @returns the sum over all pairs, both ways, is 1
 */
export function* sparseAffinitiesOf(neighbours: NeighbourLists, perplexity: number): Generator<void, Pairs> {
  const { k, places, squares } = neighbours;
  const count = places.length / k;
  const values = new Float32Array(places.length);
  for (let point = 0; point < count; point += 1) {
    const from = point * k;
    gaussianOf(squares.subarray(from, from + k), perplexity, values.subarray(from, from + k));
    if (point % POINTS_A_STEP === 0) yield;
  }
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] as number) / (2 * count);
  return yield* pairsOf(neighbours, values, (one, other) => one + other);
}

/** Probabilities of the wanted perplexity from squared distances, by bisection. */
function gaussianOf(squares: Float32Array, perplexity: number, into: Float32Array): void {
  const nearest = squares[0] as number;
  let total = 0;
  for (const square of squares) total += Number.isFinite(square) ? square - nearest : 0;
  const wanted = Math.log(Math.min(perplexity, squares.length * 0.95));
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let precision = total > 0 ? squares.length / total : 1;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    let sum = 0;
    let weighted = 0;
    for (let at = 0; at < squares.length; at += 1) {
      const gone = (squares[at] as number) - nearest;
      const power = Number.isFinite(gone) ? Math.exp(-gone * precision) : 0;
      into[at] = power;
      sum += power;
      if (power > 0) weighted += gone * power;
    }
    for (let at = 0; at < into.length; at += 1) into[at] = (into[at] as number) / sum;
    const difference = Math.log(sum) + (precision * weighted) / sum - wanted;
    if (Math.abs(difference) < TOLERANCE) return;
    if (difference > 0) low = precision;
    else high = precision;
    precision = Number.isFinite(high) ? (low + high) / 2 : precision * 2;
  }
}
