import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../testing/fixtures.ts';
import { embeddingLength } from '../types.ts';
import { signWordsPerFrame, takeSigns } from './quantized-frames.ts';
import { distinctFrames } from './query-frames.ts';
import { addresses, blockFrames, mostQueries, queryBits, rowBytes, sliceSets } from './scan-memory.ts';
import { takeFactors } from './sign-factors.ts';
import { type SignQuery, signQuery } from './sign-query.ts';
import { createSignRows, type SignRows } from './sign-scan.ts';

const randomWords = (frames: number, seed: number): Int32Array => {
  const random = randomNumbers(seed);
  return Int32Array.from({ length: frames * signWordsPerFrame }, () => random() * 2 ** 32);
};
/** Frames of nothing but ±1: their signs tell all of them, so that estimates are exact and follow the distances. */
const framesOf = (words: Int32Array): Float32Array =>
  Float32Array.from({ length: words.length * 32 }, (_, i) => (((words[i >> 5] ?? 0) >>> (i & 31)) & 1 ? 1 : -1));
const queryOf = (words: Int32Array): SignQuery => signQuery(distinctFrames(framesOf(words)), null);
const rowsOf = (words: Int32Array, framesEach: readonly number[]): SignRows => {
  const rows = createSignRows();
  let at = 0;
  for (const frames of framesEach) {
    const bits = words.subarray(at * signWordsPerFrame, (at + frames) * signWordsPerFrame);
    rows.add(bytesOf(bits), bytesOf(takeFactors(framesOf(bits), null)));
    at += frames;
  }
  return rows;
};
const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
const startsOf = (framesEach: readonly number[]): number[] =>
  framesEach.map((_, set) => framesEach.slice(0, set).reduce((sum, frames) => sum + frames, 0));
