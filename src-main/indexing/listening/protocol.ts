/** Messages between the engine and its listening children; how they travel is message-frames.ts. */
import type { AudioFormat, Loudness } from '../../../src-shared/contract/audio.ts';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';
import type { FoundMetadata } from './described-by.ts';

/** Chunks a decode child may have under way before it waits: keeps memory flat on long sounds. */
export const MAX_CHUNKS_IN_FLIGHT = 3;

/** Values of one row of mel bands. */
export const MEL_BANDS = 96;
/** Values of one block's embedding. */
export const EMBEDDING_VALUES = 512;
/** Probabilities of one block. */
export const CATEGORY_VALUES = 82;

const BLOCK_ROWS = 100;
const BLOCK_HOP_ROWS = 50;

/** Rows of a run of overlapping blocks. */
export function rowsOfBlocks(blocks: number): number {
  return BLOCK_ROWS + (blocks - 1) * BLOCK_HOP_ROWS;
}

export type DecodeRequest = {
  readonly kind: 'decode';
  readonly id: number;
  readonly path: Uint8Array;
  /** Payloads whose products are stored already: a file that carries one is only inspected. */
  readonly knownPayloads: readonly PayloadHash[];
  /** Chunks it may compute before it waits for more credit. */
  readonly credit: number;
};

/** The child may compute one more chunk. */
export type DecodeCredit = { readonly kind: 'credit'; readonly id: number };

/** The engine wants no more of this file; the child answers `stopped` where it was under way. */
export type DecodeStop = { readonly kind: 'stop'; readonly id: number };

export type DecodeCommand = DecodeRequest | DecodeCredit | DecodeStop;

/** A self-contained run of blocks: rows × 96 mel values. */
export type ChunkMessage = {
  readonly kind: 'chunk';
  readonly id: number;
  readonly blocks: number;
  readonly rows: number;
  readonly mel: Float32Array;
  /** One level a block, dBFS of the mean power. */
  readonly blockLevelsDb: Float32Array;
};

export type DecodedMessage = {
  readonly kind: 'decoded';
  readonly id: number;
  readonly format: AudioFormat;
  readonly payloadHash: PayloadHash;
  /** Its warnings hold what was odd about the audio too. */
  readonly metadata: FoundMetadata;
  /** `null` when only inspected: the products of this payload are stored already. */
  readonly pass: {
    readonly loudness: Loudness;
    readonly peaks: Uint8Array;
  } | null;
  /** CPU time this file cost the child, in milliseconds. */
  readonly cpuMilliseconds: number;
};

export type DecodeFailedMessage = { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };

export type DecodeStoppedMessage = { readonly kind: 'stopped'; readonly id: number };

/** The child has started and takes requests. */
export type DecodeReadyMessage = { readonly kind: 'ready' };

export type DecodeEvent =
  | DecodeReadyMessage
  | ChunkMessage
  | DecodedMessage
  | DecodeFailedMessage
  | DecodeStoppedMessage;

export type EncodeOptions = {
  readonly precision: 'int8' | 'fp32' | 'best';
  readonly threads: number;
  /** Of a model version's files; `null`: the encoder that comes along. */
  readonly assetsFolder: string | null;
};

export type EncodeCommand =
  | ({ readonly kind: 'open' } & EncodeOptions)
  | { readonly kind: 'encode'; readonly id: number; readonly rows: number; readonly mel: Float32Array };

export type EncodeEvent =
  | {
      readonly kind: 'opened';
      readonly backend: string;
      readonly precision: 'int8' | 'fp32';
      readonly modelVersion: string;
      readonly why: string;
    }
  | { readonly kind: 'open-failed'; readonly failure: Failure }
  | {
      readonly kind: 'encoded';
      readonly id: number;
      /** blocks × 512 */
      readonly embeddings: Float32Array;
      /** blocks × 82 */
      readonly categories: Float32Array;
      readonly cpuMilliseconds: number;
    }
  | { readonly kind: 'encode-failed'; readonly id: number; readonly failure: Failure };
