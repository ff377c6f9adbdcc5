import type { DuplicateDecision, DuplicateDifference } from '../../src-shared/contract/duplicates.ts';
import type { PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { ResultSetId } from './query-types.ts';

export type { DuplicateDecision, DuplicateDifference };

/** A sound of a group and how it differs from the one that stands for it. */
export type FoundDuplicate = {
  readonly soundId: SoundId;
  readonly payloadId: number;
  readonly differences: readonly DuplicateDifference[];
  readonly confidence: number;
};

/** The first member stands for the group: the others were each compared with it. */
export type FoundGroup = readonly FoundDuplicate[];

export type StoredDuplicateMember = {
  readonly soundId: SoundId;
  readonly payloadHash: PayloadHash;
  readonly differences: readonly DuplicateDifference[];
  readonly confidence: number;
  readonly decision: DuplicateDecision | null;
};

export type StoredDuplicateGroup = {
  /** The id of the sound that stands for it. */
  readonly id: number;
  readonly representative: SoundId;
  /** The others, surest first. */
  readonly members: readonly StoredDuplicateMember[];
};

export type DuplicateSearchProgress = {
  readonly soundsDone: number;
  readonly soundsTotal: number;
  readonly groups: number;
};

/** The part of a catalogue that knows which sounds are the same recording. */
export type CatalogueDuplicates = {
  /**
   * Compares all sounds that are there (or those of a result set) and stores the groups; between its steps of some
   * milliseconds other searches are answered. Ended by the signal it stores nothing.
   */
  findDuplicates(
    among: ResultSetId | undefined,
    onProgress: (progress: DuplicateSearchProgress) => void,
    signal?: AbortSignal,
  ): Promise<{ readonly groups: number }>;
  /** Largest first. Members of which a person said that they are different are left out; so are groups that are decided, unless asked for. */
  duplicateGroups(options: { readonly decided: boolean }): Promise<readonly StoredDuplicateGroup[]>;
  /** Decides about pairs: each member (all where none is named) and the sound that stands for the group. */
  reviewDuplicates(
    groupId: number,
    soundIds: readonly SoundId[] | undefined,
    decision: DuplicateDecision | null,
    author: string,
  ): Promise<void>;
};
