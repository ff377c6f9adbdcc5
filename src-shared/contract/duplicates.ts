import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { pageInput, soundIdInput } from './inputs.ts';
import { repeatable } from './procedure.ts';
import { type SoundRecord, soundFilter } from './sounds.ts';

/** One way in which a sound differs from the one that stands for its group. None at all: an identical copy. */
export type DuplicateDifference =
  /** Stored in another way: container, codec, rate, depth, channels or only bytes. */
  | { readonly kind: 'format' }
  /** So much is missing at the beginning and the end; negative: so much is there that the other lacks. */
  | { readonly kind: 'trimmed'; readonly startSeconds: number; readonly endSeconds: number }
  /** So much louder. */
  | { readonly kind: 'gain'; readonly decibels: number };

/** `keep`: they are the same sound, and all stay. `different`: they are not the same. */
export const duplicateDecisions = ['keep', 'different'] as const;
export type DuplicateDecision = (typeof duplicateDecisions)[number];

export type DuplicateMember = {
  readonly sound: SoundRecord;
  readonly differences: readonly DuplicateDifference[];
  /** 0…1 */
  readonly confidence: number;
  /** What a person decided about this sound and the one that stands for the group. */
  readonly decision: DuplicateDecision | null;
};

/** Sounds that are the same recording; each was compared with the one that stands for them. */
export type DuplicateGroup = {
  /** Stays the same as long as the sound that stands for the group does. */
  readonly id: number;
  /** The best of them: not lossy, high rate, long. */
  readonly representative: SoundRecord;
  readonly members: readonly DuplicateMember[];
};

export type DuplicateProgress = {
  readonly soundsDone: number;
  readonly soundsTotal: number;
  readonly groups: number;
  /** The last one says so; by then all groups are stored. */
  readonly finished: boolean;
};

export const duplicates = {
  /**
   * Looks for sounds that are the same recording: copies, other formats, trimmed, louder or quieter. What it finds is
   * kept until the next time; with a filter only those sounds are compared, and other groups stay.
   */
  find: repeatable.input(z.object({ filter: soundFilter.optional() })).output(eventIterator(type<DuplicateProgress>())),
  /** What was found last, largest groups first. Without decided ones unless asked for. */
  groups: repeatable
    .input(z.object({ ...pageInput, decided: z.boolean().default(false) }))
    .output(type<{ readonly total: number; readonly groups: readonly DuplicateGroup[] }>()),
  /** Decides about members of a group, all where none is named; `null` takes a decision back. No file is touched. */
  review: repeatable
    .input(
      z.object({
        groupId: z.int().positive(),
        soundIds: z.array(soundIdInput).min(1).max(1000).optional(),
        decision: z.enum(duplicateDecisions).nullable(),
      }),
    )
    .output(type<null>()),
};
