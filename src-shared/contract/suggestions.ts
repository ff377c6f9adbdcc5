import type { CatId } from './identifiers.ts';

/** One reason for a suggestion, in a form that can be shown. */
export type Evidence = {
  readonly kind: 'heard' | 'learned' | 'named' | 'neighbours';
  /** How much this evidence alone believes in the category, 0–1. */
  readonly probability: number;
  /** For a person: `sounds like DOORS in 12 of 14 frames`. */
  readonly text: string;
};

export type Suggestion = {
  /** One of the 82 UCS categories. */
  readonly category: string;
  /** The subcategory where one is certain enough; otherwise `null`. */
  readonly catId: CatId | null;
  readonly probability: number;
  readonly evidence: readonly Evidence[];
};

export type LabelSource = 'human' | 'file-name' | 'metadata' | 'model' | 'import';
