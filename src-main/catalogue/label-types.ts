import type { CatId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { LabelSource } from '../../src-shared/contract/suggestions.ts';

export type Region = { readonly startSeconds: number; readonly endSeconds: number };

export type NewLabel = {
  readonly soundId: SoundId;
  /** `null`: the whole sound. */
  readonly region: Region | null;
  /** `null` clears the label. */
  readonly decision: { readonly category: string; readonly catId: CatId | null } | null;
  readonly source: LabelSource;
};

/** Who decides, on which machine. */
export type LabelOrigin = { readonly author: string; readonly device: string };

export type Label = {
  /** UUIDv7 of the event that stands. */
  readonly eventId: string;
  readonly region: Region | null;
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly decidedAt: Date;
  /** A person said it: no machine overwrites it. */
  readonly locked: boolean;
};

export type LabelEvent = {
  readonly eventId: string;
  /** Events of one command share it: undo takes them back together. */
  readonly batchId: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly soundId: SoundId;
  readonly payloadHash: PayloadHash | null;
  readonly region: Region | null;
  readonly category: string | null;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly createdAt: Date;
  /** For `undo`: the event taken back. */
  readonly undoneEventId: string | null;
};

export type LabelOutcome = {
  /** Sounds whose current label changed. */
  readonly changed: readonly SoundId[];
  /** Sounds left alone because a person's label stands there. */
  readonly locked: readonly SoundId[];
};
