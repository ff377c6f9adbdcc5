import type { AudioFormat, EmbeddedMetadata, Loudness, MetadataFieldName } from '../../src-shared/contract/audio.ts';
import type { FacetChoices } from '../../src-shared/contract/facets.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { soundSortKeys } from '../../src-shared/contract/sounds.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import type { Expansion } from '../../src-shared/query/index.ts';
import type { Label } from './label-types.ts';
import type { CollectionId } from './personal-types.ts';
import type { Library, PathName, SoundStatus } from './sound-types.ts';

export type SortKey = (typeof soundSortKeys)[number];

/** Which sounds are meant; of each facet some values, any of which will do. */
export type SoundFilter = FacetChoices & {
  /** What the user typed (src-shared/query). */
  readonly text?: string;
  /** Whether words also find what the UCS table says means the same; default true. */
  readonly thesaurus?: boolean;
  /** The label's category, else the first suggestion's. */
  readonly category?: string;
  /** The label's CatID, else the first suggestion's. */
  readonly catId?: string;
  /** Only sounds in this folder of a library (relative, as a person reads it) or below. */
  readonly folder?: { readonly libraryId: LibraryId; readonly path: string };
  /** From this moment on, and before this one. */
  readonly addedAfter?: Date;
  readonly addedBefore?: Date;
  /** Only sounds without a label. */
  readonly unreviewed?: boolean;
  readonly status?: SoundStatus;
  readonly libraryId?: LibraryId;
  /** Only members; in their order unless `sort` says otherwise. */
  readonly collectionId?: CollectionId;
  /** Only these. */
  readonly soundIds?: readonly SoundId[];
  readonly favourite?: boolean;
  /** 0–5. */
  readonly ratingAtLeast?: number;
  /** Only indexed sounds that lack vectors of this model version. */
  readonly withoutVectorsOf?: ModelVersionId;
};

export type SoundQuery = SoundFilter & {
  readonly sort?: { readonly by: SortKey; readonly descending?: boolean };
};

export type ResultSetId = number & { readonly resultSet: unique symbol };

/** Ordered sound ids kept by the reader. */
export type ResultSet = {
  readonly id: ResultSetId;
  readonly count: number;
  /** Grows with every change of the catalogue; an older one may be stale. */
  readonly revision: number;
  /** What the thesaurus widened the search to. */
  readonly expandedTo: readonly Expansion[];
};

export type SoundRow = {
  readonly id: SoundId;
  readonly libraryId: LibraryId;
  readonly library: string;
  /** Absolute. */
  readonly path: PathName;
  readonly relativePath: PathName;
  readonly status: SoundStatus;
  /** Why a `failed` sound failed. */
  readonly failure: Failure | null;
  readonly sizeBytes: number;
  readonly format: AudioFormat | null;
  readonly loudness: Loudness | null;
  readonly payloadHash: PayloadHash | null;
  /** Frames with vectors of the active model version. */
  readonly frames: number;
  readonly label: Label | null;
  /** Of the active model version, best first. */
  readonly suggestions: readonly Suggestion[];
  /** What the file says, overlaid with what is staged. */
  readonly fields: EmbeddedMetadata['fields'];
  /** Fields that a person edited and no file has yet; one that is not in `fields` is to be taken out. */
  readonly stagedFields: readonly MetadataFieldName[];
  readonly favourite: boolean;
  /** 0 (none) to 5. */
  readonly rating: number;
  readonly note: string | null;
  readonly playCount: number;
  readonly playedAt: Date | null;
  /** What was odd about the file when it was listened to, in plain words. */
  readonly warnings: readonly string[];
  /** The first other present sound with the same payload. */
  readonly copyOf: SoundId | null;
};

export type CatalogueStatus = {
  readonly path: string;
  readonly sounds: {
    readonly total: number;
    readonly indexed: number;
    readonly failed: number;
    readonly missing: number;
  };
  /** Frames of present, indexed sounds with vectors of the active model version. */
  readonly frames: number;
  /** Current labels. */
  readonly labels: number;
  readonly libraries: readonly Library[];
  readonly activeModelVersion: ModelVersionId | null;
};

/** Failed and missing sounds count as sounds too. */
export type LibraryCounts = { readonly sounds: number; readonly failed: number; readonly missing: number };

export type StoredVectors = {
  readonly modelVersion: ModelVersionId;
  /** n × 512, restored from int8: within half a step of the original. */
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
};

/**
 * `moment`: by the nearest pair of frames. `whole`: by the mean of nearest frames, in both directions (how much of the
 * query is in the sound, and how much of the sound is in the query).
 */
export type SimilarMode = 'moment' | 'whole';

export type SimilarRequest = {
  /** n × 512; of many frames the 8 most distinct are used. */
  readonly queryVectors: Float32Array;
  /** Default `moment`. */
  readonly mode?: SimilarMode;
  /** Default: the active one. */
  readonly modelVersion?: ModelVersionId;
  readonly filterResultSetId?: ResultSetId;
  readonly limit: number;
  /** Whose frames the query is, so that it and its copies are marked. */
  readonly soundId?: SoundId;
  readonly excludeSoundId?: SoundId;
};

export type SimilarSound = {
  readonly soundId: SoundId;
  /** −1…1: the cosine of the nearest pair of frames, or of `whole` the mean of cosines. */
  readonly similarity: number;
  /** The sound's frame of the nearest pair. */
  readonly frameIndex: number;
  /** The query's frame of the nearest pair, 0…n − 1. */
  readonly queryFrameIndex: number;
  /** `copy`: the same audio as the sound whose frames the query is. */
  readonly relation: 'itself' | 'copy' | 'other';
};

/** The part of a catalogue that compares sounds, in a thread of its own. */
export type CatalogueSimilarity = {
  /**
   * Nearest first; equal ones in the order of their ids, the sound itself and its copies before. The signal ends the
   * search within some milliseconds; the promise rejects with its reason.
   */
  similar(request: SimilarRequest, signal?: AbortSignal): Promise<readonly SimilarSound[]>;
  /** Reads what searches need into memory, so that the first needn't. */
  prepareSimilar(): Promise<void>;
};
