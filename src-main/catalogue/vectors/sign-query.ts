import { embeddingLength } from '../types.ts';
import { signWordsPerFrame, takeSigns } from './quantized-frames.ts';
import type { QueryFrames } from './query-frames.ts';
import { queryBits } from './scan-memory.ts';

/** A query's frames as sign bits are compared with them. */
export type SignQuery = {
  readonly count: number;
  /** What share of the query each frame stands for; only whole sounds ask. */
  readonly weights: Float32Array;
  /** count × 16 words. */
  readonly signs: Int32Array;
  /** count × 6 × 16 words: the steps of each frame's 512 numbers, bit by bit, the lowest bits first. */
  readonly planes: Int32Array;
  /** count × 4: see `signQuery`. */
  readonly terms: Float32Array;
};

const termsPerFrame = 4;
const highest = 2 ** queryBits - 1;

/**
 * Splits each frame q of length 1 into a part along the mean m and a part p across it: q = a·m + p. Then, with the two
 * factors f and g of a stored frame x and its signs s (sign-factors.ts), cos(x, q) = a·f + (x − m)·p / |x| ≈ a·f + g·(s·p).
 * p is taken in 64 even steps from its least number l, the u-th of which is l + u·step, so that s·p needs bits alone:
 * s·p = 2·(l·ones + step·Σu over ones) − Σp. The terms are −Σp, 2l, 2·step and a.
 */
export function signQuery({ raw, units, count, weights }: QueryFrames, mean: Float32Array | null): SignQuery {
  const signs = new Int32Array(count * signWordsPerFrame);
  takeSigns(raw, mean, signs);
  const planes = new Int32Array(count * queryBits * signWordsPerFrame);
  const terms = new Float32Array(count * termsPerFrame);
  for (let frame = 0; frame < count; frame++) {
    const { part, share } = acrossMean(units.subarray(frame * embeddingLength, (frame + 1) * embeddingLength), mean);
    const least = part.reduce((a, b) => Math.min(a, b));
    const step = (part.reduce((a, b) => Math.max(a, b)) - least) / highest;
    let sum = 0;
    for (const [i, value] of part.entries()) {
      const steps = step === 0 ? 0 : Math.round((value - least) / step);
      sum += least + steps * step;
      for (let plane = 0; plane < queryBits; plane++) {
        const word = (frame * queryBits + plane) * signWordsPerFrame + (i >> 5);
        planes[word] = (planes[word] ?? 0) | (((steps >> plane) & 1) << (i & 31));
      }
    }
    terms.set([-sum, 2 * least, 2 * step, share], frame * termsPerFrame);
  }
  return { count, weights, signs, planes, terms };
}

function acrossMean(unit: Float32Array, mean: Float32Array | null) {
  const square = mean?.reduce((sum, value) => sum + value * value, 0) ?? 0;
  if (mean === null || square === 0) return { part: unit, share: 0 };
  const share = unit.reduce((sum, value, i) => sum + value * (mean[i] ?? 0), 0) / square;
  return { part: unit.map((value, i) => value - share * (mean[i] ?? 0)), share };
}
