import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { BulkEstimate, ReviewOrder, ReviewState } from '../../../src-shared/contract/review.ts';
import type { Made } from './pace.ts';
import type { Walk } from './walk.ts';

/** Accepting in bulk, while its dialogue is open. */
export type BulkPart = {
  readonly targetPrecision: number;
  /** `null` until it is here. */
  readonly estimate: BulkEstimate | null;
  readonly isAccepting: boolean;
  readonly failure: Failure | null;
};

/** A decision of this session, as the list of the last ones says it. */
export type MadeDecision = Made & {
  readonly commandId: string;
  readonly words: string;
  /** Of the sound that was on show. */
  readonly name: string;
  readonly isAudit: boolean;
};

export type ReviewPart = {
  readonly isOpen: boolean;
  /** Which sounds are reviewed, in words. */
  readonly scope: string;
  readonly order: ReviewOrder;
  /** What the engine says of it; `null` until the first answer. */
  readonly engine: ReviewState | null;
  readonly walk: Walk;
  /** The member of the group that is pointed at. */
  readonly row: number;
  /** Members of the group on show that are not to be decided with it. */
  readonly leftOut: readonly SoundId[];
  /** The newest first. */
  readonly decisions: readonly MadeDecision[];
  /** When the first sound of this session was on show, in milliseconds. */
  readonly beganAt: number | null;
  /** Nothing is left to decide. */
  readonly isDone: boolean;
  readonly failure: Failure | null;
  readonly bulk: BulkPart;
};

export const initialReviewPart: ReviewPart = {
  isOpen: false,
  scope: '',
  order: 'covering',
  engine: null,
  walk: { steps: [], at: -1 },
  row: 0,
  leftOut: [],
  decisions: [],
  beganAt: null,
  isDone: false,
  failure: null,
  bulk: { targetPrecision: 0.95, estimate: null, isAccepting: false, failure: null },
};
