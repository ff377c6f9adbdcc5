import { signWordsPerFrame } from './quantized-frames.ts';
import { addresses, blockFrames, mostQueries, sliceSets } from './scan-memory.ts';
import { startKernels } from './scan-module.ts';

/** Bytes of one frame's sign bits. */
const rowBytes = signWordsPerFrame * 4;
const pageBytes = 65_536;
const mostBits = signWordsPerFrame * 32;
const unknown = 0xffff;

/**
 * How near a vector set is to a query: `best` by its frame nearest to any frame of the query, `whole` by the mean of
 * nearest frames, in both directions.
 */
export type ScanMeasure = 'best' | 'whole';

export type Scan = {
  readonly measure: ScanMeasure;
  /** q × 16 words, at most 8. */
  readonly queries: Int32Array;
  /** What share of the query each of its frames stands for; only `whole` asks. */
  readonly weights?: Float32Array;
  /** One byte a set: whether it may be found. */
  readonly allowed: Uint8Array;
  readonly wanted: number;
  /** Bits; no set further away is found. Only `best` asks. */
  readonly furthest?: number;
  /** Called some hundred times a second; by throwing it ends the scan. */
  readonly goOn?: () => void;
};

/** Vector sets, nearest first, and the frame of each that lies nearest to any query. */
export type Nearest = { readonly sets: Uint32Array; readonly frames: Uint32Array };

/** Sign bits of many vector sets in WebAssembly's memory, 64 B a frame. */
export type SignRows = {
  /** Adds a set behind the others; `bits` are whole rows. */
  readonly add: (bits: Uint8Array) => void;
  readonly setCount: () => number;
  readonly framesOf: (set: number) => number;
  /**
   * Proposes, of the allowed sets, the `wanted` ones nearest to the queries by sign bits (Hamming distance). Keeping one
   * frame a set here, before any list is cut, is what stops one long recording from filling it. Among no more than
   * `wanted` sets all are found.
   */
  readonly nearest: (scan: Scan) => Nearest;
  /**
   * Tells every set that has a frame within `furthest` bits of a query, and the least distance of the two.
   *
   * @param queries at most 8 × 16 words
   */
  readonly near: (
    queries: Int32Array,
    furthest: number,
    tell: (query: number, set: number, distance: number) => void,
  ) => void;
  /** One frame's 16 words; a copy. */
  readonly row: (set: number, frame: number) => Int32Array;
};

