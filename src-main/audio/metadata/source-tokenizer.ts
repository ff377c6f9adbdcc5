import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import { type ByteSource, largestBlockBytes, ReadLimitReached, timeBudgetMilliseconds } from './byte-source.ts';

const readsBetweenLooksAtTheClock = 256;

/**
 * Lets music-metadata read through a byte source: synchronously underneath (no round trip to a thread pool for
 * each of its many small reads), with the source's bounds, and with no block over 16 MiB ever allocated.
 */
export class SourceTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly size: number; readonly mimeType?: string };
  readonly #source: ByteSource;
  readonly #deadline = performance.now() + timeBudgetMilliseconds;
  #reads = 0;

  constructor(source: ByteSource, mimeType: string | undefined) {
    super({ maxBufferSize: largestBlockBytes });
    this.#source = source;
    this.fileInfo = { size: source.sizeBytes, ...(mimeType === undefined ? {} : { mimeType }) };
  }

  supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.position = position;
  }

  async peekBuffer(target: Uint8Array, options: IReadChunkOptions = {}): Promise<number> {
    return this.#fill(target, options, options.position ?? this.position);
  }

  async readBuffer(target: Uint8Array, options: IReadChunkOptions = {}): Promise<number> {
    const position = options.position ?? this.position;
    const count = this.#fill(target, options, position);
    this.position = position + count;
    return count;
  }

  #fill(target: Uint8Array, options: IReadChunkOptions, position: number): number {
    const wanted = options.length ?? target.length;
    if (wanted > largestBlockBytes) throw new ReadLimitReached();
    if (++this.#reads % readsBetweenLooksAtTheClock === 0 && performance.now() > this.#deadline) {
      throw new ReadLimitReached();
    }
    const bytes = this.#source.read(position, wanted);
    if (bytes.length < wanted && !options.mayBeLess) throw new EndOfStreamError();
    target.set(bytes);
    return bytes.length;
  }
}
