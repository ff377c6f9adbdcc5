/**
 * K-weighted energy (ITU-R BS.1770-4, annex 1) in two ways: to the letter, and five times faster for usual rates.
 */
import {
  CHUNK_FRAMES,
  ENERGIES,
  FILTER_STATES,
  GROUPS,
  MAX_CHANNELS,
  planeOf,
  SHELF_STATES,
  SLOW_STATES,
  WEIGHTING,
} from './memory';

/** Frames in a group, and bytes of a channel's groups: 256 energies, then 256 sums. */
const GROUP: i32 = 16;
const GROUP_BYTES: usize = 2048;
const SUMS: usize = 1024;
/** Bytes from one eighth of a plane to the next. */
const STRETCH: usize = 2048;

export function clearWeighting(): void {
  memory.fill(FILTER_STATES, 0, <usize>(MAX_CHANNELS / 2) * 96);
  memory.fill(SHELF_STATES, 0, <usize>MAX_CHANNELS * 16);
  memory.fill(SLOW_STATES, 0, <usize>(MAX_CHANNELS / 2) * 64);
  memory.fill(ENERGIES, 0, <usize>MAX_CHANNELS * 8);
  memory.fill(planeOf(MAX_CHANNELS), 0, <usize>CHUNK_FRAMES * 4);
}

/**
 * One output of the shelf, in direct form I, for four stretches at once; `c1` and `c2` are −a1 and −a2. The newest output
 * enters last: only that much is on the critical path. (The compiler inlines this.)
 */
function shelfStep(b1: v128, b2: v128, c1: v128, c2: v128, x: v128, x1: v128, x2: v128, y1: v128, y2: v128): v128 {
  const ahead = f32x4.relaxed_madd(c2, y2, f32x4.relaxed_madd(b2, x2, f32x4.relaxed_madd(b1, x1, x)));
  return f32x4.relaxed_madd(c1, y1, ahead);
}

function addSquares(energy: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  const two = f32x4.relaxed_madd(b, b, f32x4.mul(a, a));
  return f32x4.add(energy, f32x4.relaxed_madd(d, d, f32x4.relaxed_madd(c, c, two)));
}

/**
 * Shelf over all whole planes: the eight stretches of a plane go through the lanes of two vectors, whose recursions
 * don't wait for each other. Stretches begin `warmUp` frames early (whole groups), from silence: the shelf forgets fast.
 * The first goes on where the last chunk ended. Leaves energy and sum of each 16 outputs in GROUPS, with the shelf's
 * first coefficient divided out; group g of stretch s stands at 8·g + s.
 */
export function shelfGroups(channels: i32, warmUp: i32): void {
  for (let channel = 0; channel < channels; channel++) shelf(channel, <usize>warmUp * 4);
}

