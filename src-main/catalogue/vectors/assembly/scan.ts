import { ALLOWED, COUNTS, FRAMES, HITS, MOST_QUERIES, QUERIES, ROWS, SCORES, STARTS, WEIGHTS } from './memory';

const MOST_BITS: i32 = 512;
const NOTHING: u16 = 0xffff;
/** Steps of a whole sound's mean distance a bit. */
const STEPS: f32 = 64;

// A frame is given up after 128 or 256 of its 512 bits when they differ in more than their share of the bits that it may
// differ in altogether, and this many more. Measured at 1,000,000 frames grown from real sounds: the 50 nearest stay the
// same, and most frames cost a quarter.
const QUARTER_ALLOWANCE: i32 = 3;
const HALF_ALLOWANCE: i32 = 5;

const WHOLE_ALLOWANCE: i32 = 3;

const NEAR_ALLOWANCE: i32 = 12;

/** Each query's distance to the nearest frame of the set in hand. */
const nearest = memory.data(<i32>(MOST_QUERIES * 4), 16);
let nearestFrame: usize = 0;

let found: i32 = 0;
let cut: i32 = MOST_BITS;

/** Forgets what was found before. No set further away than `furthest` bits is found. */
export function beginScan(furthest: i32): void {
  memory.fill(COUNTS, 0, <usize>(MOST_BITS + 1) * 4);
  found = 0;
  cut = furthest;
}

/** The least distance of any frame to any query, for each allowed set of the slice that is not beyond the last wanted. */
export function scanBest(sets: i32, queries: i32, wanted: i32): void {
  const queriesEnd = QUERIES + <usize>queries * 64;
  for (let set = 0; set < sets; set++) {
    const score = SCORES + <usize>set * 2;
    store<u16>(score, NOTHING);
    if (load<u8>(ALLOWED + <usize>set) === 0) continue;
    const first = ROWS + <usize>load<u32>(STARTS + <usize>set * 4) * 64;
    const end = ROWS + <usize>load<u32>(STARTS + <usize>set * 4, 4) * 64;
    let best = cut + 1;
    let bestAt: usize = 0;
    let mostInQuarter = (best >> 2) + QUARTER_ALLOWANCE;
    let mostInHalf = (best >> 1) + HALF_ALLOWANCE;
    for (let at = first; at < end; at += 64) {
      // One look at all queries decides whether the frame is given up: a branch a query would be guessed wrong too often.
      let least = MOST_BITS;
      const a = load<u64>(at),
        b = load<u64>(at, 8);
      for (let query = QUERIES; query < queriesEnd; query += 64) {
        least = min(least, <i32>(popcnt(a ^ load<u64>(query)) + popcnt(b ^ load<u64>(query, 8))));
      }
      if (least >= mostInQuarter) continue;
      least = MOST_BITS;
      for (let query = QUERIES; query < queriesEnd; query += 64) least = min(least, firstHalf(at, query));
      if (least >= mostInHalf) continue;
      for (let query = QUERIES; query < queriesEnd; query += 64) {
        const bits = firstHalf(at, query) + secondHalf(at, query);
        if (bits >= best) continue;
        best = bits;
        bestAt = at;
      }
      mostInQuarter = (best >> 2) + QUARTER_ALLOWANCE;
      mostInHalf = (best >> 1) + HALF_ALLOWANCE;
    }
    if (bestAt === 0) continue;
    store<u16>(score, <u16>best);
    store<u32>(FRAMES + <usize>set * 4, <u32>((bestAt - first) >> 6));
    count(best, wanted);
  }
}

/** Notes a set found at a distance, and how far away another may be to be wanted from now on. */
function count(bits: i32, wanted: i32): void {
  const place = COUNTS + <usize>bits * 4;
  store<u32>(place, load<u32>(place) + 1);
  found++;
  for (;;) {
    const atCut = <i32>load<u32>(COUNTS + <usize>cut * 4);
    if (found - atCut < wanted || cut === 0) break;
    found -= atCut;
    cut--;
  }
}

/**
 * How far each allowed set of the slice is as a whole, in 1/64 bits: the mean of the queries' distances to their nearest
 * frames (each with its weight) and of the frames' distances to their nearest queries. A set whose first quarter of the
 * bits is too far away to be wanted is given up.
 */
