import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { commandIdInput, probabilityInput, soundIdInput, soundsInput } from './inputs.ts';
import { repeatable } from './procedure.ts';
import { type SoundRecord, soundFilter } from './sounds.ts';

/**
 * `covering`: what says most about the rest. `disagreement`: name and sound speak against each other. `random` is the same
 * for the same seed.
 */
export const reviewOrders = ['covering', 'least-certain', 'disagreement', 'newest', 'random'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

/** Why a sound is decided together with another: the same recording, a numbered variant, or it sounds nearly the same. */
export type ReviewKinship = 'itself' | 'duplicate' | 'variant' | 'alike';

export type ReviewMember = { readonly sound: SoundRecord; readonly kinship: ReviewKinship };

/** What is decided at once: one sound, with those that are nearly identical and undecided, too. */
export type ReviewItem = {
  /** `audit`: its first sound was drawn at random from all undecided ones, and says how often suggestions are right. */
  readonly kind: 'queue' | 'audit';
  /** The first stands for all: it is heard, and its suggestions are offered. */
  readonly members: readonly ReviewMember[];
  /** How much its name and its sound disagree, 0…1; only in that order. */
  readonly disagreement: number | null;
};

export type ReviewState = {
  readonly sessionId: number;
  /** Grows with everything that changes what comes next. */
  readonly version: number;
  /** Heard sounds of what is reviewed: decided by a person, by anything else, or open. */
  readonly sounds: {
    readonly total: number;
    readonly person: number;
    readonly machine: number;
    readonly open: number;
  };
  /** Groups of open sounds that are decided at once; `null` until they are known. */
  readonly groups: number | null;
  /** Sounds that were drawn at random: judged, and passed over (they come again, and count as wrong until they are judged). */
  readonly audits: { readonly judged: number; readonly skipped: number };
};

/** Sounds that a bulk accept leaves out. */
export type BulkConflict = {
  /**
   * `decided-otherwise`: a person said that a nearly identical sound is something else. `suggestions-differ`: nearly
   * identical sounds would become different things. `decided-meanwhile`: it has a label by now.
   */
  readonly kind: 'decided-otherwise' | 'suggestions-differ' | 'decided-meanwhile';
  readonly sound: SoundRecord;
  /** The nearly identical sound. */
  readonly other: SoundRecord | null;
};

export type BulkEstimate = {
  readonly targetPrecision: number;
  /** Random sounds that tell something about these: judged by a person, or passed over. */
  readonly audited: number;
  /** Of those audited, as far as the estimate looks at them. */
  readonly used: number;
  /** Of those used. */
  readonly right: number;
  /** Of those used, passed over: nobody knows, so they count as wrong. */
  readonly undecided: number;
  /** `null`: too few were audited, or too many of them were wrong; `needed` says what it would take. */
  readonly found: {
    readonly minProbability: number;
    readonly sounds: number;
    readonly expected: number;
    readonly low: number;
    readonly high: number;
  } | null;
  /** At least so many more audited decisions, were the suggestion right in all of them. */
  readonly needed: number;
  /** At most a hundred of them. */
  readonly conflicts: readonly BulkConflict[];
  readonly conflictCount: number;
};

const sessionIdInput = z.int().positive();
const targetInput = z.number().min(0.5).max(0.995);
const fewSounds = z.array(soundIdInput).min(1).max(1_000);

/**
 * Deciding what sounds are, one after the other. A review is over the heard sounds that a filter finds and nobody has
 * labelled (with `labelSources` also those of that source, except a person's). It throws `review-gone` when the engine has
 * let it go: open it again then.
 */
export const review = {
  /** Over what a filter finds, or over these sounds; over everything without either. */
  open: repeatable
    .input(
      z.object({
        filter: soundFilter.optional(),
        among: soundsInput.optional(),
      }),
    )
    .output(type<ReviewState>()),
  close: repeatable.input(z.object({ sessionId: sessionIdInput })).output(type<null>()),
  /** Now and after each change: labels and suggestions of any window, and what becomes known of groups. */
  watch: repeatable.input(z.object({ sessionId: sessionIdInput })).output(eventIterator(type<ReviewState>())),
  /** What comes next. One place of each ten is for a random sound. */
  next: repeatable
    .input(
      z.object({
        sessionId: sessionIdInput,
        order: z.enum(reviewOrders),
        seed: z.int().min(0).max(0xffff_ffff).default(1),
        /** Sounds that are on show and not decided yet: they and theirs are left out. */
        onHand: z.array(soundIdInput).max(1_000).default([]),
        /** How many were on show before. */
        place: z.int().min(0),
        limit: z.int().min(1).max(100),
      }),
    )
    .output(type<readonly ReviewItem[]>()),
  /** A person decides about all of these; of an audited one it is kept whether the first suggestion was right. */
  decide: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sessionId: sessionIdInput,
        sounds: fewSounds,
        decision: z.string().min(1).max(200),
        audited: soundIdInput.nullable().default(null),
      }),
    )
    .output(type<{ readonly labelled: number }>()),
  /** Later: they come back when everything else is decided; the next review audits an audited one again. */
  skip: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sessionId: sessionIdInput,
        sounds: fewSounds,
        audited: soundIdInput.nullable().default(null),
      }),
    )
    .output(type<null>()),
  /** What accepting first suggestions unheard would come to, told from audited sounds alone. */
  estimate: repeatable
    .input(z.object({ sessionId: sessionIdInput, targetPrecision: targetInput }))
    .output(type<BulkEstimate>()),
  /**
   * Accepts the first suggestions of what the estimate says, under the source `model`: no lock, and a person's word
   * replaces it. One undo takes all of them back. Throws `precision-unknown` when the audit doesn't carry it.
   * @param minProbability as the estimate said; nothing less probable is accepted
   */
  accept: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        sessionId: sessionIdInput,
        targetPrecision: targetInput,
        minProbability: probabilityInput,
      }),
    )
    .output(
      type<{
        readonly accepted: number;
        /** Left alone because they got a label meanwhile; at most a hundred. */
        readonly conflicts: readonly BulkConflict[];
      }>(),
    ),
};
