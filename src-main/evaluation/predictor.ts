import type { EmbeddedMetadata } from '../../src-shared/contract/audio.ts';
import type { CatId } from '../../src-shared/contract/identifiers.ts';

/** What a predictor may know of a sound. */
export type SoundToPredict = {
  /** Absolute. */
  readonly path: string;
  readonly library: string;
  /** Within its library, with `/` between folders. */
  readonly relativePath: string;
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** frames × 82 probabilities of the heads. */
  readonly frameCategories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
  /** What is embedded in the file. */
  readonly fields: EmbeddedMetadata['fields'];
};

/** A sound whose category is known. */
export type LabelledSound = SoundToPredict & {
  readonly category: string;
  /** The category's place among the 82. */
  readonly categoryIndex: number;
  readonly catId: CatId | null;
  /** How far its label is believed, 0–1. */
  readonly trust: number;
  /** Sounds that share it are the same audio. */
  readonly duplicateGroup: string | null;
};

/** What is believed of one sound. */
export type Prediction = {
  /** 82 probabilities in the order of the UCS categories; all zero where nothing can be said. */
  readonly probabilities: Float32Array;
  /** The subcategory, where one is certain enough. */
  readonly catId: CatId | null;
};

/** A predictor that has learned all that it will. */
export type FittedPredictor = {
  /** @param sounds of one library, all that are scored of it: they may be looked at together */
  readonly predict: (sounds: readonly SoundToPredict[]) => Promise<readonly Prediction[]>;
  /** Learns further from what a person labelled in the library at hand; absent where a predictor can't. */
  readonly adapt?: (labelled: readonly LabelledSound[]) => Promise<FittedPredictor>;
};

/** One way of suggesting categories that is to be scored. */
export type Predictor = {
  /** For a report. */
  readonly name: string;
  /** Whether it looks at names and metadata. */
  readonly withNames: boolean;
  /** Whether what it says depends on what it learned from. One that doesn't is not fitted anew for each fold. */
  readonly learns: boolean;
  readonly fit: (train: readonly LabelledSound[]) => Promise<FittedPredictor>;
};
