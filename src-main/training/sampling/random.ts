/** Random numbers that are the same for a seed on every machine. */
import { seededRandom } from '../../learning/index.ts';

/** Normally distributed numbers, mean 0 and spread 1 (Box and Muller, 1958). */
export function seededNormal(seed: number): () => number {
  const random = seededRandom(seed);
  return () => {
    // Never the logarithm of 0.
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  };
}

/** One seed of several numbers: near numbers give far seeds (FNV-1a over their bytes). */
export function mixedSeed(...numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const number of numbers)
    for (let shift = 0; shift < 32; shift += 8) {
      hash ^= (number >>> shift) & 0xff;
      hash = Math.imul(hash, 0x01000193);
    }
  // The last bytes have been stirred once only.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) | 0;
}

/** A gamma-distributed number (Marsaglia and Tsang, 2000; below 1 by their boost). */
function gamma(shape: number, random: () => number, normal: () => number): number {
  if (shape < 1) return gamma(shape + 1, random, normal) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A number between 0 and 1 of the symmetric beta distribution, as mixup wants it. */
export function betaNumber(alpha: number, seed: number): number {
  const [random, normal] = [seededRandom(seed), seededNormal(seed ^ 0x5bd1e995)];
  const [a, b] = [gamma(alpha, random, normal), gamma(alpha, random, normal)];
  return a + b === 0 ? 0.5 : a / (a + b);
}
