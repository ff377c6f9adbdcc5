import { signWordsPerFrame } from './quantized-frames.ts';

/** The best frame of each vector set: Hamming distance to the nearest query (0–512, or `tooFar`), and which frame. */
export type Nearest = { readonly distance: Uint16Array; readonly frame: Uint32Array };

export const tooFar = 0xffff;

/** Sign bits of many vector sets one after the other: set k's frames are `starts[k]`…`starts[k + 1]` − 1. */
export type SignBits = { readonly words: Uint32Array; readonly starts: Uint32Array; readonly setCount: number };

const countBits = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/**
 * Finds, for every allowed set, its frame nearest to any query by sign bits. Keeping one frame a set here, before any
 * list is cut, is what stops one long recording from filling it.
 *
 * @param queries q × 16 words
 * @param allowed one byte a set
 */
export function scanSigns(bits: SignBits, queries: Uint32Array, allowed: Uint8Array): Nearest {
  const { words, starts, setCount } = bits;
  const distance = new Uint16Array(setCount).fill(tooFar);
  const frame = new Uint32Array(setCount);
  for (let queryAt = 0; queryAt < queries.length; queryAt += signWordsPerFrame) {
    const query = queries.subarray(queryAt, queryAt + signWordsPerFrame);
    for (let set = 0; set < setCount; set++) {
      if (allowed[set] !== 1) continue;
      const first = starts[set] as number;
      const end = starts[set + 1] as number;
      let best = distance[set] as number;
      for (let at = first; at < end; at++) {
        const from = at * signWordsPerFrame;
        let sum = 0;
        for (let word = 0; word < signWordsPerFrame; word++) {
          sum += countBits((words[from + word] as number) ^ (query[word] as number));
        }
        if (sum < best) {
          best = sum;
          frame[set] = at - first;
        }
      }
      distance[set] = best;
    }
  }
  return { distance, frame };
}

/** The `wanted` nearest sets or a few more (all of the last distance), nearest first. */
export function nearestSets({ distance }: Nearest, wanted: number): number[] {
  const counts = new Uint32Array(514);
  for (const value of distance) if (value !== tooFar) counts[value] = (counts[value] ?? 0) + 1;
  let cut = 0;
  for (let sum = 0; cut < 513; cut++) {
    sum += counts[cut] ?? 0;
    if (sum >= wanted) break;
  }
  const sets: number[] = [];
  for (let set = 0; set < distance.length; set++) if ((distance[set] ?? tooFar) <= cut) sets.push(set);
  return sets.sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0)).slice(0, wanted);
}
