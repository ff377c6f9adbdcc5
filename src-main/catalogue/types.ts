import type { EmbeddedMetadata } from '../../src-shared/contract/audio.ts';
import type { CategoryBranch, FacetCounts, FolderBranch, LibraryBranch } from '../../src-shared/contract/facets.ts';
import type { Failure } from '../../src-shared/contract/failures.ts';
import type { LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { CatalogueBackups } from './backup-types.ts';
import type { CatalogueDuplicates } from './duplicate-types.ts';
import type { CatalogueJobs } from './job-types.ts';
import type { CatalogueLists, Label, LabelEvent, LabelOrigin, LabelOutcome, NewLabel } from './label-types.ts';
import type { CatalogueLearning } from './learning-types.ts';
import type { Coverage, ModelVersion, NewModelVersion } from './model-types.ts';
import type { CataloguePersonal, DecisionOptions } from './personal-types.ts';
import type { CatalogueProjections } from './projection-types.ts';
import type {
  CatalogueSimilarity,
  CatalogueStatus,
  LibraryCounts,
  ResultSet,
  ResultSetId,
  SoundFilter,
  SoundQuery,
  SoundRow,
  StoredVectors,
} from './query-types.ts';
import type { CatalogueReview } from './review-types.ts';
import type {
  FailedSound,
  FrameVectors,
  ListenedSound,
  MoveCandidate,
  ScanId,
  ScanResult,
  SeenEntry,
  SeenState,
  StoredSound,
  VersionedSuggestions,
} from './scan-types.ts';
import type { FileHints, Library, PathName } from './sound-types.ts';
import type { CatalogueTraining } from './training-types.ts';

export type * from './backup-types.ts';
export type * from './duplicate-types.ts';
export type * from './job-types.ts';
export type * from './label-types.ts';
export type * from './learning-types.ts';
export type * from './model-types.ts';
export type * from './personal-types.ts';
export type * from './projection-types.ts';
export type * from './query-types.ts';
export * from './review-types.ts';
export type * from './scan-types.ts';
export type * from './sound-types.ts';
export type * from './training-types.ts';

/** Numbers in one embedding. */
export const embeddingLength = 512;

/** Most items one write command takes; larger work comes in several calls. */
export const batchLimit = 200;

export type CatalogueOptions = {
  /** Look only: works while another Sonotheque writes. Writing then fails with `catalogue-read-only`. */
  readonly readOnly?: boolean;
  /** Default true; ignored with `readOnly`. */
  readonly createIfMissing?: boolean;
  /** How long to wait for another process that writes; default 3000. */
  readonly waitMilliseconds?: number;
};

/** What was repaired on opening; `describeRepair` says it to a person. */
export type CatalogueRepair =
  | {
      readonly kind: 'index-rebuilt' | 'index-behind';
      /** Sounds that want listening again. */
      readonly sounds: number;
    }
  | {
      /** The main file was damaged: what could be read is in a new one. */
      readonly kind: 'catalogue-salvaged';
      /** Where the damaged file lies now. */
      readonly setAside: string;
      readonly sounds: number;
      /** Current labels. */
      readonly labels: number;
      /** Parts of the file (pages of 4 KB, or single rows) that could not be read. */
      readonly lost: number;
      /** The backup that filled gaps; `null` where none fitted. */
      readonly backup: string | null;
    };

export type CatalogueChange = {
  readonly revision: number;
  /** Suggestions that follow from what was told before: one word when all are there is enough for a window. */
  readonly quietly: boolean;
};

/**
 * What people made and what sounds exist. Every method may throw SonothequeError: `catalogue-read-only`,
 * `catalogue-full` (disk), `catalogue-damaged`, `catalogue-closed`.
 */
export type Catalogue = CatalogueJobs &
  CatalogueBackups &
  CataloguePersonal &
  CatalogueSimilarity &
  CatalogueLearning &
  CatalogueTraining &
  CatalogueDuplicates &
  CatalogueProjections &
  CatalogueReview &
  CatalogueLists & {
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
    /**
     * Forgets a library and its sounds; its files stay as they are. A sound that anybody ever labelled is only hidden, with
     * all that was said about it: when a root with this path is added again, or the same sound turns up in any library,
     * it comes back with its id and labels. Removing goes on at the next opening when it was interrupted. End jobs over
     * the library first.
     */
    removeLibrary(libraryId: LibraryId): Promise<void>;

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
    storeVectors(
      batch: readonly { readonly payloadHash: PayloadHash; readonly vectors: FrameVectors }[],
    ): Promise<void>;
    storeSuggestions(
      batch: readonly { readonly soundId: SoundId; readonly suggestions: VersionedSuggestions }[],
    ): Promise<void>;

    /** Adds a version, or renames one that exists. The first becomes active. */
    registerModelVersion(version: NewModelVersion): Promise<void>;
    /** Those that were active before stand in the setting `MODEL_ACTIVATIONS`. */
    activateModelVersion(id: ModelVersionId): Promise<void>;
    /**
     * Takes the next rows of a version away; resolves with true when that was all, the version included.
     * Throws `model-version-active` of the active one.
     */
    removeModelVersionPart(id: ModelVersionId): Promise<boolean>;
    modelVersions(): Promise<readonly ModelVersion[]>;
    coverage(id: ModelVersionId): Promise<Coverage>;

    /**
     * Durable when it resolves. Given a `commandId` (UUIDv7), a command that was sent before is done once: what it had
     * still to do is done, and the answer is that of the first time. This holds for both commands below. Of several
     * decisions from one source about the same sound and region, the last counts.
     */
    label(
      labels: readonly NewLabel[],
      origin: LabelOrigin,
      commandId?: string,
      onProgress?: DecisionOptions['onProgress'],
    ): Promise<LabelOutcome>;
    /** The same label for many sounds, each named once: cut into parts as they are written. */
    labelAll(
      soundIds: readonly SoundId[],
      label: Omit<NewLabel, 'soundId'>,
      origin: LabelOrigin,
      commandId?: string,
      onProgress?: DecisionOptions['onProgress'],
    ): Promise<LabelOutcome>;
    /** Accepts the first suggestion of each sound that no person has decided. */
    acceptSuggestions(
      sounds: { readonly resultSetId: ResultSetId } | { readonly soundIds: readonly SoundId[] },
      minProbability: number,
      origin: LabelOrigin,
      commandId?: string,
      onProgress?: DecisionOptions['onProgress'],
    ): Promise<LabelOutcome>;
    /**
     * The same for sounds that nobody heard: only those without any label get one, of the source `model`, which locks nothing.
     * `locked`: sounds that have got a label meanwhile.
     */
    acceptInBulk(
      soundIds: readonly SoundId[],
      minProbability: number,
      origin: LabelOrigin,
      command: { readonly id?: string; readonly detail: string },
      onProgress?: DecisionOptions['onProgress'],
    ): Promise<LabelOutcome>;
    labels(soundId: SoundId): Promise<readonly Label[]>;
    labelHistory(soundId: SoundId): Promise<readonly LabelEvent[]>;

    status(): Promise<CatalogueStatus>;
    query(query: SoundQuery): Promise<ResultSet>;
    /** Keeps sounds in an order that no query gives, so that pages and actions can refer to them. */
    keepResultSet(soundIds: readonly SoundId[]): Promise<ResultSet>;
    /** How many sounds have each value, each facet counted as if nothing of it were chosen. */
    facets(filter: SoundFilter): Promise<FacetCounts>;
    /** What lies in each library that holds sounds; failed and missing sounds are counted in `sounds`, too. */
    libraryCounts(): Promise<ReadonlyMap<LibraryId, LibraryCounts>>;
    /** Libraries that hold sounds, with how many match, as if no folder were chosen. */
    libraryBranches(filter: SoundFilter): Promise<readonly LibraryBranch[]>;
    /**
     * The folders right below one that hold sounds; the path is relative to the library, empty for its own folder. With a
     * filter the sounds that match are counted, as if no folder were chosen.
     */
    folders(libraryId: LibraryId, path: string, filter?: SoundFilter): Promise<readonly FolderBranch[]>;
    /** The categories of matching sounds, as if no category were chosen. */
    categories(filter: SoundFilter): Promise<readonly CategoryBranch[]>;
    /** Throws `result-set-gone` when the reader has let it go. */
    page(resultSetId: ResultSetId, offset: number, limit: number): Promise<readonly SoundRow[]>;
    rows(resultSet: ResultSet): AsyncIterableIterator<SoundRow>;
    /** From 0; `null`: the sound isn't in it. Throws `result-set-gone`. */
    positionOf(resultSetId: ResultSetId, soundId: SoundId): Promise<number | null>;
    releaseResultSet(resultSetId: ResultSetId): Promise<void>;
    sounds(soundIds: readonly SoundId[]): Promise<readonly SoundRow[]>;
    soundByPath(absolutePath: string | Uint8Array): Promise<SoundRow | null>;
    /** Of the active model version unless named; `null` where none are stored. */
    vectors(soundId: SoundId, modelVersion?: ModelVersionId): Promise<StoredVectors | null>;
    peaks(soundId: SoundId): Promise<Uint8Array | null>;
    metadata(soundId: SoundId): Promise<EmbeddedMetadata | null>;

    getSetting(name: string): Promise<unknown>;
    setSetting(name: string, value: unknown): Promise<void>;

    /**
     * Calls the listener after each committed write of this handle that changes sounds, labels, suggestions, models or
     * libraries, before the write's promise resolves; not for jobs and settings, and never for what another process writes.
     * Gives the way to stop listening.
     */
    onChange(listener: (change: CatalogueChange) => void): () => void;

    /**
     * Calls the listener once, when a command meets damage or the check after an unclean end finds it, at once when that
     * has happened before. Open the catalogue again then: what can be read is saved into a new file.
     */
    onDamage(listener: (failure: Failure) => void): () => void;

    close(): Promise<void>;
  };
