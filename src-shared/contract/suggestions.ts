import type { CatId, SoundId } from './identifiers.ts';

/** A sound that speaks for a suggestion, and the part of it that does. */
export type EvidenceSound = {
  readonly id: SoundId;
  readonly name: string;
  /** −1…1 */
  readonly similarity: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
};

/**
 * One reason for a suggestion, in a form that can be shown. `heard`: by the heads that came with the encoder; `learned`:
 * by the head that learns from labels; `fellows`: by what sounds alike in its folder.
 */
export type Evidence = {
  readonly kind: 'heard' | 'learned' | 'fellows' | 'named' | 'neighbours';
  /** How much this evidence alone believes in the category, 0–1. */
  readonly probability: number;
  /** For a person: `sounds like DOORS in 12 of 14 frames`. */
  readonly text: string;
  /** Those that it rests on, likest first; at most three. */
  readonly sounds?: readonly EvidenceSound[];
};

/** What the labelled sounds nearest to a sound say of one category. */
export type NeighbourBelief = { readonly category: string; readonly evidence: Evidence };

export type Suggestion = {
  /** One of the 82 UCS categories. */
  readonly category: string;
  /** The subcategory where one is certain enough; otherwise `null`. */
  readonly catId: CatId | null;
  readonly probability: number;
  readonly evidence: readonly Evidence[];
};

export type LabelSource = 'human' | 'file-name' | 'metadata' | 'model' | 'import';