const every = (sets: number): Uint8Array => new Uint8Array(sets).fill(1);
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
        const words = randomWords(frameCount, seed);
        const query = randomWords(1, seed + 1);
        const allowed = Uint8Array.from(framesEach, (_, set) => (set % 3 === 2 ? 0 : 1));
        const rows = rowsOf(words, framesEach);
        const found = rows.nearest({ measure: 'best', query: queryOf(query), allowed, wanted: framesEach.length });
        expect([...found.sets].sort((a, b) => a - b)).toEqual(
          [...framesEach.keys()].filter((set) => allowed[set] === 1),
        );
        const starts = startsOf(framesEach);
        const distances = Array.from(found.sets, (set, place) =>
          distanceOf(words, (starts[set] ?? 0) + (found.frames[place] ?? 0), query),
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
    const scan = { measure: 'best', query: queryOf(query), allowed: every(3), wanted: 2 } as const;
    const { sets, frames } = rowsOf(words, framesEach).nearest(scan);
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
    const scan = { measure: 'best', query: queryOf(query), allowed: every(setCount), wanted: 3 } as const;
    expect([...rowsOf(words, new Array<number>(setCount).fill(1)).nearest(scan).sets]).toEqual(near);
  });

  it('orders by cosine what the bits alone know little of', () => {
    const random = randomNumbers(8);
    const setCount = 3000;
    const mean = Float32Array.from({ length: embeddingLength }, () => 2 * random());
    // Around the mean, and the more frames the nearer to the query.
    const query = mean.map((value) => value + random() - 0.5);
    const frames = Float32Array.from({ length: setCount * embeddingLength }, (_, at) => {
      const [i, set] = [at % embeddingLength, Math.floor(at / embeddingLength)];
      const share = 0.6 * (set / setCount);
      const centre = mean[i] ?? 0;
      const scatter = 0.3 + 1.2 * ((set * 0.618) % 1);
      return centre + share * ((query[i] ?? 0) - centre) + scatter * (random() - 0.5);
    });
    const signs = new Int32Array(setCount * signWordsPerFrame);
    takeSigns(frames, mean, signs);
    const factors = takeFactors(frames, mean);
    const rows = createSignRows();
    for (let set = 0; set < setCount; set++) {
      const bits = signs.subarray(set * signWordsPerFrame, (set + 1) * signWordsPerFrame);
      rows.add(bytesOf(bits), bytesOf(factors.subarray(2 * set, 2 * set + 2)));
    }
    const cosineTo = (set: number): number => {
      const frame = frames.subarray(set * embeddingLength, (set + 1) * embeddingLength);
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
      return dot(frame, query) / Math.sqrt(dot(frame, frame) * dot(query, query));
    };
    const cosines = Float64Array.from({ length: setCount }, (_, set) => cosineTo(set));
    const nearest = [...cosines.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, 20);
    const scan = { measure: 'best', query: signQuery(distinctFrames(query), mean), allowed: every(setCount) } as const;
    const found = new Set(rows.nearest({ ...scan, wanted: 200 }).sets);
    expect(nearest.filter((set) => found.has(set)).length).toBeGreaterThanOrEqual(19);
  });

  it('tells every set with a frame near a query, and the least distance', () => {
    const framesEach = [1, 700, 1, 3];
    const words = randomWords(705, 6);
    const rows = rowsOf(words, framesEach);
    const queries = new Int32Array(2 * signWordsPerFrame);
    queries.set(rows.row(1, 600), 0);
    queries.set(rows.row(3, 2), signWordsPerFrame);
    queries[0] = (queries[0] ?? 0) ^ 0b1011;
    const told: (readonly [number, number, number])[] = [];
    rows.near(queries, 40, (...near) => told.push(near));
    expect(told.sort()).toEqual([
      [0, 1, 3],
      [1, 3, 0],
    ]);
  });

  it('measures whole sounds by the mean of nearest frames in both directions', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 8 }), fc.nat(), (framesEach, queryCount, seed) => {
        const starts = startsOf(framesEach);
        const words = randomWords((starts.at(-1) ?? 0) + (framesEach.at(-1) ?? 0), seed);
        const queries = randomWords(queryCount, seed + 1);
        const wordsOf = (place: number) => queries.subarray(place * signWordsPerFrame, (place + 1) * signWordsPerFrame);
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        const distances = framesEach.map((frames, set) => {
          const table = Array.from({ length: frames }, (_, frame) =>
            Array.from({ length: queryCount }, (_, place) =>
              distanceOf(words, (starts[set] ?? 0) + frame, wordsOf(place)),
            ),
          );
          const forwards = Array.from({ length: queryCount }, (_, place) =>
            Math.min(...table.map((row) => row[place] ?? 0)),
          );
          return (mean(forwards) + mean(table.map((row) => Math.min(...row)))) / 2;
        });
        const query = queryOf(queries);
        const scan = { measure: 'whole', query, allowed: every(framesEach.length), wanted: 8 } as const;
        const found = Array.from(rowsOf(words, framesEach).nearest(scan).sets, (set) => distances[set] ?? 0);
        expect(found).toHaveLength(framesEach.length);
        for (const [place, distance] of found.entries()) {
          expect(distance).toBeGreaterThanOrEqual((found[place - 1] ?? 0) - 1 / 32);
        }
      }),
    );
  });

  it('ends where it is told to', () => {
    const rows = rowsOf(randomWords(1, 1), [1]);
    const goOn = () => {
      throw new Error('ended');
    };
    const scan = { measure: 'best', query: queryOf(randomWords(1, 1)), allowed: every(1), wanted: 1, goOn } as const;
    expect(() => rows.nearest(scan)).toThrow('ended');
  });
});

describe("the scan's memory", () => {
  it('lies where the module thinks it lies', () => {
    const source = readFileSync(new URL('./assembly/memory.ts', import.meta.url), 'utf8');
    const constants = new Map(
      Array.from(source.matchAll(/export const (\w+): \w+ = (\w+);/g), ([, name, value]) => [name, Number(value)]),
    );
    for (const [name, address] of Object.entries(addresses))
      expect([name, constants.get(name)]).toEqual([name, address]);
    expect(constants.get('MOST_QUERIES')).toBe(mostQueries);
    expect([constants.get('SLICE_SETS'), constants.get('BLOCK_FRAMES')]).toEqual([sliceSets, blockFrames]);
    expect([constants.get('QUERY_BITS'), constants.get('ROW_BYTES')]).toEqual([queryBits, rowBytes]);
  });
});