export function scanWhole(sets: i32, queries: i32, wanted: i32): void {
  for (let set = 0; set < sets; set++) {
    const score = SCORES + <usize>set * 2;
    store<u16>(score, NOTHING);
    if (load<u8>(ALLOWED + <usize>set) === 0) continue;
    const first = ROWS + <usize>load<u32>(STARTS + <usize>set * 4) * 64;
    const end = ROWS + <usize>load<u32>(STARTS + <usize>set * 4, 4) * 64;
    if (end === first) continue;
    if (wholeQuarter(first, end, queries) * 4 > <f32>(cut + 4 * WHOLE_ALLOWANCE)) continue;
    const mean = wholeDistance(first, end, queries);
    if (<i32>mean > cut) continue;
    store<u16>(score, <u16>min<f32>(mean * STEPS, <f32>(MOST_BITS * <i32>STEPS)));
    store<u32>(FRAMES + <usize>set * 4, <u32>((nearestFrame - first) >> 6));
    count(<i32>mean, wanted);
  }
}

/** The mean of both directions over the first 128 bits alone. */
function wholeQuarter(first: usize, end: usize, queries: i32): f32 {
  for (let query = 0; query < queries; query++) store<i32>(nearest + <usize>query * 4, MOST_BITS);
  let backwards: i32 = 0;
  for (let at = first; at < end; at += 64) {
    const a = load<u64>(at),
      b = load<u64>(at, 8);
    let least = MOST_BITS;
    for (let query = 0; query < queries; query++) {
      const words = QUERIES + <usize>query * 64;
      const bits = <i32>(popcnt(a ^ load<u64>(words)) + popcnt(b ^ load<u64>(words, 8)));
      const place = nearest + <usize>query * 4;
      store<i32>(place, min(bits, load<i32>(place)));
      least = min(least, bits);
    }
    backwards += least;
  }
  return (forwards(queries) + <f32>backwards / <f32>((end - first) >> 6)) / 2;
}

/** The mean of both directions; leaves in `nearestFrame` where the nearest frame lies. */
function wholeDistance(first: usize, end: usize, queries: i32): f32 {
  for (let query = 0; query < queries; query++) store<i32>(nearest + <usize>query * 4, MOST_BITS);
  let backwards: i32 = 0;
  let best = MOST_BITS + 1;
  for (let at = first; at < end; at += 64) {
    let least = MOST_BITS;
    for (let query = 0; query < queries; query++) {
      const bits = firstHalf(at, QUERIES + <usize>query * 64) + secondHalf(at, QUERIES + <usize>query * 64);
      const place = nearest + <usize>query * 4;
      store<i32>(place, min(bits, load<i32>(place)));
      least = min(least, bits);
    }
    backwards += least;
    if (least < best) {
      best = least;
      nearestFrame = at;
    }
  }
  return (forwards(queries) + <f32>backwards / <f32>((end - first) >> 6)) / 2;
}

function forwards(queries: i32): f32 {
  let sum: f32 = 0;
  for (let query = 0; query < queries; query++) {
    sum += load<f32>(WEIGHTS + <usize>query * 4) * <f32>load<i32>(nearest + <usize>query * 4);
  }
  return sum;
}

/**
 * Every pair of a query and a frame of the block (at most 512) that differ in `furthest` bits or fewer; gives how many.
 * One in a hundred of the furthest is lost to looking at a quarter first.
 */
export function scanNear(firstFrame: i32, frames: i32, queries: i32, furthest: i32): i32 {
  const mostInQuarter = (furthest >> 2) + NEAR_ALLOWANCE;
  let hit = HITS;
  for (let frame = 0; frame < frames; frame++) {
    const at = ROWS + <usize>(firstFrame + frame) * 64;
    const a = load<u64>(at),
      b = load<u64>(at, 8);
    for (let place = 0; place < queries; place++) {
      const query = QUERIES + <usize>place * 64;
      if (<i32>(popcnt(a ^ load<u64>(query)) + popcnt(b ^ load<u64>(query, 8))) > mostInQuarter) continue;
      const bits = firstHalf(at, query) + secondHalf(at, query);
      if (bits > furthest) continue;
      store<u16>(hit, <u16>place);
      store<u16>(hit, <u16>frame, 2);
      store<u16>(hit, <u16>bits, 4);
      hit += 8;
    }
  }
  return <i32>((hit - HITS) >> 3);
}

function firstHalf(at: usize, query: usize): i32 {
  return <i32>(
    (popcnt(load<u64>(at) ^ load<u64>(query)) +
      popcnt(load<u64>(at, 8) ^ load<u64>(query, 8)) +
      popcnt(load<u64>(at, 16) ^ load<u64>(query, 16)) +
      popcnt(load<u64>(at, 24) ^ load<u64>(query, 24)))
  );
}

function secondHalf(at: usize, query: usize): i32 {
  return <i32>(
    (popcnt(load<u64>(at, 32) ^ load<u64>(query, 32)) +
      popcnt(load<u64>(at, 40) ^ load<u64>(query, 40)) +
      popcnt(load<u64>(at, 48) ^ load<u64>(query, 48)) +
      popcnt(load<u64>(at, 56) ^ load<u64>(query, 56)))
  );
}