function shelf(channel: i32, warmUp: usize): void {
  const b0 = load<f64>(WEIGHTING);
  const b1 = f32x4.splat(<f32>(load<f64>(WEIGHTING, 8) / b0));
  const b2 = f32x4.splat(<f32>(load<f64>(WEIGHTING, 16) / b0));
  const c1 = f32x4.splat(<f32>-load<f64>(WEIGHTING, 24));
  const c2 = f32x4.splat(<f32>-load<f64>(WEIGHTING, 32));
  const plane = planeOf(channel);
  const state = SHELF_STATES + <usize>channel * 16;
  const zero = f32x4.splat(0);
  let x1 = zero,
    x2 = zero,
    y1 = zero,
    y2 = zero;
  let u1 = zero,
    u2 = zero,
    v1 = zero,
    v2 = zero;
  let to = GROUPS + <usize>channel * GROUP_BYTES;
  // What lane 0 reads before the plane doesn't matter.
  for (let at = plane - warmUp; at < plane + STRETCH; ) {
    if (at === plane) {
      x1 = f32x4.replace_lane(x1, 0, load<f32>(state));
      x2 = f32x4.replace_lane(x2, 0, load<f32>(state, 4));
      y1 = f32x4.replace_lane(y1, 0, load<f32>(state, 8));
      y2 = f32x4.replace_lane(y2, 0, load<f32>(state, 12));
    }
    let energy = zero,
      sum = zero,
      energy2 = zero,
      sum2 = zero;
    const end = at + <usize>GROUP * 4;
    for (; at < end; at += 16) {
      // The same for stretches 0–3 and 4–7: a function could not give back all that changes.
      {
        const r0 = v128.load(at),
          r1 = v128.load(at, STRETCH),
          r2 = v128.load(at, 2 * STRETCH),
          r3 = v128.load(at, 3 * STRETCH);
        const low0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5),
          low1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const high0 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7),
          high1 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        const s0 = v128.shuffle<f32>(low0, low1, 0, 1, 4, 5),
          s1 = v128.shuffle<f32>(low0, low1, 2, 3, 6, 7);
        const s2 = v128.shuffle<f32>(high0, high1, 0, 1, 4, 5),
          s3 = v128.shuffle<f32>(high0, high1, 2, 3, 6, 7);
        const o0 = shelfStep(b1, b2, c1, c2, s0, x1, x2, y1, y2);
        const o1 = shelfStep(b1, b2, c1, c2, s1, s0, x1, o0, y1);
        const o2 = shelfStep(b1, b2, c1, c2, s2, s1, s0, o1, o0);
        const o3 = shelfStep(b1, b2, c1, c2, s3, s2, s1, o2, o1);
        energy = addSquares(energy, o0, o1, o2, o3);
        sum = f32x4.add(sum, f32x4.add(f32x4.add(o0, o1), f32x4.add(o2, o3)));
        x1 = s3;
        x2 = s2;
        y1 = o3;
        y2 = o2;
      }
      {
        const r0 = v128.load(at, 4 * STRETCH),
          r1 = v128.load(at, 5 * STRETCH),
          r2 = v128.load(at, 6 * STRETCH),
          r3 = v128.load(at, 7 * STRETCH);
        const low0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5),
          low1 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const high0 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7),
          high1 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        const s0 = v128.shuffle<f32>(low0, low1, 0, 1, 4, 5),
          s1 = v128.shuffle<f32>(low0, low1, 2, 3, 6, 7);
        const s2 = v128.shuffle<f32>(high0, high1, 0, 1, 4, 5),
          s3 = v128.shuffle<f32>(high0, high1, 2, 3, 6, 7);
        const o0 = shelfStep(b1, b2, c1, c2, s0, u1, u2, v1, v2);
        const o1 = shelfStep(b1, b2, c1, c2, s1, s0, u1, o0, v1);
        const o2 = shelfStep(b1, b2, c1, c2, s2, s1, s0, o1, o0);
        const o3 = shelfStep(b1, b2, c1, c2, s3, s2, s1, o2, o1);
        energy2 = addSquares(energy2, o0, o1, o2, o3);
        sum2 = f32x4.add(sum2, f32x4.add(f32x4.add(o0, o1), f32x4.add(o2, o3)));
        u1 = s3;
        u2 = s2;
        v1 = o3;
        v2 = o2;
      }
    }
    if (at <= plane) continue;
    v128.store(to, energy);
    v128.store(to, energy2, 16);
    v128.store(to, sum, SUMS);
    v128.store(to, sum2, SUMS + 16);
    to += 32;
  }
  store<f32>(state, f32x4.extract_lane(u1, 3));
  store<f32>(state, f32x4.extract_lane(u2, 3), 4);
  store<f32>(state, f32x4.extract_lane(v1, 3), 8);
  store<f32>(state, f32x4.extract_lane(v2, 3), 12);
}

/**
 * High-pass on groups `from` to `from + count`, added to ENERGIES. The high-pass only touches what is below some hundred
 * hertz, so it runs on the mean of 16 frames, and its loss is taken off the energy: E(y) − E(mean) + E(high-pass(mean)).
 */
