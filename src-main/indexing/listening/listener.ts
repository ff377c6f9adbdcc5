import os from 'node:os';
import type { AudioFormat, EmbeddedMetadata, Loudness } from '../../../src-shared/contract/audio.ts';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { DecodePool } from './decode-pool.ts';
import { type EncodedChunk, EncodePool, type EncoderDescription } from './encode-pool.ts';

/** What one pass over a file gives. */
export type Listened = {
  readonly format: AudioFormat;
  readonly payloadHash: PayloadHash;
  readonly metadata: EmbeddedMetadata;
  readonly warnings: readonly string[];
  /** `null` when the payload was known and the file was only inspected. */
  readonly products: ListenedProducts | null;
};

export type ListenedProducts = {
  readonly loudness: Loudness;
  readonly peaks: Uint8Array;
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** frames × 82 probabilities */
  readonly categories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
};

export type ListenRequest = {
  readonly path: Uint8Array;
  readonly knownPayloads?: readonly PayloadHash[];
};

export type ListenerOptions = {
  readonly precision?: 'int8' | 'fp32' | 'best';
  readonly decodeChildren?: number;
  readonly encodeChildren?: number;
  readonly hangSeconds?: number;
  /** How many files there will be, where it is known: no more children than files are started. */
  readonly files?: number;
};

/** Listens to files: decode children feed encode children; nothing native runs in this process. */
export class Listener {
  readonly #decoders: DecodePool;
  readonly #encoders: EncodePool;
  /** How many `listen` calls keep every child busy. */
  readonly capacity: number;

  constructor(options: ListenerOptions = {}) {
    const cores = Math.max(1, Math.min(os.availableParallelism(), options.files ?? Number.POSITIVE_INFINITY));
    const decodeChildren = options.decodeChildren ?? cores;
    const encodeChildren = options.encodeChildren ?? cores;
    this.capacity = decodeChildren + encodeChildren * 3;
    this.#decoders = new DecodePool(decodeChildren, options.hangSeconds ?? 60);
    this.#encoders = new EncodePool(encodeChildren, { precision: options.precision ?? 'best', threads: 1 });
  }

  /** @throws SonothequeError when no encoder can be opened. */
  opened(): Promise<EncoderDescription> {
    return this.#encoders.opened();
  }

  /** CPU time of the children so far, by stage. */
  get cpuMilliseconds(): { readonly decode: number; readonly encode: number } {
    return { decode: this.#decoders.cpuMilliseconds, encode: this.#encoders.cpuMilliseconds };
  }

  get pids(): readonly number[] {
    return [...this.#decoders.pids, ...this.#encoders.pids];
  }

  /** @throws SonothequeError with the reason in plain words. */
  async listen(request: ListenRequest): Promise<Listened> {
    let chunks: { readonly encoded: Promise<EncodedChunk>; readonly levelsDb: Float32Array }[] = [];
    const decoded = await this.#decoders.decode(
      { path: request.path, knownPayloads: request.knownPayloads ?? [] },
      {
        onChunk: async (chunk) => {
          const encoded = this.#encoders.encode(chunk.mel, chunk.rows);
          chunks.push({ encoded, levelsDb: chunk.blockLevelsDb });
          await encoded;
        },
        onRestart: () => {
          chunks = [];
        },
      },
    );
    const { format, payloadHash, metadata, warnings, pass } = decoded;
    if (!pass) return { format, payloadHash, metadata, warnings, products: null };
    const encoded = await Promise.all(chunks.map((chunk) => chunk.encoded));
    return {
      format,
      payloadHash,
      metadata,
      warnings,
      products: {
        loudness: pass.loudness,
        peaks: pass.peaks,
        embeddings: concatenate(encoded.map((chunk) => chunk.embeddings)),
        categories: concatenate(encoded.map((chunk) => chunk.categories)),
        levelsDb: concatenate(chunks.map((chunk) => chunk.levelsDb)),
      },
    };
  }

  close(): void {
    this.#decoders.close();
    this.#encoders.close();
  }
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const only = parts[0];
  if (only && parts.length === 1) return only;
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
