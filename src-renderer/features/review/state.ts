import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { BulkEstimate, ReviewOrder, ReviewState } from '../../../src-shared/contract/review.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { NearSounds } from './near.ts';
import type { Made } from './pace.ts';
import { type TableScope, wholeLibrary } from './scope.ts';
import { stepNow, type Walk } from './walk.ts';

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
  readonly scope: TableScope;
  readonly order: ReviewOrder;
  /** What the engine says of it; `null` until the first answer. */
  readonly engine: ReviewState | null;
  readonly walk: Walk;
  /** The sound that is pointed at: a member of the group, or after them one of those that are near. */
  readonly row: number;
  /** What is near to the sound on show; `null` before one looks. */
  readonly near: NearSounds | null;
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
  scope: wholeLibrary,
  order: 'covering',
  engine: null,
  walk: { steps: [], at: -1 },
  row: 0,
  near: null,
  leftOut: [],
  decisions: [],
  beganAt: null,
  isDone: false,
  failure: null,
  bulk: { targetPrecision: 0.95, estimate: null, isAccepting: false, failure: null },
};

/** What can be heard of what is on show: the members of the group, then what is near to it. */
export function soundsToHear({ walk, near }: Pick<ReviewPart, 'walk' | 'near'>): readonly SoundRecord[] {
  const members = stepNow(walk)?.item.members.map(({ sound }) => sound) ?? [];
  return near === null || near.of !== members[0]?.id ? members : [...members, ...nearOf(near)];
}

const nearOf = ({ sounds }: NearSounds): readonly SoundRecord[] => (sounds ?? []).map(({ sound }) => sound);
