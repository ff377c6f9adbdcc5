/** From coded samples in STAGING to float planes, one a channel. Full scale is 1; what isn't finite becomes 0. */
import { planeOf, STAGING } from './memory';

// Codes of `SampleLayout` on the host side.
const U8: i32 = 0;
const S16: i32 = 1;
const S24: i32 = 2;
const S32: i32 = 3;
const F32: i32 = 4;
const F64: i32 = 5;
const S64: i32 = 6;
/** 120 dB over full scale: beyond that a file holds garbage, and squares would overflow. */
const LIMIT: f32 = 1000000;

let nonFinite: i32 = 0;

/** How many samples since the last call weren't finite. */
export function takeNonFinite(): i32 {
  const count = nonFinite;
  nonFinite = 0;
  return count;
}

function sanitize(x: f32): f32 {
  if (x - x !== 0) {
    nonFinite++;
    return 0;
  }
  return min(max(x, -LIMIT), LIMIT);
}

function sanitizeVector(x: v128): v128 {
  const finite = f32x4.eq(f32x4.sub(x, x), f32x4.splat(0));
  if (!i32x4.all_true(finite)) nonFinite += 4 - popcnt(i32x4.bitmask(finite));
  return f32x4.min(f32x4.max(v128.and(x, finite), f32x4.splat(-LIMIT)), f32x4.splat(LIMIT));
}

/** Stereo 24-bit: 24 bytes are four frames. */
function stereo24(from: usize, frames: i32, at: i32): void {
  const scale = f32x4.splat(1.0 / 2147483648.0),
    mask = i32x4.splat(0xffffff00);
  let left = planeOf(0) + <usize>at * 4,
    right = planeOf(1) + <usize>at * 4;
  let index = 0;
  for (; index + 4 <= frames; index += 4) {
    const a = v128.load(from),
      b = v128.load(from, 12);
    // Each sample goes to the upper three bytes; the mask clears what stands in the lowest.
    const l = i8x16.shuffle(a, b, 0, 0, 1, 2, 0, 6, 7, 8, 0, 16, 17, 18, 0, 22, 23, 24);
    const r = i8x16.shuffle(a, b, 0, 3, 4, 5, 0, 9, 10, 11, 0, 19, 20, 21, 0, 25, 26, 27);
    v128.store(left, f32x4.mul(f32x4.convert_i32x4_s(v128.and(l, mask)), scale));
    v128.store(right, f32x4.mul(f32x4.convert_i32x4_s(v128.and(r, mask)), scale));
    from += 24;
    left += 16;
    right += 16;
  }
  plain(S24, from, 6, frames - index, left);
  plain(S24, from + 3, 6, frames - index, right);
}

function mono24(from: usize, frames: i32, to: usize): void {
  const scale = f32x4.splat(1.0 / 2147483648.0),
    mask = i32x4.splat(0xffffff00);
  let index = 0;
  for (; index + 4 <= frames; index += 4) {
    const a = v128.load(from);
    const x = i8x16.shuffle(a, a, 0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11);
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(v128.and(x, mask)), scale));
    from += 12;
    to += 16;
  }
  plain(S24, from, 3, frames - index, to);
}

function stereo16(from: usize, frames: i32, at: i32): void {
  const scale = f32x4.splat(1.0 / 32768.0);
  let left = planeOf(0) + <usize>at * 4,
    right = planeOf(1) + <usize>at * 4;
  let index = 0;
  for (; index + 4 <= frames; index += 4) {
    const x = v128.load(from);
    v128.store(left, f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_s(i32x4.shl(x, 16), 16)), scale));
    v128.store(right, f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_s(x, 16)), scale));
    from += 16;
    left += 16;
    right += 16;
  }
  plain(S16, from, 4, frames - index, left);
  plain(S16, from + 2, 4, frames - index, right);
}

function mono16(from: usize, frames: i32, to: usize): void {
  const scale = f32x4.splat(1.0 / 32768.0);
  let index = 0;
  for (; index + 8 <= frames; index += 8) {
    const x = v128.load(from);
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(x)), scale));
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(x)), scale), 16);
    from += 16;
    to += 32;
  }
  plain(S16, from, 2, frames - index, to);
}

