import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { RUN_FILES } from '../run-folder/index.ts';
import { HOP_ROWS } from './frames.ts';
import { EMBEDDING_VALUES, MEL_BANDS, type ReadSound } from './read-sound.ts';

/** Where a sound's frames lie in the files of a run. */
export type StoredFrames = {
  readonly firstRow: number;
  readonly rows: number;
  readonly firstFrame: number;
  readonly frames: number;
};

/** Writes frames of all sounds one behind the other: spectra or embeddings. */
export class FrameStore {
  readonly #file: FileHandle;
  readonly #embedded: boolean;
  #rows = 0;
  #frames = 0;

  private constructor(file: FileHandle, embedded: boolean) {
    this.#file = file;
    this.#embedded = embedded;
  }

  static async create(runFolder: string, embedded: boolean): Promise<FrameStore> {
    const name = embedded ? RUN_FILES.embeddings : RUN_FILES.spectra;
    return new FrameStore(await open(path.join(runFolder, name), 'w', 0o600), embedded);
  }

  async add({ keptFrames, rows, embeddings }: ReadSound): Promise<StoredFrames> {
    const values = this.#embedded ? embeddings : rows;
    await this.#file.write(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    return this.skip(keptFrames);
  }

  /** Counts frames without writing them: zeros stand there. */
  skip(keptFrames: number): StoredFrames {
    const stored = {
      firstRow: this.#rows,
      rows: this.#embedded ? 0 : (keptFrames + 1) * HOP_ROWS,
      firstFrame: this.#frames,
      frames: keptFrames,
    };
    this.#rows += stored.rows;
    this.#frames += keptFrames;
    return stored;
  }

  async close(): Promise<void> {
    try {
      await this.#file.truncate(this.#embedded ? this.#frames * EMBEDDING_VALUES * 4 : this.#rows * MEL_BANDS * 2);
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
  }
}
