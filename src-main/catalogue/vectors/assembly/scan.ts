import { firstHalf, secondHalf } from './distance';
import { ALLOWED, COUNTS, HITS, MOST_QUERIES, QUERIES, ROW_BYTES, ROWS, SCORES, STARTS, WEIGHTS } from './memory';

const MOST_BITS: i32 = 512;
const NOTHING: u16 = 0xffff;
/** Steps of a whole sound's mean distance a bit. */
const STEPS: f32 = 64;

// A frame is given up after 128 or 256 of its 512 bits when they differ in more than their share of the bits that it may
// differ in altogether, and this many more. Measured at 1,000,000 frames grown from real sounds: the 50 nearest stay the
// same, and most frames cost a quarter.
const QUARTER_ALLOWANCE: i32 = 3;
const HALF_ALLOWANCE: i32 = 5;

const WHOLE_ALLOWANCE: i32 = 1;

const NEAR_ALLOWANCE: i32 = 12;

/** Each query's distance to the nearest frame of the set in hand. */
const nearest = memory.data(<i32>(MOST_QUERIES * 4), 16);

let found: i32 = 0;
let cut: i32 = MOST_BITS;

/** Forgets what was found before. */
export function beginScan(): void {
  memory.fill(COUNTS, 0, <usize>(MOST_BITS + 1) * 4);
  found = 0;
  cut = MOST_BITS;
}

/** The least distance of any frame to any query, for each allowed set of the slice that is not beyond the last wanted. */
export function scanBest(sets: i32, queries: i32, wanted: i32): void {
  const queriesEnd = QUERIES + <usize>queries * 64;
  for (let set = 0; set < sets; set++) {
    const score = SCORES + <usize>set * 2;
    store<u16>(score, NOTHING);
    if (load<u8>(ALLOWED + <usize>set) === 0) continue;
    const first = ROWS + <usize>load<u32>(STARTS + <usize>set * 4) * ROW_BYTES;
    const end = ROWS + <usize>load<u32>(STARTS + <usize>set * 4, 4) * ROW_BYTES;
    const furthest = cut + 1;
    let best = furthest;
    let mostInQuarter = (best >> 2) + QUARTER_ALLOWANCE;
    let mostInHalf = (best >> 1) + HALF_ALLOWANCE;
    for (let at = first; at < end; at += ROW_BYTES) {
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
        best = min(best, bits);
      }
      mostInQuarter = (best >> 2) + QUARTER_ALLOWANCE;
      mostInHalf = (best >> 1) + HALF_ALLOWANCE;
    }
    if (best === furthest) continue;
    store<u16>(score, <u16>best);
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
    const first = ROWS + <usize>load<u32>(STARTS + <usize>set * 4) * ROW_BYTES;
    const end = ROWS + <usize>load<u32>(STARTS + <usize>set * 4, 4) * ROW_BYTES;
    if (end === first) continue;
    if (wholeQuarter(first, end) * 4 > <f32>(cut + 4 * WHOLE_ALLOWANCE)) continue;
    const mean = wholeDistance(first, end, queries);
    if (<i32>mean > cut) continue;
    store<u16>(score, <u16>min<f32>(mean * STEPS, <f32>(MOST_BITS * <i32>STEPS)));
    count(<i32>mean, wanted);
  }
}

/**
 * The mean of both directions over the first 128 bits alone. It looks at all eight places of queries: of fewer, the last
 * is repeated with no weight, which lets each distance stay in a register.
 */
function wholeQuarter(first: usize, end: usize): f32 {
  let n0 = MOST_BITS,
    n1 = MOST_BITS,
    n2 = MOST_BITS,
    n3 = MOST_BITS,
    n4 = MOST_BITS,
    n5 = MOST_BITS,
    n6 = MOST_BITS,
    n7 = MOST_BITS;
  let backwards: i32 = 0;
  for (let at = first; at < end; at += ROW_BYTES) {
    const a = load<u64>(at),
      b = load<u64>(at, 8);
    const d0 = quarter(a, b, QUERIES),
      d1 = quarter(a, b, QUERIES + 64),
      d2 = quarter(a, b, QUERIES + 128),
      d3 = quarter(a, b, QUERIES + 192),
      d4 = quarter(a, b, QUERIES + 256),
      d5 = quarter(a, b, QUERIES + 320),
      d6 = quarter(a, b, QUERIES + 384),
      d7 = quarter(a, b, QUERIES + 448);
    n0 = min(n0, d0);
    n1 = min(n1, d1);
    n2 = min(n2, d2);
    n3 = min(n3, d3);
    n4 = min(n4, d4);
    n5 = min(n5, d5);
    n6 = min(n6, d6);
    n7 = min(n7, d7);
    backwards += min(min(min(d0, d1), min(d2, d3)), min(min(d4, d5), min(d6, d7)));
  }
  const forwards: f32 =
    weighed(0, n0) +
    weighed(1, n1) +
    weighed(2, n2) +
    weighed(3, n3) +
    weighed(4, n4) +
    weighed(5, n5) +
    weighed(6, n6) +
    weighed(7, n7);
  return (forwards + <f32>backwards / <f32>((end - first) / ROW_BYTES)) / 2;
}

function quarter(a: u64, b: u64, query: usize): i32 {
  return <i32>(popcnt(a ^ load<u64>(query)) + popcnt(b ^ load<u64>(query, 8)));
}

function weighed(query: usize, bits: i32): f32 {
  return load<f32>(WEIGHTS + query * 4) * <f32>bits;
}

/** The mean of both directions. */
function wholeDistance(first: usize, end: usize, queries: i32): f32 {
  for (let query = 0; query < queries; query++) store<i32>(nearest + <usize>query * 4, MOST_BITS);
  let backwards: i32 = 0;
  for (let at = first; at < end; at += ROW_BYTES) {
    let least = MOST_BITS;
    for (let query = 0; query < queries; query++) {
      const bits = firstHalf(at, QUERIES + <usize>query * 64) + secondHalf(at, QUERIES + <usize>query * 64);
      const place = nearest + <usize>query * 4;
      store<i32>(place, min(bits, load<i32>(place)));
      least = min(least, bits);
    }
    backwards += least;
  }
  return (forwards(queries) + <f32>backwards / <f32>((end - first) / ROW_BYTES)) / 2;
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
    const at = ROWS + <usize>(firstFrame + frame) * ROW_BYTES;
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
