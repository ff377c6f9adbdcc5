import { signWordsPerFrame } from './quantized-frames.ts';

/** Sign bits of many vector sets one after the other: set k's frames are `starts[k]`…`starts[k + 1]` − 1. */
export type SignBits = { readonly words: Int32Array; readonly starts: Uint32Array; readonly setCount: number };

/** Vector sets, nearest first, and the frame of each that lies nearest to any query. */
export type Nearest = { readonly sets: Uint32Array; readonly frames: Uint32Array };

const mostBits = signWordsPerFrame * 32;
const unknown = 0xffff;

// A frame is given up after 128 or 256 of its 512 bits when they differ in more than their share of the bits that it may
// differ in altogether, and this many more. Measured at 1,000,000 frames grown from real sounds: 19 of 20 frames cost a
// quarter, and the 50 nearest stay the same (even with an allowance of 2).
const quarterAllowance = 6;
const halfAllowance = 8;

/**
 * Proposes, of the allowed sets, the `wanted` ones nearest to the queries by sign bits (Hamming distance of a set's best
 * frame). Keeping one frame a set here, before any list is cut, is what stops one long recording from filling it.
 * Among no more than `wanted` sets all are found.
 *
 * @param queries q × 16 words
 * @param allowed one byte a set
 */
export function scanSigns(bits: SignBits, queries: Int32Array, allowed: Uint8Array, wanted: number): Nearest {
  const { words, starts, setCount } = bits;
  const distances = new Uint16Array(setCount).fill(unknown);
  const frames = new Uint32Array(setCount);
  // How many sets were found at each distance; those beyond `cut` are sure not to be among the wanted.
  const counts = new Uint32Array(mostBits + 1);
  let found = 0;
  let cut = mostBits;

  for (let set = 0; set < setCount; set++) {
    if (allowed[set] !== 1) continue;
    const first = starts[set] as number;
    const end = starts[set + 1] as number;
    let best = cut + 1;
    let bestFrame = -1;
    let mostInQuarter = (best >> 2) + quarterAllowance;
    let mostInHalf = (best >> 1) + halfAllowance;
    for (let frame = first; frame < end; frame++) {
      const at = frame * signWordsPerFrame;
      for (let query = 0; query < queries.length; query += signWordsPerFrame) {
        let distance = differingBits(words, at, queries, query);
        if (distance >= mostInQuarter) continue;
        distance += differingBits(words, at + 4, queries, query + 4);
        if (distance >= mostInHalf) continue;
        distance += differingBits(words, at + 8, queries, query + 8);
        distance += differingBits(words, at + 12, queries, query + 12);
        if (distance >= best) continue;
        best = distance;
        bestFrame = frame - first;
        mostInQuarter = (best >> 2) + quarterAllowance;
        mostInHalf = (best >> 1) + halfAllowance;
      }
    }
    if (bestFrame < 0) continue;
    distances[set] = best;
    frames[set] = bestFrame;
    counts[best] = (counts[best] as number) + 1;
    found += 1;
    while (found - (counts[cut] as number) >= wanted) {
      found -= counts[cut] as number;
      cut -= 1;
    }
  }
  return inOrder(distances, frames, counts, cut, wanted);
}

/** Sets up to the last distance, sorted by counting. */
function inOrder(
  distances: Uint16Array,
  frames: Uint32Array,
  counts: Uint32Array,
  cut: number,
  wanted: number,
): Nearest {
  const places = new Uint32Array(cut + 2);
  for (let distance = 0; distance <= cut; distance++) {
    places[distance + 1] = (places[distance] as number) + (counts[distance] as number);
  }
  const found = places[cut + 1] as number;
  const nearest = { sets: new Uint32Array(found), frames: new Uint32Array(found) };
  for (let set = 0; set < distances.length; set++) {
    const distance = distances[set] as number;
    if (distance > cut) continue;
    const place = places[distance] as number;
    places[distance] = place + 1;
    nearest.sets[place] = set;
    nearest.frames[place] = frames[set] as number;
  }
  return { sets: nearest.sets.subarray(0, wanted), frames: nearest.frames.subarray(0, wanted) };
}

/**
 * Bits that differ in four words: three go through a carry-save adder, then all are added in ever wider fields
 * (H. S. Warren, Hacker's Delight, 5-1).
 */
function differingBits(words: Int32Array, at: number, others: Int32Array, otherAt: number): number {
  const a = (words[at] as number) ^ (others[otherAt] as number);
  const b = (words[at + 1] as number) ^ (others[otherAt + 1] as number);
  const c = (words[at + 2] as number) ^ (others[otherAt + 2] as number);
  const d = (words[at + 3] as number) ^ (others[otherAt + 3] as number);
  const either = a ^ b;
  const ones = inPairs(either ^ c);
  const twos = inPairs((a & b) | (either & c));
  const rest = inPairs(d);
  const singles = inFours(ones) + inFours(rest);
  const doubles = inFours(twos);
  const bytes = (singles & 0x0f0f0f0f) + ((singles >>> 4) & 0x0f0f0f0f);
  const doubleBytes = (doubles & 0x0f0f0f0f) + ((doubles >>> 4) & 0x0f0f0f0f);
  return Math.imul(bytes + 2 * doubleBytes, 0x01010101) >>> 24;
}

const inPairs = (bits: number): number => (bits & 0x55555555) + ((bits >>> 1) & 0x55555555);
const inFours = (pairs: number): number => (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
