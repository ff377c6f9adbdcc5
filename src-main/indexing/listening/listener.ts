import os from 'node:os';
import type { AudioFormat, EmbeddedMetadata, Loudness } from '../../../src-shared/contract/audio.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { FRAME_HOP_SECONDS } from '../../../src-shared/contract/frames.ts';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { DecodePool } from './decode-pool.ts';
import { type EncodedChunk, EncodePool, type EncoderDescription } from './encode-pool.ts';
import type { DecodedMessage } from './protocol.ts';

/** What one pass over a file gives. */
export type Listened = {
  readonly format: AudioFormat;
  readonly payloadHash: PayloadHash;
  /** Its warnings hold what was odd about the audio too. */
  readonly metadata: EmbeddedMetadata;
  /** `null` when the payload was known and the file was only inspected. */
  readonly products: ListenedProducts | null;
};

export type ListenedProducts = {
  readonly loudness: Loudness;
  readonly peaks: Uint8Array;
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** frames × 82 probabilities */
  readonly frameCategories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
};

export type ListenRequest = {
  readonly path: Uint8Array;
  readonly knownPayloads?: readonly PayloadHash[];
  /** Told how many seconds of sound (net of overlap) each embedded chunk adds; a restart begins anew. */
  readonly onHeard?: (seconds: number) => void;
};

export type ListenerOptions = {
  readonly precision?: 'int8' | 'fp32' | 'best';
  readonly decodeChildren?: number;
  readonly encodeChildren?: number;
  readonly hangSeconds?: number;
  /** How many files there will be, where it is known: no more children than files are started. */
  readonly files?: number;
};

/** No encoder can be opened: that is about this machine, not about a file. */
export class EncoderUnavailableError extends SonothequeError {}

type Chunk = { readonly encoded: Promise<EncodedChunk>; readonly levelsDb: Float32Array };

type Pools = { readonly decoders: DecodePool; readonly encoders: EncodePool };

/** Listens to files: decode children feed encode children; nothing native runs in this process. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #cores: number;
  /** How many `listen` calls keep every child busy. */
  readonly capacity: number;
  /** Started by the first call, so that a job with nothing to listen to costs nothing. */
  #pools: Pools | null = null;
  #closed = false;
  #description: EncoderDescription | null = null;

  constructor(options: ListenerOptions = {}) {
    this.#options = options;
    this.#cores = Math.max(1, Math.min(os.availableParallelism(), options.files ?? Number.POSITIVE_INFINITY));
    this.capacity = (options.decodeChildren ?? this.#cores) + (options.encodeChildren ?? this.#cores) * 3;
  }

  /** The encoder at work; `null` until something was listened to. */
  get description(): EncoderDescription | null {
    return this.#description;
  }

  /** CPU time of the children so far, by stage. */
  get cpuMilliseconds(): { readonly decode: number; readonly encode: number } {
    return {
      decode: this.#pools?.decoders.cpuMilliseconds ?? 0,
      encode: this.#pools?.encoders.cpuMilliseconds ?? 0,
    };
  }

  get pids(): readonly number[] {
    return this.#pools ? [...this.#pools.decoders.pids, ...this.#pools.encoders.pids] : [];
  }

  /** @throws EncoderUnavailableError */
  async opened(): Promise<EncoderDescription> {
    try {
      return await this.#start().encoders.opened();
    } catch (error) {
      throw error instanceof SonothequeError ? new EncoderUnavailableError(error.failure, { cause: error }) : error;
    }
  }

  /** @throws SonothequeError with the reason in plain words; EncoderUnavailableError */
  async listen(request: ListenRequest): Promise<Listened> {
    const { decoders, encoders } = this.#start();
    let chunks: Chunk[] = [];
    let decoded: DecodedMessage;
    try {
      decoded = await decoders.decode(
        { path: request.path, knownPayloads: request.knownPayloads ?? [] },
        {
          onChunk: async (chunk) => {
            const encoded = encoders.encode(chunk.mel, chunk.rows);
            chunks.push({ encoded, levelsDb: chunk.blockLevelsDb });
            await encoded;
            request.onHeard?.(chunk.blocks * FRAME_HOP_SECONDS);
          },
          onRestart: () => {
            chunks = [];
          },
        },
      );
    } catch (error) {
      // Decoding starts before the encoder is open: when that fails, it is no fault of the file.
      await this.opened();
      throw error;
    }
    const { format, payloadHash, metadata, pass } = decoded;
    if (!pass) return { format, payloadHash, metadata, products: null };
    const encoded = await Promise.all(chunks.map((chunk) => chunk.encoded));
    return {
      format,
      payloadHash,
      metadata,
      products: {
        loudness: pass.loudness,
        peaks: pass.peaks,
        embeddings: concatenate(encoded.map((chunk) => chunk.embeddings)),
        frameCategories: concatenate(encoded.map((chunk) => chunk.categories)),
        levelsDb: concatenate(chunks.map((chunk) => chunk.levelsDb)),
      },
    };
  }

  close(): void {
    this.#closed = true;
    this.#pools?.decoders.close();
    this.#pools?.encoders.close();
  }

  #start(): Pools {
    if (this.#closed) {
      throw new SonothequeError({ code: 'closed', message: 'Listening was stopped.', nextStep: null });
    }
    const { decodeChildren, encodeChildren, hangSeconds, precision } = this.#options;
    if (this.#pools) return this.#pools;
    this.#pools = {
      decoders: new DecodePool(decodeChildren ?? this.#cores, hangSeconds ?? 60),
      encoders: new EncodePool(encodeChildren ?? this.#cores, { precision: precision ?? 'best', threads: 1 }),
    };
    this.#pools.encoders.opened().then(
      (description) => {
        this.#description = description;
      },
      () => {},
    );
    return this.#pools;
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
