import type { AudioFormat, EmbeddedMetadata, Loudness } from './audio.ts';
import type { Failure } from './failures.ts';
import type { CatId, ModelVersionId, SoundId } from './identifiers.ts';
import type { LabelSource, Suggestion } from './suggestions.ts';

export type SoundStatus = 'indexed' | 'failed' | 'missing';

/** What a person or a trusted source decided for a whole sound. */
export type CurrentLabel = {
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly decidedAt: Date;
};

/** One sound as the rest of the product sees it. */
export type SoundRecord = {
  readonly id: SoundId;
  /** Absolute. */
  readonly path: string;
  /** Name of its library. */
  readonly library: string;
  readonly status: SoundStatus;
  readonly failure: Failure | null;
  readonly format: AudioFormat | null;
  readonly loudness: Loudness | null;
  readonly frames: number;
  readonly label: CurrentLabel | null;
  readonly suggestions: readonly Suggestion[];
  readonly fields: EmbeddedMetadata['fields'];
  /** What was odd about the file when it was listened to, in plain words: it ends early, a passage is damaged… */
  readonly warnings: readonly string[];
  /** Whether another present sound has the same audio. */
  readonly isCopy: boolean;
};

export type SoundsRequest = {
  /** Query text as the person typed it. */
  readonly text?: string;
  readonly category?: string;
  readonly unreviewed?: boolean;
  /** Absolute; only sounds that lie below it. */
  readonly folder?: string;
  readonly limit?: number;
};

export type SimilarRecord = {
  readonly sound: SoundRecord;
  /** Cosine of the best pair of frames, −1…1. */
  readonly similarity: number;
  /** Where in the sound that frame lies. */
  readonly startSeconds: number;
  readonly endSeconds: number;
};

export type CatalogueStatusReport = {
  readonly catalogue: string;
  readonly sounds: {
    readonly total: number;
    readonly indexed: number;
    readonly failed: number;
    readonly missing: number;
  };
  readonly frames: number;
  readonly labels: number;
  readonly libraries: readonly { readonly name: string; readonly path: string }[];
  /** The model version whose vectors and suggestions are shown. */
  readonly modelVersion: ModelVersionId | null;
};

export type ModelVersionRecord = {
  readonly id: ModelVersionId;
  readonly name: string;
  readonly active: boolean;
  readonly createdAt: Date;
  /** Sounds that have vectors of this version, of all that are present. */
  readonly soundsCovered: number;
  readonly soundsTotal: number;
};
