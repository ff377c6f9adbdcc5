import { firstHalf, secondHalf } from './distance';
import { MOST_QUERIES, PLANES, QUERIES, ROW_BYTES, ROWS, TERMS, WEIGHTS } from './memory';

const MOST_BITS: i32 = 512;
/** Frames that differ in up to so many bits more than the set's nearest may be the one most like the query. */
const MARGIN: i32 = 12;

/** Of each query: the distance of the nearest frame of the set in hand, and where that frame lies. */
const nearest = memory.data(<i32>(MOST_QUERIES * 4), 16);
const nearestAt = memory.data(<i32>(MOST_QUERIES * 4), 16);
let likest: i32 = 0;

/** The frame of the latest set, counted from its first, that is most like any query. */
export function likestFrame(): i32 {
  return likest;
}

/** About the greatest cosine of any of the frames to any query. `distance`: of the nearest pair. */
export function estimateBest(firstFrame: i32, frames: i32, queries: i32, distance: i32): f32 {
  const first = ROWS + <usize>firstFrame * ROW_BYTES;
  const furthest = distance + MARGIN;
  let best: f32 = -2;
  for (let frame = 0; frame < frames; frame++) {
    const at = first + <usize>frame * ROW_BYTES;
    for (let query = 0; query < queries; query++) {
      const words = QUERIES + <usize>query * 64;
      const half = firstHalf(at, words);
      if (half > furthest || half + secondHalf(at, words) > furthest) continue;
      const cosine = cosineOf(at, query);
      if (cosine <= best) continue;
      best = cosine;
      likest = frame;
    }
  }
  return best;
}

/**
 * About how alike the frames are to the queries as a whole: the mean of the queries' cosines to their nearest frames (each
 * with its weight) and of the frames' cosines to their nearest queries. Which are nearest, the bits say.
 */
export function estimateWhole(firstFrame: i32, frames: i32, queries: i32): f32 {
  const first = ROWS + <usize>firstFrame * ROW_BYTES;
  for (let query = 0; query < queries; query++) store<i32>(nearest + <usize>query * 4, MOST_BITS + 1);
  let backwards: f32 = 0;
  let best: f32 = -2;
  for (let frame = 0; frame < frames; frame++) {
    const at = first + <usize>frame * ROW_BYTES;
    let least = MOST_BITS + 1;
    let leastQuery = 0;
    for (let query = 0; query < queries; query++) {
      const words = QUERIES + <usize>query * 64;
      const bits = firstHalf(at, words) + secondHalf(at, words);
      const place = nearest + <usize>query * 4;
      if (bits < load<i32>(place)) {
        store<i32>(place, bits);
        store<u32>(nearestAt + <usize>query * 4, <u32>at);
      }
      if (bits >= least) continue;
      least = bits;
      leastQuery = query;
    }
    const cosine = cosineOf(at, leastQuery);
    backwards += cosine;
    if (cosine <= best) continue;
    best = cosine;
    likest = frame;
  }
  let forwards: f32 = 0;
  for (let query = 0; query < queries; query++) {
    const at = <usize>load<u32>(nearestAt + <usize>query * 4);
    forwards += load<f32>(WEIGHTS + <usize>query * 4) * cosineOf(at, query);
  }
  return (forwards + backwards / <f32>frames) / 2;
}

/** About the cosine of a frame to a query: `../sign-query.ts` says why. */
function cosineOf(at: usize, query: i32): f32 {
  const planes = PLANES + <usize>query * 384;
  let ones: u64 = 0,
    numbers: u64 = 0;
  for (let word: usize = 0; word < 64; word += 8) {
    const bits = load<u64>(at + word);
    const plane = planes + word;
    ones += popcnt(bits);
    numbers +=
      popcnt(bits & load<u64>(plane)) +
      (popcnt(bits & load<u64>(plane, 64)) << 1) +
      (popcnt(bits & load<u64>(plane, 128)) << 2) +
      (popcnt(bits & load<u64>(plane, 192)) << 3) +
      (popcnt(bits & load<u64>(plane, 256)) << 4) +
      (popcnt(bits & load<u64>(plane, 320)) << 5);
  }
  const terms = TERMS + <usize>query * 16;
  const product = load<f32>(terms) + load<f32>(terms, 4) * <f32>(<i32>ones) + load<f32>(terms, 8) * <f32>(<i32>numbers);
  return load<f32>(at, 68) * product + load<f32>(at, 64) * load<f32>(terms, 12);
}