/** @throws SonothequeError `asset-missing` */
export function createSignRows(): SignRows {
  const kernels = startKernels();
  let starts = new Uint32Array(1024);
  let setCount = 0;
  // Of the latest scan: made anew for each, they would keep the garbage collector busy.
  let scores = new Uint16Array(0);
  let frames = new Uint32Array(0);
  let heap = new Uint8Array(kernels.memory.buffer);

  const makeRoom = (bytes: number): void => {
    if (bytes <= heap.length) return;
    // A quarter more than needed, in whole pages: growing moves nothing, but views must be made anew.
    kernels.memory.grow(Math.ceil((bytes + bytes / 4 - heap.length) / pageBytes));
    heap = new Uint8Array(kernels.memory.buffer);
  };

  const scanSlices = ({ measure, queries, weights, allowed, wanted, furthest, goOn }: Scan) => {
    if (scores.length < setCount) [scores, frames] = [new Uint16Array(starts.length), new Uint32Array(starts.length)];
    const { buffer } = kernels.memory;
    const queryCount = queries.length / signWordsPerFrame;
    if (queryCount > mostQueries) throw new RangeError(`At most ${mostQueries} frames can be looked for at once.`);
    new Int32Array(buffer, addresses.QUERIES, queries.length).set(queries);
    if (weights !== undefined) new Float32Array(buffer, addresses.WEIGHTS, weights.length).set(weights);
    kernels.beginScan(furthest ?? mostBits);
    for (let from = 0; from < setCount; from += sliceSets) {
      goOn?.();
      const count = Math.min(sliceSets, setCount - from);
      new Uint32Array(buffer, addresses.STARTS, count + 1).set(starts.subarray(from, from + count + 1));
      heap.set(allowed.subarray(from, from + count), addresses.ALLOWED);
      if (measure === 'best') kernels.scanBest(count, queryCount, wanted);
      else kernels.scanWhole(count, queryCount, wanted);
      scores.set(new Uint16Array(buffer, addresses.SCORES, count), from);
      frames.set(new Uint32Array(buffer, addresses.FRAMES, count), from);
    }
    return { scores: scores.subarray(0, setCount), frames: frames.subarray(0, setCount) };
  };

  /** The set that a frame belongs to; `from` is one before or at it. */
  const setOfFrame = (frame: number, from: number): number => {
    let [low, high] = [from, setCount - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= frame) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const near: SignRows['near'] = (queries, furthest, tell) => {
    const { buffer } = kernels.memory;
    new Int32Array(buffer, addresses.QUERIES, queries.length).set(queries);
    const queryCount = queries.length / signWordsPerFrame;
    const hits = new Uint16Array(buffer, addresses.HITS, blockFrames * mostQueries * 4);
    const frameCount = starts[setCount] ?? 0;
    const last = new Int32Array(queryCount).fill(-1);
    const least = new Int32Array(queryCount);
    const tellLast = (query: number) => {
      const set = last[query] ?? -1;
      if (set >= 0) tell(query, set, least[query] ?? 0);
    };
    for (let first = 0, set = 0; first < frameCount; first += blockFrames) {
      const count = kernels.scanNear(first, Math.min(blockFrames, frameCount - first), queryCount, furthest);
      for (let hit = 0; hit < count; hit++) {
        const query = hits[hit * 4] as number;
        const distance = hits[hit * 4 + 2] as number;
        set = setOfFrame(first + (hits[hit * 4 + 1] as number), set);
        if (set === last[query]) least[query] = Math.min(least[query] as number, distance);
        else {
          tellLast(query);
          last[query] = set;
          least[query] = distance;
        }
      }
    }
    for (let query = 0; query < queryCount; query++) tellLast(query);
  };

  return {
    near,
    row: (set, frame) =>
      new Int32Array(
        kernels.memory.buffer,
        addresses.ROWS + ((starts[set] ?? 0) + frame) * rowBytes,
        signWordsPerFrame,
      ).slice(),
    add: (bits) => {
      const from = (starts[setCount] ?? 0) * rowBytes;
      makeRoom(addresses.ROWS + from + bits.length);
      heap.set(bits, addresses.ROWS + from);
      setCount += 1;
      if (setCount === starts.length) {
        const grown = new Uint32Array(starts.length * 2);
        grown.set(starts);
        starts = grown;
      }
      starts[setCount] = (from + bits.length) / rowBytes;
    },
    setCount: () => setCount,
    framesOf: (set) => (starts[set + 1] ?? 0) - (starts[set] ?? 0),
    nearest: (scan) => {
      const { scores, frames } = scanSlices(scan);
      return inOrder(scores, frames, scan.wanted);
    },
  };
}

/** The wanted sets of least score, sorted by counting; equal ones in the order of the sets. */
function inOrder(scores: Uint16Array, frames: Uint32Array, wanted: number): Nearest {
  const places = new Uint32Array(unknown + 2);
  for (const score of scores) if (score !== unknown) places[score + 1] = (places[score + 1] as number) + 1;
  let last = 0;
  for (; last < unknown && (places[last] as number) < wanted; last++) {
    places[last + 1] = (places[last + 1] as number) + (places[last] as number);
  }
  const found = places[last] as number;
  const nearest = { sets: new Uint32Array(found), frames: new Uint32Array(found) };
  for (let set = 0; set < scores.length; set++) {
    const score = scores[set] as number;
    if (score >= last) continue;
    const place = places[score] as number;
    places[score] = place + 1;
    nearest.sets[place] = set;
    nearest.frames[place] = frames[set] as number;
  }
  return { sets: nearest.sets.subarray(0, wanted), frames: nearest.frames.subarray(0, wanted) };
}
