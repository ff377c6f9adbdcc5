import type { AudioFormat, EmbeddedMetadata, Loudness } from '../../src-shared/contract/audio.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { CatId, LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { LabelSource, Suggestion } from '../../src-shared/contract/suggestions.ts';

/** Numbers in one embedding. */
export const embeddingLength = 512;

/** Most items one write command takes; larger work comes in several calls. */
export const batchLimit = 200;

/** A path as the file system spells it and as a person reads it. Library-relative paths use `/` on every system. */
export type PathName = {
  readonly bytes: Uint8Array;
  readonly display: string;
};

/** Cheap facts that say whether a file is worth looking at again; never its identity. */
export type FileHints = {
  readonly sizeBytes: number;
  readonly modifiedNs: bigint;
  /** Lower-case hex of a hash over the first and last few kilobytes. */
  readonly edgesHash: string;
};

export type SoundStatus = 'indexed' | 'failed' | 'missing';

export type Library = {
  readonly id: LibraryId;
  readonly name: string;
  /** Absolute path of the root folder. */
  readonly root: PathName;
  readonly addedAt: Date;
  /** When the last finished scan began; `null` before the first. */
  readonly lastScanAt: Date | null;
};

// ---------------------------------------------------------------- scanning

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

// ---------------------------------------------------------------- models

export type NewModelVersion = {
  readonly id: ModelVersionId;
  readonly name: string;
  /** Anything JSON holds: parents, data sets, settings. */
  readonly lineage: unknown;
  /** 512 means of the embeddings; sign bits are taken around it. `null`: zero. */
  readonly embeddingMean: Float32Array | null;
};

export type ModelVersion = NewModelVersion & {
  readonly createdAt: Date;
  readonly active: boolean;
};

/** How much of the present, indexed sounds has vectors of a model version. */
export type Coverage = {
  readonly sounds: number;
  readonly covered: number;
  readonly frames: number;
};

// ---------------------------------------------------------------- labels

export type Region = { readonly startSeconds: number; readonly endSeconds: number };

export type NewLabel = {
  readonly soundId: SoundId;
  /** `null`: the whole sound. */
  readonly region: Region | null;
  /** `null` clears the label. */
  readonly decision: { readonly category: string; readonly catId: CatId | null } | null;
  readonly source: LabelSource;
};

/** Who decides, on which machine. */
export type LabelOrigin = { readonly author: string; readonly device: string };

export type Label = {
  /** UUIDv7 of the event that stands. */
  readonly eventId: string;
  readonly region: Region | null;
  readonly category: string;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly decidedAt: Date;
  /** A person said it: no machine overwrites it. */
  readonly locked: boolean;
};

export type LabelEvent = {
  readonly eventId: string;
  /** Events of one command share it: undo takes them back together. */
  readonly batchId: string;
  readonly kind: 'set' | 'clear' | 'undo';
  readonly soundId: SoundId;
  readonly payloadHash: PayloadHash | null;
  readonly region: Region | null;
  readonly category: string | null;
  readonly catId: CatId | null;
  readonly source: LabelSource;
  readonly author: string;
  readonly device: string;
  readonly createdAt: Date;
  /** For `undo`: the event taken back. */
  readonly undoneEventId: string | null;
};

export type LabelOutcome = {
  /** Sounds whose current label changed. */
  readonly changed: readonly SoundId[];
  /** Sounds left alone because a person's label stands there. */
  readonly locked: readonly SoundId[];
};

// ---------------------------------------------------------------- queries

export type SortKey = 'path' | 'name' | 'duration' | 'sampleRate' | 'channels' | 'category' | 'probability' | 'added';

export type SoundQuery = {
  /** What the user typed (src-shared/query). */
  readonly text?: string;
  /** The label's category, else the first suggestion's. */
  readonly category?: string;
  /** Only sounds without a label. */
  readonly unreviewed?: boolean;
  readonly status?: SoundStatus;
  readonly libraryId?: LibraryId;
  /** Only indexed sounds that lack vectors of this model version. */
  readonly withoutVectorsOf?: ModelVersionId;
  readonly sort?: { readonly by: SortKey; readonly descending?: boolean };
};

export type ResultSetId = number & { readonly resultSet: unique symbol };

