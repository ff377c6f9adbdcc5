import type { ModelVersionId } from '../../src-shared/contract/identifiers.ts';

export type Precision = 'int8' | 'fp32';

/** What a chunk of sound gives. */
export type EmbeddedBlocks = {
  /** Blocks × 512; embeddings of a narrower encoder are filled up with zeros. */
  readonly embeddings: Float32Array;
  /** Blocks × 82 probabilities, categories in alphabetical order (`head-classes.json`). */
  readonly categories: Float32Array;
};

/** An open encoder; one call at a time. */
export type Encoder = {
  /** Library and device at work, e.g. `onnxruntime-cpu`. */
  readonly backend: string;
  readonly precision: Precision;
  readonly modelVersion: ModelVersionId;
  /**
   * Embeds contiguous spectrum frames: blocks of 100 rows every 50, so 100 rows → 1 block, 150 → 2; rows left over at
   * the end are ignored.
   *
   * @param mel rows × 96, step 4 of the front end (already divided by 9.4578, so 0–1).
   */
  embed(mel: Float32Array, rows: number): Promise<EmbeddedBlocks>;
  close(): Promise<void>;
};

export const AISFX_MODEL_VERSION = 'aisfx-x-sequential-ce' as ModelVersionId;
