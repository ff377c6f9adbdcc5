import type { Evidence } from '../../src-shared/contract/suggestions.ts';

/** What is known of a sound when suggesting; later sources (names, neighbours) read more of it. */
export type SoundEvidence = {
  /** frames × 82 category probabilities of the heads. */
  readonly frameCategories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
};

/** One source's belief over the 82 categories, and how it words its reason for one of them. */
export type CategoryBelief = {
  readonly kind: Evidence['kind'];
  /** 82 probabilities in the order of the UCS categories. */
  readonly probabilities: Float32Array;
  readonly explain: (categoryIndex: number) => string;
};

/** A source of evidence; `null` where it has nothing to say of this sound. */
export type EvidenceSource = (sound: SoundEvidence) => CategoryBelief | null;