export function addGroupEnergy(channels: i32, from: i32, count: i32): void {
  const c1 = v128.load64_splat(WEIGHTING, 56),
    c2 = v128.load64_splat(WEIGHTING, 64),
    c0 = v128.load64_splat(WEIGHTING, 72);
  const share = f64x2.splat(1.0 / <f64>GROUP),
    size = f64x2.splat(<f64>GROUP);
  for (let channel = 0; channel < channels; channel += 2) {
    const left = GROUPS + <usize>channel * GROUP_BYTES;
    // The partner of a last odd channel holds anything: its energy is never read.
    const right = left + GROUP_BYTES;
    const state = SLOW_STATES + <usize>channel * 32;
    let m1 = v128.load(state),
      m2 = v128.load(state, 16),
      z1 = v128.load(state, 32),
      z2 = v128.load(state, 48);
    let total = v128.load(ENERGIES + <usize>channel * 8);
    for (let group = from; group < from + count; group++) {
      const at = <usize>(((group & 31) << 3) | (group >> 5)) * 4;
      const energy = f64x2.promote_low_f32x4(
        v128.shuffle<f32>(v128.load32_zero(left + at), v128.load32_zero(right + at), 0, 4, 1, 5),
      );
      const m = f64x2.mul(
        share,
        f64x2.promote_low_f32x4(
          v128.shuffle<f32>(v128.load32_zero(left + at, SUMS), v128.load32_zero(right + at, SUMS), 0, 4, 1, 5),
        ),
      );
      const bend = f64x2.mul(c0, f64x2.sub(f64x2.sub(m, m1), f64x2.sub(m1, m2)));
      const z = f64x2.relaxed_nmadd(c1, z1, f64x2.relaxed_nmadd(c2, z2, bend));
      const change = f64x2.relaxed_nmadd(m, m, f64x2.mul(z, z));
      total = f64x2.add(total, f64x2.relaxed_madd(size, change, energy));
      m2 = m1;
      m1 = m;
      z2 = z1;
      z1 = z;
    }
    v128.store(state, m1);
    v128.store(state, m2, 16);
    v128.store(state, z1, 32);
    v128.store(state, z2, 48);
    v128.store(ENERGIES + <usize>channel * 8, total);
  }
}

/**
 * Adds the K-weighted energy of `count` frames from frame `from` on to ENERGIES (ITU-R BS.1770-4, annex 1): a shelf and
 * a high-pass in direct form I, two channels a vector, in double precision because at high rates the poles lie too near
 * one for floats.
 */
export function addWeightedEnergy(channels: i32, from: i32, count: i32): void {
  const b0 = v128.load64_splat(WEIGHTING),
    b1 = v128.load64_splat(WEIGHTING, 8),
    b2 = v128.load64_splat(WEIGHTING, 16);
  const a1 = v128.load64_splat(WEIGHTING, 24),
    a2 = v128.load64_splat(WEIGHTING, 32);
  const c1 = v128.load64_splat(WEIGHTING, 40),
    c2 = v128.load64_splat(WEIGHTING, 48);
  for (let channel = 0; channel < channels; channel += 2) {
    let left = planeOf(channel) + <usize>from * 4;
    let right = planeOf(channel + 1 < channels ? channel + 1 : MAX_CHANNELS) + <usize>from * 4;
    const state = FILTER_STATES + <usize>channel * 48;
    let x1 = v128.load(state),
      x2 = v128.load(state, 16);
    let y1 = v128.load(state, 32),
      y2 = v128.load(state, 48);
    let z1 = v128.load(state, 64),
      z2 = v128.load(state, 80);
    let energy = v128.load(ENERGIES + <usize>channel * 8);
    const end = left + <usize>count * 4;
    while (left < end) {
      const x = f64x2.promote_low_f32x4(v128.shuffle<f32>(v128.load32_zero(left), v128.load32_zero(right), 0, 4, 1, 5));
      // The newest output enters last: only that much is on the critical path.
      const ahead = f64x2.sub(
        f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2)),
        f64x2.mul(a2, y2),
      );
      const y = f64x2.sub(ahead, f64x2.mul(a1, y1));
      const difference = f64x2.sub(f64x2.sub(y, y1), f64x2.sub(y1, y2));
      const z = f64x2.sub(f64x2.sub(difference, f64x2.mul(c2, z2)), f64x2.mul(c1, z1));
      energy = f64x2.add(energy, f64x2.mul(z, z));
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      z2 = z1;
      z1 = z;
      left += 4;
      right += 4;
    }
    v128.store(state, x1);
    v128.store(state, x2, 16);
    v128.store(state, y1, 32);
    v128.store(state, y2, 48);
    v128.store(state, z1, 64);
    v128.store(state, z2, 80);
    v128.store(ENERGIES + <usize>channel * 8, energy);
  }
}
