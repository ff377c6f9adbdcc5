/**
 * Where everything lies in the module's memory. Addresses are constants: the compiler folds them into the loads, and
 * memory never grows, so views held outside stay valid. `../memory-layout.ts` holds the same numbers for the host; a
 * test compares both.
 */

/** Samples of one channel handled at a time. */
export const CHUNK_FRAMES: i32 = 4096;
export const MAX_CHANNELS: i32 = 64;
export const FFT_SIZE: i32 = 2048;
export const BANDS: i32 = 96;
export const MAX_ROWS: i32 = 850;
/** Samples a channel that make one point of the finest peaks. */
export const PEAK_WINDOW: i32 = 256;

// Tables, written by the host before the first call.
export const WINDOW: usize = 0x10000; // 2,048 f32
export const FIRST_TWIDDLES: usize = 0x12000; // 6 × 256 f32
export const PASS_TWIDDLES: usize = 0x13800; // (64 + 16 + 4) × 6 f32
export const REAL_TWIDDLES: usize = 0x14000; // cosines then sines of bins 1–512, 2 × 512 f32
export const BAND_TABLE: usize = 0x15000; // 96 × (first bin, groups of four) i32
export const BAND_WEIGHTS: usize = 0x15400; // ≤ 4,096 f32
export const HASH_SECRET: usize = 0x19400; // 192 bytes
export const WEIGHTING: usize = 0x19500; // 10 f64: b0 b1 b2 a1 a2 of the shelf, a1 a2 of the high-pass, a1 a2 b0 of the slow one

// State of one pass.
export const HASH_LANES: usize = 0x19600; // 8 u64
export const HASH_HISTORY: usize = 0x19640; // the 64 bytes before the carry
export const HASH_CARRY: usize = 0x19680; // ≤ 1,024 bytes not hashed yet
export const FILTER_STATES: usize = 0x1a000; // 32 pairs of channels × 6 × 2 f64
export const SHELF_STATES: usize = 0x1ac00; // 64 channels × 4 f32
export const ENERGIES: usize = 0x1b000; // 64 f64
export const SLOW_STATES: usize = 0x1b200; // 32 pairs of channels × 4 × 2 f64
export const PEAKS: usize = 0x1c000; // 16 windows × 64 channels × (min, max) f32
export const COLOURS: usize = 0x1e000; // 850 rows × (low, mid, high) u8
export const ROW_POWERS: usize = 0x1f000; // 850 f32
export const MEL: usize = 0x20000; // 850 rows × 96 f32
export const WORK_A: usize = 0x70000; // 2 × 1,024 f32
export const WORK_B: usize = 0x72000; // 2 × 1,024 f32
export const POWER: usize = 0x74000; // 1,025 f32, and zeros behind them
export const MONO: usize = 0x76000; // 4,096 f32
export const ANALYSIS: usize = 0x80000; // 65,536 f32 at 44.1 kHz
export const PLANES: usize = 0xc0000; // 65 × 4,096 f32: one plane more than channels, always silent
export const STAGING: usize = 0x1d0000; // 2 MiB of encoded or interleaved bytes, and 64 bytes of slack
export const GROUPS: usize = 0x3d1000; // 65 channels × (256 energies, 256 sums) f32

/** Where a channel's samples begin. */
export function planeOf(channel: i32): usize {
  return PLANES + <usize>(channel * CHUNK_FRAMES) * 4;
}
