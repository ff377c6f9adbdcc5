import os from 'node:os';
import { basename } from 'node:path';
import type { AudioFormat, EmbeddedMetadata, Loudness } from '../../../src-shared/contract/audio.ts';
import { FRAME_HOP_SECONDS } from '../../../src-shared/contract/frames.ts';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import { entryBeside } from '../../children/index.ts';
import { BackgroundTurns } from './background-turns.ts';
import { DecodePool } from './decode-pool.ts';
import { describedBy } from './described-by.ts';
import { EncodePool, type EncoderDescription } from './encode-pool.ts';
import type { EncodedChunk } from './encode-slot.ts';
import { closedError } from './listening-failures.ts';
import { defaultMemoryLimits, type MemoryLimits } from './memory-limits.ts';
import type { ChildEndedEvent } from './pool-options.ts';
import type { ChunkMessage } from './protocol.ts';
import { type Spectra, SpectraCollector } from './spectra.ts';
import type { Priority } from './waiting-tasks.ts';

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
  /** Stops this file only. */
  readonly signal?: AbortSignal;
  /** `interactive`: a person waits for it, so it overtakes and isn't held by `useCores`. Default `background`. */
  readonly priority?: Priority;
};

export type ListenerOptions = {
  readonly precision?: 'int8' | 'fp32' | 'best';
  /** Of a model version's files; the encoder that comes along unless given. */
  readonly assetsFolder?: string | null;
  /** Most decode children of background work; interactive requests may start one more. Default: one a core. */
  readonly decodeChildren?: number;
  /** Most encode children. Default: one a core. */
  readonly encodeChildren?: number;
  /** A decode child that owes an answer for so long is ended; an encode child after twice as long. Default 60. */
  readonly hangSeconds?: number;
  /** A decode child that isn't ready for so long is ended; an encode child after four times as long. Default 30. */
  readonly startSeconds?: number;
  /** Children without work for so long are let go, and started again by the next request. Default 60. */
  readonly idleSeconds?: number;
  /** A child that takes more resident memory is ended. */
  readonly memoryLimitMegabytes?: Partial<MemoryLimits>;
  /** How many files there will be, where it is known: `capacity` is no more than they need. */
  readonly files?: number;
  /** A child ended without having been let go: for the log. */
  readonly onChildEnded?: (event: ChildEndedEvent) => void;
  /** Paths of other process entries, for tests. */
  readonly entries?: { readonly decode?: string; readonly encode?: string };
};

type Chunk = { readonly encoded: Promise<EncodedChunk>; readonly levelsDb: Float32Array };

/**
 * Listens to files: decode children feed encode children; nothing native runs in this process. Made once and shared by
 * whoever needs something heard; children are there only while there is work.
 */
export class Listener {
  readonly #turns = new BackgroundTurns();
  readonly #decoders: DecodePool;
  readonly #encoders: EncodePool;
  readonly #cores: number;
  /** How many `listen` calls keep every child busy. */
  readonly capacity: number;
  #closed = false;

  constructor(options: ListenerOptions = {}) {
    this.#cores = os.availableParallelism();
    const usual = Math.max(1, Math.min(this.#cores, options.files ?? Number.POSITIVE_INFINITY));
    const { decodeChildren = usual, encodeChildren = usual, hangSeconds = 60, startSeconds = 30 } = options;
    const { idleSeconds = 60, onChildEnded = () => {} } = options;
    const limits = { ...defaultMemoryLimits(), ...options.memoryLimitMegabytes };
    this.capacity = decodeChildren + encodeChildren * 3;
    // The encoders first: their turns empty what the decoders' fill.
    this.#encoders = new EncodePool(
      {
        entry: options.entries?.encode ?? entryBeside(import.meta.url, 'encode-child'),
        children: encodeChildren,
        memoryLimitMegabytes: limits.encode,
        hangSeconds: hangSeconds * 2,
        startSeconds: startSeconds * 4,
        idleSeconds,
        onChildEnded,
      },
      { precision: options.precision ?? 'best', threads: 1, assetsFolder: options.assetsFolder ?? null },
      this.#turns,
    );
    this.#decoders = new DecodePool(
      {
        entry: options.entries?.decode ?? entryBeside(import.meta.url, 'decode-child'),
        children: decodeChildren,
        memoryLimitMegabytes: limits.decode,
        hangSeconds,
        startSeconds,
        idleSeconds,
        onChildEnded,
      },
      this.#turns,
    );
  }

