import { CHUNK, COSINES, MOST_QUERIES, NUMBERS, UNITS } from './memory';

const LENGTH: i32 = 512;
/** float32 scale, which a cosine doesn't ask for, then 512 int8. */
const FRAME_BYTES: usize = 516;

/** COSINES[frame][query] of the frames in CHUNK and the unit queries in UNITS; 0 for silence. */
export function compareFrames(frames: i32, queries: i32): void {
  for (let frame = 0; frame < frames; frame++) {
    const square = spread(CHUNK + <usize>frame * FRAME_BYTES + 4);
    const scale: f32 = square > 0 ? 1 / sqrt<f32>(square) : 0;
    for (let query = 0; query < queries; query++) {
      const cosine = dotWith(UNITS + <usize>(query * LENGTH) * 4) * scale;
      store<f32>(COSINES + <usize>(frame * MOST_QUERIES + query) * 4, cosine);
    }
  }
}

/** NUMBERS = the frame's int8 as f32; gives the sum of their squares. */
function spread(from: usize): f32 {
  let squares = f32x4.splat(0);
  for (let i: usize = 0; i < <usize>LENGTH; i += 8) {
    const values = v128.load_ext<i8>(from + i);
    const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(values));
    const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(values));
    v128.store(NUMBERS + i * 4, low);
    v128.store(NUMBERS + i * 4, high, 16);
    squares = f32x4.add(squares, f32x4.add(f32x4.mul(low, low), f32x4.mul(high, high)));
  }
  return sumOf(squares);
}

/** Four sums, so that no addition waits for the one before. */
function dotWith(query: usize): f32 {
  let a = f32x4.splat(0),
    b = a,
    c = a,
    d = a;
  for (let at: usize = 0; at < <usize>LENGTH * 4; at += 64) {
    a = f32x4.add(a, f32x4.mul(v128.load(NUMBERS + at), v128.load(query + at)));
    b = f32x4.add(b, f32x4.mul(v128.load(NUMBERS + at, 16), v128.load(query + at, 16)));
    c = f32x4.add(c, f32x4.mul(v128.load(NUMBERS + at, 32), v128.load(query + at, 32)));
    d = f32x4.add(d, f32x4.mul(v128.load(NUMBERS + at, 48), v128.load(query + at, 48)));
  }
  return sumOf(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
}

function sumOf(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    f32x4.extract_lane(lanes, 2) +
    f32x4.extract_lane(lanes, 3)
  );
}
