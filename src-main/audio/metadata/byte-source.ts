import { closeSync, readSync } from 'node:fs';
import { openRegularFile } from '../source/regular-file.ts';

/** Random access to bytes that are never held as a whole. */
export type ByteSource = {
  readonly sizeBytes: number;
  /** Bytes from `offset` on: `length` of them, or fewer where the source ends. The view stays valid. */
  read(offset: number, length: number): Buffer;
};

/** Largest single block of metadata that is read; pictures and sound are never asked for. */
export const largestBlockBytes = 16 * 2 ** 20;

/** Small reads are answered from a window of this size: a file with a thousand tiny chunks costs few system calls. */
const windowBytes = 4096;

/** What one file may cost in all, however its blocks point at each other. */
const readBudgetBytes = 64 * 2 ** 20;
export const timeBudgetMilliseconds = 5000;

/** A file asked for more reading than metadata is worth. */
export class ReadLimitReached extends Error {}

/** A file opened for reading; close it when done. */
export class FileSource implements ByteSource {
  readonly sizeBytes: number;
  readonly #descriptor: number;
  readonly #deadline = performance.now() + timeBudgetMilliseconds;
  #window: Buffer = Buffer.alloc(0);
  #windowOffset = 0;
  #bytesRead = 0;

  /** @throws SonothequeError `not-a-file`; what opening a file throws (`ENOENT`, `EACCES`…) */
  constructor(path: string | Buffer) {
    const { descriptor, sizeBytes } = openRegularFile(path);
    this.#descriptor = descriptor;
    this.sizeBytes = sizeBytes;
  }

  /** How many bytes the disk was asked for so far. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  read(offset: number, length: number): Buffer {
    if (!(offset >= 0) || !(length > 0) || offset >= this.sizeBytes) return Buffer.alloc(0);
    const wanted = Math.min(length, this.sizeBytes - offset);
    if (wanted > windowBytes) return this.#readFromDisk(offset, wanted);
    const start = offset - this.#windowOffset;
    if (start >= 0 && start + wanted <= this.#window.length) return this.#window.subarray(start, start + wanted);
    this.#window = this.#readFromDisk(offset, windowBytes);
    this.#windowOffset = offset;
    return this.#window.subarray(0, wanted);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #readFromDisk(offset: number, length: number): Buffer {
    const wanted = Math.min(length, this.sizeBytes - offset);
    if (this.#bytesRead + wanted > readBudgetBytes || performance.now() > this.#deadline) throw new ReadLimitReached();
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const count = readSync(this.#descriptor, bytes, filled, wanted - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    this.#bytesRead += filled;
    return bytes.subarray(0, filled);
  }
}

/** Bytes in memory as a source: a list inside a chunk, a block inside a FLAC file. */
export function memorySource(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => (offset < 0 ? Buffer.alloc(0) : bytes.subarray(offset, offset + Math.max(0, length))),
  };
}

/** A source without its beginning. */
export function sourceFrom(source: ByteSource, start: number): ByteSource {
  return {
    sizeBytes: source.sizeBytes - start,
    read: (offset, length) => (offset < 0 ? Buffer.alloc(0) : source.read(start + offset, length)),
  };
}