  /** The encoder at work; `null` until something was listened to. */
  get description(): EncoderDescription | null {
    return this.#encoders.description;
  }

  /** CPU time of all files so far, by stage. */
  get cpuMilliseconds(): { readonly decode: number; readonly encode: number } {
    return { decode: this.#decoders.cpuMilliseconds, encode: this.#encoders.cpuMilliseconds };
  }

  /** Decode children, then encode children. */
  get pids(): readonly number[] {
    return [...this.#decoders.pids, ...this.#encoders.pids];
  }

  /** @throws EncoderUnavailableError */
  opened(): Promise<EncoderDescription> {
    return this.#encoders.opened();
  }

  /**
   * How many cores background listening computes on from now on, files under way included; interactive requests are
   * not held. Fewer than there are: decoding and encoding take turns. 0: background files wait where they are.
   */
  useCores(cores: number): void {
    this.#turns.limit = cores >= this.#cores ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(cores));
  }

  /**
   * @throws SonothequeError with the reason in plain words, `stopped` when the signal says so;
   * EncoderUnavailableError
   */
  async listen(request: ListenRequest): Promise<Listened> {
    if (this.#closed) throw closedError();
    // Aborted when the file is over for whatever reason: chunks of it that still wait are dropped.
    const over = new AbortController();
    const stop = () => over.abort();
    if (request.signal?.aborted) stop();
    request.signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#listen(request, over.signal);
    } finally {
      request.signal?.removeEventListener('abort', stop);
      stop();
    }
  }

  /**
   * Only decodes a file, for a trainer: no encoder is opened for it.
   * @throws SonothequeError with the reason in plain words, `stopped` when the signal says so
   */
  async spectra(path: Uint8Array, signal: AbortSignal): Promise<Spectra> {
    const collector = new SpectraCollector();
    const { payloadHash } = await this.#decoders.decode(
      {
        request: { path, knownPayloads: [] },
        handlers: { onChunk: async (chunk) => collector.add(chunk), onRestart: () => collector.clear() },
        priority: 'background',
      },
      signal,
    );
    return collector.joined(payloadHash);
  }

  /** Ends all children; whatever is under way is rejected with `closed`. */
  close(): void {
    this.#closed = true;
    this.#decoders.close();
    this.#encoders.close();
  }

  async #listen(request: ListenRequest, signal: AbortSignal): Promise<Listened> {
    const { path, knownPayloads = [], priority = 'background' } = request;
    const file = Buffer.from(path).toString();
    let chunks: Chunk[] = [];
    const takeChunk = async ({ mel, rows, blocks, blockLevelsDb }: ChunkMessage) => {
      const encoded = this.#encoders.encode({ mel, rows, blocks, file, priority, signal });
      // A copy: the message's array is a view that would keep all of the chunk's bytes.
      chunks.push({ encoded, levelsDb: blockLevelsDb.slice() });
      await encoded;
      request.onHeard?.(blocks * FRAME_HOP_SECONDS);
    };
    const startAgain = () => {
      chunks = [];
    };
    if (!signal.aborted) this.#encoders.warmUp();
    const {
      format,
      payloadHash,
      metadata: found,
      pass,
    } = await this.#decoders.decode(
      { request: { path, knownPayloads }, handlers: { onChunk: takeChunk, onRestart: startAgain }, priority },
      signal,
    );
    const metadata = describedBy(found, basename(file));
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
