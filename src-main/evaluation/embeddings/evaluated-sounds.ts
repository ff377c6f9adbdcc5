/** What is evaluated: sounds of datasets with the embeddings of some of their frames. */
import type { LeftOut } from '../../../src-shared/evaluation/index.ts';

export type EvaluatedEmbedding = {
  /** In the catalogue; `null` where it isn't in one. */
  readonly id: number | null;
  /** For a person, below its dataset. */
  readonly path: string;
  /** Index into the datasets. */
  readonly dataset: number;
  /** Index into the classes. */
  readonly class: number;
  /** Inseparable sounds (copies, near-duplicates, numbered variants) have the same number. */
  readonly group: number;
  /** Whether it is scored, or only a neighbour of those that are. */
  readonly isScored: boolean;
  /** chosen frames × columns */
  readonly embeddings: Float32Array;
  /** The place of its class among what the version's own head suggests, from 0; `null`: it wasn't asked. */
  readonly suggestedPlace?: number | null;
};

export type EvaluatedData = {
  readonly datasets: readonly string[];
  /** Names, in alphabetical order; equal ones of several datasets are one class. */
  readonly classes: readonly string[];
  /** Numbers in one embedding. */
  readonly columns: number;
  readonly sounds: readonly EvaluatedEmbedding[];
  readonly leftOut?: LeftOut;
};

/**
 * Some of a sound's frames, spread evenly over it: the middles of as many equal parts.
 * @param frames that may be chosen, in their order
 * @param most at least 1
 */
export function spreadFrames(frames: readonly number[], most: number): readonly number[] {
  if (frames.length <= most) return frames;
  return Array.from({ length: most }, (_, part) => frames[Math.floor(((part + 0.5) * frames.length) / most)] as number);
}
