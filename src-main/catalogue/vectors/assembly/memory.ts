/** Where everything lies in the module's memory; `../scan-memory.ts` holds the same numbers for the host (a test compares). */

export const MOST_QUERIES: i32 = 8;
export const BLOCK_FRAMES: i32 = 512;
export const SLICE_SETS: i32 = 16384;
export const QUERY_BITS: i32 = 6;
/** 512 sign bits, then two f32: `../sign-factors.ts`. */
export const ROW_BYTES: usize = 72;

export const QUERIES: usize = 0x10000; // 8 × 64 bytes
export const WEIGHTS: usize = 0x10200; // 8 f32: what share of the query each of its frames stands for
export const TERMS: usize = 0x10300; // 8 × 4 f32: `../sign-query.ts`
export const PLANES: usize = 0x10400; // 8 × 6 × 64 bytes: the queries' numbers bit by bit, the lowest first
export const COUNTS: usize = 0x11000; // 513 u32: sets found at each distance
export const STARTS: usize = 0x12000; // 16,385 u32: first frame of each set of the slice, and one behind the last
export const ALLOWED: usize = 0x23000; // 16,384 u8
export const SCORES: usize = 0x27000; // 16,384 u16
export const UNITS: usize = 0x40000; // 8 × 512 f32 of length 1
export const CHUNK: usize = 0x44000; // 15 × (4 + 512) bytes as stored
export const NUMBERS: usize = 0x46000; // 512 f32: the frame in hand
export const COSINES: usize = 0x47000; // 15 × 8 f32
export const HITS: usize = 0x48000; // 512 × 8 × (query, frame of the block, distance, 0) u16
export const ROWS: usize = 0x50000; // 72 bytes a frame, as many as there are
