import type { PooledLabel } from '../../scripts/starter-head/read-sounds.ts';
import type { ListenedSound } from '../../src-main/catalogue/index.ts';
import type { FrameValues, Starter } from '../../src-main/suggestions/index.ts';
import type { reviewOrders } from '../../src-shared/contract/review.ts';

/** A labelled sound with all that a catalogue keeps of it. */
export type KnownSound = PooledLabel & {
  readonly stored: Omit<ListenedSound, 'libraryId' | 'suggestions'>;
  readonly evidence: FrameValues;
};

/** A library whose labels are known, and a head that learned without it. */
export type SimulatedLibrary = {
  readonly name: string;
  readonly sounds: readonly KnownSound[];
  readonly starter: Starter;
};

export type Order = (typeof reviewOrders)[number];

/** Where a review stands after some decisions. */
export type Point = {
  readonly decisions: number;
  /** Share of all sounds that are right: decided, or suggested rightly. */
  readonly right: number;
  /** Of the sounds that are not decided, how many are suggested rightly; 1 when all are decided. */
  readonly undecidedRight: number;
  /** As `right`, by the nearest decided sound instead of the head, without a starter. */
  readonly nearestRight: number;
};
