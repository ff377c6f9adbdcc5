/** Step 5 of the front end: rows become blocks, blocks travel in chunks. */

export const BLOCK_ROWS = 100;
export const BLOCK_HOP_ROWS = 50;
export const BLOCKS_PER_CHUNK = 16;

/** A run of blocks that an encoder can take on its own: rows that two chunks share stand in both. */
export type MelChunk = {
  /** Rows × 96 values of normalised mel (step 4), one row after another. */
  readonly frames: Float32Array;
  readonly rows: number;
  /** 1 + (rows − 100) / 50 */
  readonly blocks: number;
  /** Index of the chunk's first block in the sound. */
  readonly firstBlock: number;
  /** Mean level of each block in decibels of a full-scale sine; −120 for silence. */
  readonly blockLevelsDb: Float32Array;
};

/** Blocks in `rows` rows; a last partial one doesn't count. */
export function blocksIn(rows: number): number {
  return rows < BLOCK_ROWS ? 0 : 1 + Math.floor((rows - BLOCK_ROWS) / BLOCK_HOP_ROWS);
}

export function rowsOf(blocks: number): number {
  return BLOCK_ROWS + (blocks - 1) * BLOCK_HOP_ROWS;
}

const SILENCE_DB = -120;
/** Power that a full-scale sine leaves in one spectrum row: 2,048 · Σw² / 4. */
const FULL_SCALE_POWER = 393_024;

/** Mean level of each block; `rowPowers` may be shorter than a single padded block. */
export function blockLevels(rowPowers: Float32Array, blocks: number): Float32Array {
  return Float32Array.from({ length: blocks }, (_, block) => {
    const rows = rowPowers.subarray(block * BLOCK_HOP_ROWS, block * BLOCK_HOP_ROWS + BLOCK_ROWS);
    const mean = rows.reduce((sum, power) => sum + power, 0) / Math.max(rows.length, 1);
    return Math.max(SILENCE_DB, 10 * Math.log10(mean / FULL_SCALE_POWER));
  });
}
