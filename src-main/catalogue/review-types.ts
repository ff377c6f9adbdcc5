import type { CatId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import type { LabelOrigin } from './label-types.ts';
import type { ResultSetId } from './query-types.ts';

/** Who decided a sound: nobody, a person, or anything else (a bulk accept, an import, what the file says). */
export const deciders = { nobody: 0, person: 1, other: 2 } as const;

/** Heard, present sounds of a result set in its order, one value of each array a sound. */
export type ReviewColumns = {
  readonly revision: number;
  readonly ids: Uint32Array;
  /** Of the first suggestion; NaN without one. */
  readonly probability: Float64Array;
  /** Code of the first suggestion's category; 0 without one. */
  readonly suggested: Uint16Array;
  /** Code of the label's category, of the same kind; 0 without one. */
  readonly labelled: Uint16Array;
  /** One of `deciders`; a person's clearing counts as a person's decision. */
  readonly decider: Uint8Array;
  readonly addedMilliseconds: Float64Array;
};

/** Why a sound is taken for nearly identical with the one that stands for its group. */
export const kinships = ['itself', 'duplicate', 'variant', 'alike'] as const;
export type Kinship = (typeof kinships)[number];

/**
 * How the sounds of a result set lie to each other: groups of nearly identical ones, and over those at most some thousand
 * cells, each around a sound, with how much of one cell a decision about another explains. One value a sound, in the
 * order of `ids`.
 */
export type SoundSurvey = {
  readonly ids: Uint32Array;
  /** Place (in `ids`) of the sound that stands for the group. */
  readonly groupOf: Uint32Array;
  /** Place in `kinships`. */
  readonly kinship: Uint8Array;
  /** −1 for a sound without vectors. */
  readonly cellOf: Int32Array;
  /** Bits (of 512) between the sound and the one that its cell lies around. */
  readonly apart: Uint16Array;
  readonly cellCount: number;
  readonly neighbours: CellNeighbours;
};

/** Which cells a decision about a cell says something about: of cell `c` the entries from `starts[c]` up to `starts[c + 1]`. */
export type CellNeighbours = {
  readonly starts: Uint32Array;
  /** Itself among them. */
  readonly cells: Uint16Array;
  /** How much: 255 says all. */
  readonly nearness: Uint8Array;
};

/** A sound that was drawn at random and judged by a person, with the first suggestion as it was then. */
export type NewAudit = {
  readonly soundId: SoundId;
  /** What it was drawn from: a filter as JSON; empty: the whole catalogue. */
  readonly scope: string;
  /** Of how many decisions one was drawn, as a share. */
  readonly share: number;
  /** `null`: there was no suggestion. */
  readonly suggestion: {
    readonly category: string;
    readonly catId: CatId | null;
    readonly probability: number;
  } | null;
};

export type Audit = Omit<NewAudit, 'soundId'> & {
  readonly id: string;
  /** What was heard; the file may have moved since. */
  readonly payloadHash: PayloadHash;
  /** Present sounds with that payload. */
  readonly soundIds: readonly SoundId[];
  readonly modelVersion: ModelVersionId | null;
  readonly author: string;
  readonly drawnAt: Date;
  /** What a person says it is by now; `null`: nobody does (it was skipped, or the decision was taken back). */
  readonly decision: { readonly category: string; readonly catId: CatId | null } | null;
};

/** The part of a catalogue that reviewing needs. */
export type CatalogueReview = {
  reviewColumns(resultSetId: ResultSetId): Promise<ReviewColumns>;
  /** All suggestions of each sound, best first; of the active model version. */
  suggestionLists(soundIds: readonly SoundId[]): Promise<readonly (readonly Suggestion[])[]>;
  /** In a thread of its own, in steps between which similar sounds are still found. */
  surveySounds(resultSetId: ResultSetId, signal?: AbortSignal): Promise<SoundSurvey>;
  /** @param id of the command that judges; a second audit of that name is none */
  noteAudit(audit: NewAudit, origin: LabelOrigin, id: string): Promise<void>;
  /** In the order in which they were drawn. */
  audits(): Promise<readonly Audit[]>;
};
