import type { Evidence } from '../../src-shared/contract/suggestions.ts';
import type { NamedBelief } from './named/index.ts';

/** What is known of a sound when suggesting. */
export type SoundEvidence = {
  /** frames × 82 category probabilities of the heads. */
  readonly frameCategories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
  /** frames × 512, of the starter's model version; without them only the heads are asked. */
  readonly embeddings?: Float32Array;
  readonly named?: NamedBelief | null;
};

/** One source's belief over the 82 categories, and how it words its reason for one of them. */
export type CategoryBelief = {
  readonly kind: Evidence['kind'];
  /** 82 probabilities in the order of the UCS categories. */
  readonly probabilities: Float32Array;
  readonly explain: (categoryIndex: number) => string;
};
