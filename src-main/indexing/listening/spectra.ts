import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { type ChunkMessage, MEL_BANDS } from './protocol.ts';

/** A sound as an encoder sees it, without anything that an encoder said of it. */
export type Spectra = {
  readonly payloadHash: PayloadHash;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
  /** Rows × 96 values of normalised mel as float16: 100 rows of the first frame, 50 of each further one. */
  readonly rows: Float16Array;
};

/** Rows that two chunks share stand in both. */
const SHARED_ROWS = 50;

/** Joins the chunks of a sound, as float16: a quarter of a sound that is hours long would be too much for memory as it comes. */
export class SpectraCollector {
  #rows: Float16Array[] = [];
  #levels: Float32Array[] = [];

  add({ mel, blockLevelsDb }: ChunkMessage): void {
    this.#rows.push(new Float16Array(this.#rows.length === 0 ? mel : mel.subarray(SHARED_ROWS * MEL_BANDS)));
    // A copy: the message's array is a view that would keep all of the chunk's bytes.
    this.#levels.push(blockLevelsDb.slice());
  }

  clear(): void {
    this.#rows = [];
    this.#levels = [];
  }

  joined(payloadHash: PayloadHash): Spectra {
    const rows = new Float16Array(this.#rows.reduce((length, part) => length + part.length, 0));
    const levelsDb = new Float32Array(this.#levels.reduce((length, part) => length + part.length, 0));
    let [row, level] = [0, 0];
    for (const part of this.#rows) {
      rows.set(part, row);
      row += part.length;
    }
    for (const part of this.#levels) {
      levelsDb.set(part, level);
      level += part.length;
    }
    return { payloadHash, levelsDb, rows };
  }
}
