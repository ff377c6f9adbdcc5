import type { AudioFormat, EmbeddedMetadata, Loudness } from '../../src-shared/contract/audio.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import type { FileHints, PathName, SoundStatus } from './sound-types.ts';

/** Names one walk over a library; lives in the writer's memory only, so an interrupted scan leaves nothing behind. */
export type ScanId = number & { readonly scan: unique symbol };

export type SeenEntry = {
  /** Relative to the library's root. */
  readonly path: PathName;
  readonly sizeBytes: number;
  readonly modifiedNs: bigint;
};

/**
 * What a scan found at a path: `unchanged` needs nothing (it also brings a missing sound back), `changed` and `new`
 * want listening, `failedBefore` failed at exactly this size and time.
 */
export type SeenState = 'unchanged' | 'changed' | 'new' | 'failedBefore';

export type ScanResult = {
  readonly seen: number;
  /** Sounds newly marked missing by this scan. */
  readonly missing: number;
  /** Sounds whose file vanished from one place and was stored at another: they kept id and labels. */
  readonly moved: number;
};

/** A known sound that may be the file in hand; only an equal payload hash makes it the same. */
export type MoveCandidate = {
  readonly soundId: SoundId;
  readonly libraryId: LibraryId;
  readonly path: PathName;
  readonly status: SoundStatus;
  readonly payloadHash: PayloadHash;
};

/** The products of one pass over one file. */
export type ListenedSound = {
  readonly libraryId: LibraryId;
  /** Relative to the library's root. */
  readonly path: PathName;
  readonly hints: FileHints;
  readonly payloadHash: PayloadHash;
  readonly format: AudioFormat;
  /** `null`: take what is stored for the same payload. */
  readonly loudness: Loudness | null;
  readonly metadata: EmbeddedMetadata;
  /** Encoded peaks as src-shared/peaks writes them; `null`: keep what is stored for the same payload. */
  readonly peaks: Uint8Array | null;
  /** `null`: keep what is stored for the same payload (see `hasVectors`). */
  readonly vectors: FrameVectors | null;
  /** `null`: take those of another sound with the same payload, if any. */
  readonly suggestions: VersionedSuggestions | null;
  /** Of the vectors' model version; without them they are made later. */
  readonly features?: VersionedFeatures | null;
  /** What its names and metadata say; without it they are read later. */
  readonly names?: VersionedNames | null;
};

/** What names and metadata of a sound say of it, packed by whoever reads them. */
export type VersionedNames = {
  /** Of the way they are read: those of another are read again. */
  readonly version: number;
  /** Empty where they say nothing. */
  readonly data: Uint8Array;
};

/** What suggestions are made of, packed by whoever makes them. */
export type VersionedFeatures = {
  /** Of the way they are made: those of another are made again. */
  readonly version: number;
  /** Empty of silence. */
  readonly data: Uint8Array;
};

export type FrameVectors = {
  readonly modelVersion: ModelVersionId;
  /** n × 512, frame after frame, not normalised. */
  readonly embeddings: Float32Array;
  /** n levels in dB relative to full scale. */
  readonly levelsDb: Float32Array;
};

export type VersionedSuggestions = {
  readonly modelVersion: ModelVersionId;
  /** Best first. */
  readonly suggestions: readonly Suggestion[];
  /** Names what they were made by; default: unknown. */
  readonly scoring?: string | null;
};

/** How a stored sound came to its row. */
export type StoredSound = {
  readonly soundId: SoundId;
  readonly outcome: 'added' | 'updated' | 'moved' | 'copied';
  /** For `copied`: a present sound with the same payload, whose labels may be offered. */
  readonly copyOf: SoundId | null;
};

export type FailedSound = {
  readonly libraryId: LibraryId;
  readonly path: PathName;
  /** `edgesHash` may be empty where the file could not be read at all. */
  readonly hints: FileHints;
  readonly failure: Failure;
};
