/** What the learner's thread is asked and answers. */
import type { Batch, LearnedHead } from '../../suggestions/index.ts';

export type Head = LearnedHead & { readonly scoring: string };

/** Whose suggestions a thread makes. */
export type LearnerModel = {
  /** `null`: the head that comes along. */
  readonly starterFile: string | null;
  /** Of the encoder's heads; `null`: those that come along. */
  readonly assetsFolder: string | null;
};

/** What is there to be done for the thread, most urgent first. */
export type Wish =
  /** Suggestions to store. */
  | ({ readonly kind: 'store' } & Batch)
  /** It must be told what is stored of these. */
  | { readonly kind: 'look'; readonly soundIds: Uint32Array }
  /** All suggestions are made by this now. */
  | { readonly kind: 'settled'; readonly scoring: string };

export type ThreadRequest = { readonly id: number; readonly command: string; readonly args: readonly unknown[] };

export type ThreadAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: string }
  /** Unasked: the head is another. */
  | { readonly head: Head };
