/**
 * Scores of sounds for `../score-module.ts`: products of int8 features with int16 weights, added up in 32 bits. Where
 * everything lies is said by the host.
 */

/** Features of a sound, padded with zeros to whole groups of eight. */
const ROW: usize = 280;
const CATEGORIES: usize = 82;
/** The features in hand as i16. */
const WIDE: usize = 0x1000;

/** SUMS[sound][category] of some sounds. @param rows their features  @param weights 82 × 280 i16  @param sums i32 */
export function score(rows: usize, count: i32, weights: usize, sums: usize): void {
  for (let sound = 0; sound < count; sound++) {
    widen(rows + <usize>sound * ROW);
    const out = sums + <usize>sound * CATEGORIES * 4;
    // Two categories at once share what is loaded of the sound.
    for (let category: usize = 0; category < CATEGORIES; category += 2) {
      const first = weights + category * ROW * 2;
      const second = first + ROW * 2;
      let a = i32x4.splat(0);
      let b = i32x4.splat(0);
      for (let at: usize = 0; at < ROW * 2; at += 16) {
        const values = v128.load(WIDE + at);
        a = i32x4.add(a, i32x4.dot_i16x8_s(values, v128.load(first + at)));
        b = i32x4.add(b, i32x4.dot_i16x8_s(values, v128.load(second + at)));
      }
      store<i32>(out + category * 4, sumOf(a));
      store<i32>(out + category * 4 + 4, sumOf(b));
    }
  }
}

/** SUMS[sound] of some sounds with one other's features. @param weights 280 i16 */
export function compare(rows: usize, count: i32, weights: usize, sums: usize): void {
  for (let sound = 0; sound < count; sound++) {
    widen(rows + <usize>sound * ROW);
    let a = i32x4.splat(0);
    for (let at: usize = 0; at < ROW * 2; at += 16) {
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(WIDE + at), v128.load(weights + at)));
    }
    store<i32>(sums + <usize>sound * 4, sumOf(a));
  }
}

function widen(row: usize): void {
  for (let at: usize = 0; at < ROW; at += 8) v128.store(WIDE + at * 2, v128.load_ext<i8>(row + at));
}

function sumOf(lanes: v128): i32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}