/** Ordered sound ids kept by the reader. */
export type ResultSet = {
  readonly id: ResultSetId;
  readonly count: number;
  /** Grows with every change of the catalogue; an older one may be stale. */
  readonly revision: number;
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
  readonly fields: EmbeddedMetadata['fields'];
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

export type StoredVectors = {
  readonly modelVersion: ModelVersionId;
  /** n × 512, restored from int8: within half a step of the original. */
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
};

export type SimilarRequest = {
  /** n × 512; of many frames the 8 most distinct are used. */
  readonly queryVectors: Float32Array;
  /** Default: the active one. */
  readonly modelVersion?: ModelVersionId;
  readonly filterResultSetId?: ResultSetId;
  readonly limit: number;
  readonly excludeSoundId?: SoundId;
};

export type SimilarSound = {
  readonly soundId: SoundId;
  /** Cosine between the best pair of query frame and sound frame, −1…1. */
  readonly similarity: number;
  /** That frame of the sound. */
  readonly frameIndex: number;
};

// ---------------------------------------------------------------- the catalogue

export type CatalogueOptions = {
  /** Look only: works while another Sonotheque writes. Writing then fails with `catalogue-read-only`. */
  readonly readOnly?: boolean;
  /** Default true; ignored with `readOnly`. */
  readonly createIfMissing?: boolean;
  /** How long to wait for another process that writes; default 3000. */
  readonly waitMilliseconds?: number;
};

/** What was repaired on opening. */
export type CatalogueRepair = {
  readonly kind: 'index-rebuilt' | 'index-behind';
  /** Sounds that want listening again. */
  readonly sounds: number;
};

/**
 * What people made and what sounds exist. Every method may throw SonothequeError: `catalogue-read-only`,
 * `catalogue-full` (disk), `catalogue-damaged`, `catalogue-closed`.
 */
export type Catalogue = {
  readonly path: string;
  readonly readOnly: boolean;
  readonly repairs: readonly CatalogueRepair[];

  /** Adds a root folder; a root that is known already gives the library it has. */
  addLibrary(library: { readonly name: string; readonly root: PathName }): Promise<Library>;
  libraries(): Promise<readonly Library[]>;
  /**
   * Says that a library's folder lies elsewhere now; its sounds keep ids, labels and relative paths.
   * Throws `library-exists` when another library has that root.
   */
  relocateLibrary(libraryId: LibraryId, place: { readonly name: string; readonly root: PathName }): Promise<Library>;

  beginScan(libraryId: LibraryId): Promise<ScanId>;
  /** States in the order of the entries. */
  recordSeen(libraryId: LibraryId, scanId: ScanId, entries: readonly SeenEntry[]): Promise<readonly SeenState[]>;
  /**
   * Marks what was not seen as missing; call it only when the whole root could be read, or is not there at all. What
   * vanished takes over the place of an equal sound that appeared elsewhere, unless the scan saw no file: then the whole
   * library is away, and its sounds keep their places and labels for its return.
   */
  finishScan(libraryId: LibraryId, scanId: ScanId): Promise<ScanResult>;
  /** Forgets a scan that could not be finished. */
  abandonScan(scanId: ScanId): Promise<void>;

  findMoveCandidates(hints: Pick<FileHints, 'sizeBytes' | 'edgesHash'>): Promise<readonly MoveCandidate[]>;
  hasVectors(payloadHash: PayloadHash, modelVersion: ModelVersionId): Promise<boolean>;
  storeListened(batch: readonly ListenedSound[]): Promise<readonly StoredSound[]>;
  recordFailures(batch: readonly FailedSound[]): Promise<void>;
  /** For a later model version over sounds that are stored already. */
  storeVectors(batch: readonly { readonly payloadHash: PayloadHash; readonly vectors: FrameVectors }[]): Promise<void>;
  storeSuggestions(
    batch: readonly { readonly soundId: SoundId; readonly suggestions: VersionedSuggestions }[],
  ): Promise<void>;

  /** Adds a version, or renames one that exists. The first becomes active. */
  registerModelVersion(version: NewModelVersion): Promise<void>;
  activateModelVersion(id: ModelVersionId): Promise<void>;
  modelVersions(): Promise<readonly ModelVersion[]>;
  coverage(id: ModelVersionId): Promise<Coverage>;

  /** Durable when it resolves. */
  label(labels: readonly NewLabel[], origin: LabelOrigin): Promise<LabelOutcome>;
  /** Accepts the first suggestion of each sound that no person has decided. */
  acceptSuggestions(
    sounds: { readonly resultSetId: ResultSetId } | { readonly soundIds: readonly SoundId[] },
    minProbability: number,
    origin: LabelOrigin,
  ): Promise<LabelOutcome>;
  /** Takes back the last labelling command of this author that stands (of one sound, when given). */
  undoLastLabel(origin: LabelOrigin, soundId?: SoundId): Promise<LabelOutcome>;
  labels(soundId: SoundId): Promise<readonly Label[]>;
  labelHistory(soundId: SoundId): Promise<readonly LabelEvent[]>;

  status(): Promise<CatalogueStatus>;
  query(query: SoundQuery): Promise<ResultSet>;
  /** Throws `result-set-gone` when the reader has let it go. */
  page(resultSetId: ResultSetId, offset: number, limit: number): Promise<readonly SoundRow[]>;
  rows(resultSet: ResultSet): AsyncIterableIterator<SoundRow>;
  releaseResultSet(resultSetId: ResultSetId): Promise<void>;
  sounds(soundIds: readonly SoundId[]): Promise<readonly SoundRow[]>;
  soundByPath(absolutePath: string | Uint8Array): Promise<SoundRow | null>;
  /** Of the active model version unless named; `null` where none are stored. */
  vectors(soundId: SoundId, modelVersion?: ModelVersionId): Promise<StoredVectors | null>;
  peaks(soundId: SoundId): Promise<Uint8Array | null>;
  metadata(soundId: SoundId): Promise<EmbeddedMetadata | null>;
  similar(request: SimilarRequest): Promise<readonly SimilarSound[]>;

  getSetting(name: string): Promise<unknown>;
  setSetting(name: string, value: unknown): Promise<void>;

  close(): Promise<void>;
};
