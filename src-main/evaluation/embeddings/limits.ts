/** From which size on samples are drawn, so that an evaluation takes minutes whatever a collection's size. */
export const EVALUATION_LIMITS = {
  /**
   * Pairs of frames that are compared in one search for neighbours: about a minute on one core. Up to 16,000 frames all
   * are compared; of more, whole sounds are drawn that are scored, each against all frames.
   */
  neighbourPairs: 128e6,
  /** The same for a silhouette; of more, single frames are drawn. */
  silhouettePairs: 16e6,
  /** Sounds from which linear heads are learned and on which they are scored. */
  probedSounds: 2_000,
  /** Sounds in the picture. */
  picturedSounds: 4_000,
} as const;

export type EvaluationLimits = { readonly [Name in keyof typeof EVALUATION_LIMITS]: number };
