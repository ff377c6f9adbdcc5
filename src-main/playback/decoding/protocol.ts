/** Messages between whoever plays or renders and the children that decode for it. */
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ChannelChoice } from '../wave/pick-channels.ts';
import type { SampleCoding } from '../wave/sample-coding.ts';

/** A part of a sound as bytes of a WAV file's data. */
export type ReadCommand = {
  readonly kind: 'read';
  /** As the file system spells it. */
  readonly path: Uint8Array;
  /** Another one says that the file has changed: what is open of it is opened again. */
  readonly version: string;
  readonly from: number;
  readonly frames: number;
  readonly channels: ChannelChoice;
  readonly coding: SampleCoding;
};

/** A part of a sound as a WAV file. */
export type RenderCommand = {
  readonly kind: 'render';
  readonly path: Uint8Array;
  /** A file that isn't there yet. */
  readonly output: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** From its first to its last sample. */
  readonly isWhole: boolean;
  /** `null`: as it is. */
  readonly sampleRateHz: number | null;
  /** `null`: as it is; 24 bits where there are no samples to keep. */
  readonly coding: SampleCoding | null;
  readonly channels: ChannelChoice;
  readonly fadeMilliseconds: number;
  readonly mostBytes: number;
  /** For `bext` where the file has none of its own. */
  readonly description: string;
  readonly originator: string;
};

/** What stored vectors were heard as. */
export type CategorizeCommand = {
  readonly kind: 'categorize';
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** Of the model version that heard them; `null`: what comes along. */
  readonly assetsFolder: string | null;
};

export type Rendered = {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly coding: SampleCoding;
  readonly frames: number;
};

export type PlaybackCommand = (ReadCommand | RenderCommand | CategorizeCommand) & { readonly id: number };

export type PlaybackEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'piece'; readonly id: number; readonly bytes: Uint8Array }
  /** It goes on: for whoever watches whether the child still moves. */
  | { readonly kind: 'moving'; readonly id: number; readonly done: number }
  | ({ readonly kind: 'rendered'; readonly id: number } & Rendered)
  /** frames × 82 */
  | { readonly kind: 'categorized'; readonly id: number; readonly probabilities: Float32Array }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };
