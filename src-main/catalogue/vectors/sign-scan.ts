import { signWordsPerFrame } from './quantized-frames.ts';
import { addresses, blockFrames, mostQueries, rowBytes, sliceSets } from './scan-memory.ts';
import { startKernels } from './scan-module.ts';
import { factorsPerFrame } from './sign-factors.ts';
import type { SignQuery } from './sign-query.ts';

const signBytes = signWordsPerFrame * 4;
const factorBytes = factorsPerFrame * 4;
const pageBytes = 65_536;
const unknown = 0xffff;

/**
 * Sets whose likeness is estimated, nearest by plain distance. At 1,000,000 frames these hold 99 of 100 of the 50 that are
 * most like the query; the fewer its frames, the less the bits say.
 */
const estimatedOf = (queryFrames: number, wanted: number): number => Math.max(1200, 4000 / queryFrames, 3 * wanted);

/**
 * How near a vector set is to a query: `best` by its frame nearest to any frame of the query, `whole` by the mean of
 * nearest frames, in both directions.
 */
export type ScanMeasure = 'best' | 'whole';

export type Scan = {
  readonly measure: ScanMeasure;
  /** At most 8 frames. */
  readonly query: SignQuery;
  /** One byte a set: whether it may be found. */
  readonly allowed: Uint8Array;
  readonly wanted: number;
  /** Called some hundred times a second; by throwing it ends the scan. */
  readonly goOn?: () => void;
};

/** Vector sets, the likest first, and the frame of each that is most like any of the query. */
export type Nearest = { readonly sets: Uint32Array; readonly frames: Uint32Array };

/** Sign bits of many vector sets and their factors in WebAssembly's memory, 72 B a frame. */
export type SignRows = {
  /** Adds a set of n frames behind the others: n × 64 B of sign bits, n × 2 float32 as `takeFactors` gives them. */
  readonly add: (bits: Uint8Array, factors: Uint8Array) => void;
  readonly setCount: () => number;
  readonly framesOf: (set: number) => number;
  /**
   * Proposes, of the allowed sets, the `wanted` ones most like the query. All are compared by sign bits alone (Hamming
   * distance), and of the nearest the cosines are estimated from sign bits, factors and the query's numbers. Keeping one
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
  // Of the latest scan: made anew for each, it would keep the garbage collector busy.
  let scores = new Uint16Array(0);
  let heap = new Uint8Array(kernels.memory.buffer);

  const makeRoom = (bytes: number): void => {
    if (bytes <= heap.length) return;
    // A quarter more than needed, in whole pages: growing moves nothing, but views must be made anew.
    kernels.memory.grow(Math.ceil((bytes + bytes / 4 - heap.length) / pageBytes));
    heap = new Uint8Array(kernels.memory.buffer);
  };

  /** Those nearest by sign bits, with their distances. */
  const scanSlices = ({ measure, query, allowed, wanted, goOn }: Scan) => {
    if (scores.length < setCount) scores = new Uint16Array(starts.length);
    const { buffer } = kernels.memory;
    kernels.beginScan();
    for (let from = 0; from < setCount; from += sliceSets) {
      goOn?.();
      const count = Math.min(sliceSets, setCount - from);
      new Uint32Array(buffer, addresses.STARTS, count + 1).set(starts.subarray(from, from + count + 1));
      heap.set(allowed.subarray(from, from + count), addresses.ALLOWED);
      if (measure === 'best') kernels.scanBest(count, query.count, wanted);
      else kernels.scanWhole(count, query.count, wanted);
      scores.set(new Uint16Array(buffer, addresses.SCORES, count), from);
    }
    return inOrder(scores.subarray(0, setCount), wanted);
  };

  const take = ({ count, signs, planes, terms, weights }: SignQuery): void => {
    if (count > mostQueries) throw new RangeError(`At most ${mostQueries} frames can be looked for at once.`);
    const { buffer } = kernels.memory;
    const places = new Int32Array(buffer, addresses.QUERIES, mostQueries * signWordsPerFrame);
    places.set(signs);
    // The scan of whole sounds looks at all places.
    for (let place = count; place < mostQueries; place++) {
      places.copyWithin(place * signWordsPerFrame, (count - 1) * signWordsPerFrame, count * signWordsPerFrame);
    }
    new Float32Array(buffer, addresses.WEIGHTS, mostQueries).fill(0).set(weights);
    new Int32Array(buffer, addresses.PLANES, planes.length).set(planes);
    new Float32Array(buffer, addresses.TERMS, terms.length).set(terms);
  };

  const nearest = (scan: Scan): Nearest => {
    const { measure, query, wanted, goOn } = scan;
    take(query);
    const near = scanSlices({ ...scan, wanted: estimatedOf(query.count, wanted) });
    const estimates = new Float32Array(near.length);
    const likest = new Uint32Array(near.length);
    for (const [place, set] of near.entries()) {
      goOn?.();
      const first = starts[set] ?? 0;
      const frameCount = (starts[set + 1] ?? 0) - first;
      estimates[place] =
        measure === 'best'
          ? kernels.estimateBest(first, frameCount, query.count, scores[set] ?? 0)
          : kernels.estimateWhole(first, frameCount, query.count);
      likest[place] = kernels.likestFrame();
    }
    const order = new Uint32Array(near.length).map((_, place) => place);
    const found = order.sort((a, b) => (estimates[b] ?? 0) - (estimates[a] ?? 0) || a - b).subarray(0, wanted);
    return { sets: found.map((place) => near[place] ?? 0), frames: found.map((place) => likest[place] ?? 0) };
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
    add: (bits, factors) => {
      const first = starts[setCount] ?? 0;
      const frameCount = bits.length / signBytes;
      makeRoom(addresses.ROWS + (first + frameCount) * rowBytes);
      for (let frame = 0; frame < frameCount; frame++) {
        const at = addresses.ROWS + (first + frame) * rowBytes;
        heap.set(bits.subarray(frame * signBytes, (frame + 1) * signBytes), at);
        heap.set(factors.subarray(frame * factorBytes, (frame + 1) * factorBytes), at + signBytes);
      }
      setCount += 1;
      if (setCount === starts.length) {
        const grown = new Uint32Array(starts.length * 2);
        grown.set(starts);
        starts = grown;
      }
      starts[setCount] = first + frameCount;
    },
    setCount: () => setCount,
    framesOf: (set) => (starts[set + 1] ?? 0) - (starts[set] ?? 0),
    nearest,
  };
}

/** The wanted sets of least score, sorted by counting; equal ones in the order of the sets. */
function inOrder(scores: Uint16Array, wanted: number): Uint32Array {
  const places = new Uint32Array(unknown + 2);
  for (let set = 0; set < scores.length; set++) {
    const score = scores[set] as number;
    if (score !== unknown) places[score + 1] = (places[score + 1] as number) + 1;
  }
  let last = 0;
  for (; last < unknown && (places[last] as number) < wanted; last++) {
    places[last + 1] = (places[last + 1] as number) + (places[last] as number);
  }
  const nearest = new Uint32Array(places[last] as number);
  for (let set = 0; set < scores.length; set++) {
    const score = scores[set] as number;
    if (score >= last) continue;
    const place = places[score] as number;
    places[score] = place + 1;
    nearest[place] = set;
  }
  return nearest.subarray(0, wanted);
}
