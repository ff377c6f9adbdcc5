/** Addresses and sizes in the scan's memory: the host's copy of `assembly/memory.ts` (a test compares them). */

export const mostQueries = 8;
export const blockFrames = 512;
export const sliceSets = 16_384;
/** Bits of each number of a query. */
export const queryBits = 6;
/** Bytes of one frame: sign bits, then its factors. */
export const rowBytes = 72;

export const addresses = {
  QUERIES: 0x10000,
  WEIGHTS: 0x10200,
  TERMS: 0x10300,
  PLANES: 0x10400,
  STARTS: 0x12000,
  ALLOWED: 0x23000,
  SCORES: 0x27000,
  UNITS: 0x40000,
  CHUNK: 0x44000,
  COSINES: 0x47000,
  HITS: 0x48000,
  ROWS: 0x50000,
} as const;
