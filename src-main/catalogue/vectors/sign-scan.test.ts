import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../testing/fixtures.ts';
import { signWordsPerFrame } from './quantized-frames.ts';
import { type SignBits, scanSigns } from './sign-scan.ts';

const randomWords = (frames: number, seed: number): Int32Array => {
  const random = randomNumbers(seed);
  return Int32Array.from({ length: frames * signWordsPerFrame }, () => random() * 2 ** 32);
};
const bitsOf = (words: Int32Array, framesEach: readonly number[]): SignBits => {
  const starts = new Uint32Array(framesEach.length + 1);
  for (const [set, frames] of framesEach.entries()) starts[set + 1] = (starts[set] ?? 0) + frames;
  return { words, starts, setCount: framesEach.length };
};
const distanceOf = (words: Int32Array, frame: number, query: Int32Array): number => {
  let bits = 0;
  for (let word = 0; word < signWordsPerFrame; word++) {
    let difference = (words[frame * signWordsPerFrame + word] ?? 0) ^ (query[word] ?? 0);
    for (; difference !== 0; difference &= difference - 1) bits += 1;
  }
  return bits;
};

describe('a scan of sign bits', () => {
  it('finds every allowed set, nearest first, where there are no more than wanted', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.nat(), (framesEach, seed) => {
        const frameCount = framesEach.reduce((sum, frames) => sum + frames, 0);
        const bits = bitsOf(randomWords(frameCount, seed), framesEach);
        const query = randomWords(1, seed + 1);
        const allowed = Uint8Array.from(framesEach, (_, set) => (set % 3 === 2 ? 0 : 1));
        const { sets, frames } = scanSigns(bits, query, allowed, framesEach.length);
        expect([...sets].sort((a, b) => a - b)).toEqual([...framesEach.keys()].filter((set) => allowed[set] === 1));
        const distances = Array.from(sets, (set, place) =>
          distanceOf(bits.words, (bits.starts[set] ?? 0) + (frames[place] ?? 0), query),
        );
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
      }),
    );
  });

  it('proposes one frame a set, the one most like the query', () => {
    const framesEach = [1, 400, 1];
    const words = randomWords(402, 1);
    const at = 7 + 1;
    const query = words.slice(at * signWordsPerFrame, (at + 1) * signWordsPerFrame);
    const { sets, frames } = scanSigns(bitsOf(words, framesEach), query, new Uint8Array(3).fill(1), 2);
    expect([sets[0], frames[0]]).toEqual([1, 7]);
    expect(sets).toHaveLength(2);
  });

  it('finds the near among many far ones, though it gives most up early', () => {
    const setCount = 5000;
    const words = randomWords(setCount, 2);
    const query = randomWords(1, 3);
    const near = [17, 2500, 4999];
    for (const [place, set] of near.entries()) {
      words.set(query, set * signWordsPerFrame);
      // 20, 40 and 60 bits differ, spread over all words.
      for (let bit = 0; bit < 20 * (place + 1); bit++) {
        const word = set * signWordsPerFrame + (bit % signWordsPerFrame);
        words[word] = (words[word] ?? 0) ^ (1 << (bit >> 4));
      }
    }
    const bits = bitsOf(words, new Array<number>(setCount).fill(1));
    expect([...scanSigns(bits, query, new Uint8Array(setCount).fill(1), 3).sets]).toEqual(near);
  });
});