/** Stereo of 32 bits: integers or floats. */
function stereo32(from: usize, frames: i32, at: i32, float: bool): void {
  const scale = f32x4.splat(1.0 / 2147483648.0);
  let left = planeOf(0) + <usize>at * 4,
    right = planeOf(1) + <usize>at * 4;
  let index = 0;
  for (; index + 4 <= frames; index += 4) {
    const a = v128.load(from),
      b = v128.load(from, 16);
    const l = v128.shuffle<f32>(a, b, 0, 2, 4, 6),
      r = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
    v128.store(left, float ? sanitizeVector(l) : f32x4.mul(f32x4.convert_i32x4_s(l), scale));
    v128.store(right, float ? sanitizeVector(r) : f32x4.mul(f32x4.convert_i32x4_s(r), scale));
    from += 32;
    left += 16;
    right += 16;
  }
  plain(float ? F32 : S32, from, 8, frames - index, left);
  plain(float ? F32 : S32, from + 4, 8, frames - index, right);
}

function mono32(from: usize, frames: i32, to: usize, float: bool): void {
  const scale = f32x4.splat(1.0 / 2147483648.0);
  let index = 0;
  for (; index + 4 <= frames; index += 4) {
    const x = v128.load(from);
    v128.store(to, float ? sanitizeVector(x) : f32x4.mul(f32x4.convert_i32x4_s(x), scale));
    from += 16;
    to += 16;
  }
  plain(float ? F32 : S32, from, 4, frames - index, to);
}

/** Any layout, one sample at a time. */
function plain(type: i32, from: usize, stride: usize, frames: i32, to: usize): void {
  const end = to + <usize>frames * 4;
  switch (type) {
    case U8:
      for (; to < end; to += 4, from += stride) store<f32>(to, (<f32>load<u8>(from) - 128) / 128);
      break;
    case S16:
      for (; to < end; to += 4, from += stride) store<f32>(to, <f32>load<i16>(from) / 32768);
      break;
    case S24:
      for (; to < end; to += 4, from += stride) {
        const sample = ((<i32>load<u16>(from)) << 8) | ((<i32>load<u8>(from, 2)) << 24);
        store<f32>(to, <f32>sample / 2147483648.0);
      }
      break;
    case S32:
      for (; to < end; to += 4, from += stride) store<f32>(to, <f32>load<i32>(from) / 2147483648.0);
      break;
    case F32:
      for (; to < end; to += 4, from += stride) store<f32>(to, sanitize(load<f32>(from)));
      break;
    case F64:
      for (; to < end; to += 4, from += stride) store<f32>(to, sanitize(<f32>load<f64>(from)));
      break;
    case S64:
      for (; to < end; to += 4, from += stride) store<f32>(to, <f32>(<f64>load<i64>(from) * 1.0842021724855044e-19));
      break;
  }
}

function bytesOf(type: i32): usize {
  return type === U8 ? 1 : type === S16 ? 2 : type === S24 ? 3 : type === S32 || type === F32 ? 4 : 8;
}

/** Interleaved samples: `frames` of `channels` from STAGING + offset to the planes from sample `at` on. */
export function convertInterleaved(type: i32, offset: i32, channels: i32, frames: i32, at: i32): void {
  const from = STAGING + <usize>offset;
  if (channels === 1) convertPlane(type, offset, 0, frames, at);
  else if (channels === 2 && type === S24) stereo24(from, frames, at);
  else if (channels === 2 && type === S16) stereo16(from, frames, at);
  else if (channels === 2 && type === S32) stereo32(from, frames, at, false);
  else if (channels === 2 && type === F32) stereo32(from, frames, at, true);
  else {
    const bytes = bytesOf(type);
    for (let channel = 0; channel < channels; channel++) {
      plain(type, from + <usize>channel * bytes, bytes * <usize>channels, frames, planeOf(channel) + <usize>at * 4);
    }
  }
}

/** One channel of planar samples from STAGING + offset. */
export function convertPlane(type: i32, offset: i32, channel: i32, frames: i32, at: i32): void {
  const from = STAGING + <usize>offset,
    to = planeOf(channel) + <usize>at * 4;
  if (type === S16) mono16(from, frames, to);
  else if (type === S24) mono24(from, frames, to);
  else if (type === S32) mono32(from, frames, to, false);
  else if (type === F32) mono32(from, frames, to, true);
  else plain(type, from, bytesOf(type), frames, to);
}
