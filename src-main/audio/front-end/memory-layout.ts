/** Addresses and sizes in the front end's memory: the host's copy of `assembly/memory.ts` (a test compares them). */

export const CHUNK_FRAMES = 4096;
export const MAX_CHANNELS = 64;
export const FFT_SIZE = 2048;
export const HOP = 1024;
export const BINS = FFT_SIZE / 2 + 1;
export const BANDS = 96;
export const MAX_ROWS = 850;
export const PEAK_WINDOW = 256;
/** Samples at 44.1 kHz that may wait for analysis. */
export const ANALYSIS_SAMPLES = 65_536;
export const STAGING_BYTES = 2 * 1024 * 1024;
export const BAND_WEIGHT_SLOTS = 4096;

export const ADDRESSES = {
  WINDOW: 0x10000,
  FIRST_TWIDDLES: 0x12000,
  PASS_TWIDDLES: 0x13800,
  REAL_TWIDDLES: 0x14000,
  BAND_TABLE: 0x15000,
  BAND_WEIGHTS: 0x15400,
  HASH_SECRET: 0x19400,
  WEIGHTING: 0x19500,
  HASH_LANES: 0x19600,
  FILTER_STATES: 0x1a000,
  ENERGIES: 0x1b000,
  PEAKS: 0x1c000,
  COLOURS: 0x1e000,
  ROW_POWERS: 0x1f000,
  MEL: 0x20000,
  MONO: 0x76000,
  ANALYSIS: 0x80000,
  PLANES: 0xc0000,
  STAGING: 0x1d0000,
  GROUPS: 0x3d1000,
} as const;

/** How one coded sample is laid out; the numbers are those of `assembly/samples.ts`. */
export const SAMPLE_LAYOUTS = { u8: 0, s16: 1, s24: 2, s32: 3, f32: 4, f64: 5, s64: 6 } as const;
export type SampleLayout = keyof typeof SAMPLE_LAYOUTS;
export const SAMPLE_BYTES: Readonly<Record<SampleLayout, number>> = {
  u8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
  s64: 8,
};
