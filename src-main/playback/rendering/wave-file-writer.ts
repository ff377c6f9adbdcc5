import { closeSync, openSync, writeSync } from 'node:fs';
import { type WaveChunk, type WaveShape, waveHeader } from '../wave/wave-header.ts';

/** Writes all of it: the system may take less at once. */
function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}

/** The largest file that is written: below what needs RF64, which fewer programs open. */
export const LARGEST_WAVE_BYTES = 4_000_000_000;

/** A WAV file that is being written; how long it gets shows in the end. */
export class WaveFileWriter {
  readonly #descriptor: number;
  readonly #headerFor: (frames: number) => Buffer;
  #position: number;
  #dataBytes = 0;

  /**
   * @param shape `frames`: the most there will be, LARGEST_WAVE_BYTES in all
   * @throws what the system throws: `EEXIST` where the file is there already, `ENOSPC`…
   */
  constructor(path: string, shape: WaveShape, chunks: readonly WaveChunk[]) {
    this.#headerFor = (frames) => waveHeader({ ...shape, frames }, chunks);
    this.#position = this.#headerFor(shape.frames).length;
    this.#descriptor = openSync(path, 'wx');
  }

  write(bytes: Uint8Array): void {
    writeAll(this.#descriptor, bytes, this.#position);
    this.#position += bytes.length;
    this.#dataBytes += bytes.length;
  }

  /** @param frames written */
  finish(frames: number): void {
    if (this.#dataBytes % 2) writeAll(this.#descriptor, new Uint8Array(1), this.#position);
    writeAll(this.#descriptor, this.#headerFor(frames), 0);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
