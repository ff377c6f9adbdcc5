import type { Failure } from '../../src-shared/contract/failures.ts';
import type { ModelVersionId, PayloadHash } from '../../src-shared/contract/identifiers.ts';
import type { FailedPath, WarnedPath } from '../../src-shared/contract/indexing.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import { Wake, type WorkPermit } from '../../src-shared/jobs/index.ts';
import type { Catalogue, Library, ScanId, SeenState, VersionedFeatures } from '../catalogue/index.ts';
import { displayPath, pathName } from './display-path.ts';
import { libraryWentAwayFailure, mayPass } from './file-failures.ts';
import { type Heard, hearFile } from './hear-file.ts';
import type { ProgressCounter } from './index-progress.ts';
import { keepUnread } from './keep-unread.ts';
import { knownPayloads, withMeasuredLength } from './known-payloads.ts';
import { LibraryRoot } from './library-root.ts';
import { describeFailure, type Listened, type ListenedProducts, type Listener } from './listening/index.ts';
import type { FoundFile } from './look-at-file.ts';
import { OutcomeStore } from './outcome-store.ts';
import { walk } from './walk.ts';

export type IndexingDependencies = {
  readonly catalogue: Catalogue;
  readonly listener: Pick<Listener, 'listen' | 'capacity'>;
  readonly modelVersion: ModelVersionId;
  /** Composed by the engine: services don't know each other. */
  readonly describe: (products: ListenedProducts, names: PackedNames | null) => DescribedSound;
  /** A sound whose content was listened to before, under another name; `null`: what was made of that stands. */
  readonly redescribe: (payloadHash: PayloadHash, names: PackedNames | null) => Promise<DescribedSound | null>;
  /** `null`: names are read later, or not at all. */
  readonly names: NameReading | null;
};

/** What names and metadata of sounds say, packed: empty where they say nothing. */
type PackedNames = Uint8Array;

/** Reads names; composed by the engine, too. */
export type NameReading = {
  /** Of the way they are read. */
  readonly version: number;
  /** A scan met files that were not known. */
  readonly meet: (library: Library, paths: readonly string[]) => Promise<void>;
  readonly read: (
    library: Library,
    relativePath: string,
    fields: Listened['metadata']['fields'],
  ) => Promise<PackedNames | null>;
};

/** What is made of a sound that was listened to. */
export type DescribedSound = {
  readonly suggestions: readonly Suggestion[];
  /** Names what they were made by. */
  readonly scoring: string | null;
  readonly features: VersionedFeatures | null;
};

export type IndexLibraryOptions = {
  /** Absolute roots of libraries inside this one. */
  readonly excludedRoots: readonly Buffer[];
  readonly counter: ProgressCounter;
  /** Asked before each file; a file in hand is given up and comes again when work goes on. */
  readonly permit: WorkPermit;
  readonly onFailure: (failed: FailedPath) => void;
  readonly onWarning: (warned: WarnedPath) => void;
  /** All files of this library are known: totals grow no more. */
  readonly onWalked: () => void;
};

/** Counts of one library's part in an index job. */
export type LibraryOutcome = {
  readonly indexed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly moved: number;
  readonly copies: number;
};

const BATCH_SIZE = 200;
/** Files waiting to be listened to; past this the walk waits, so that a huge library doesn't fill the memory. */
const MAX_WAITING = 50_000;

type Waiting = { readonly file: FoundFile; readonly state: SeenState };

/**
 * Brings the catalogue up to what lies in a library's folder: listens to what is new or changed, leaves the rest.
 * What was finished before the end of the permit stays finished.
 * @throws SonothequeError when the catalogue can't be written, after ending the permit; a bad file is reported and the
 *   job goes on
 */
export async function indexLibrary(
  dependencies: IndexingDependencies,
  library: Library,
  options: IndexLibraryOptions,
): Promise<LibraryOutcome> {
  const root = await LibraryRoot.remember(Buffer.from(library.root.bytes));
  return new LibraryIndexing(dependencies, library, root, options).run();
}

class LibraryIndexing {
  readonly #catalogue: Catalogue;
  readonly #dependencies: IndexingDependencies;
  readonly #library: Library;
  readonly #root: LibraryRoot;
  readonly #options: IndexLibraryOptions;
  readonly #waiting: Waiting[] = [];
  readonly #store: OutcomeStore;
  readonly #wake = new Wake();
  #walked = false;
  /** Below the root; `null` is the root. */
  readonly #unreadFolders: (Buffer | null)[] = [];
  #wentAway = false;
  #unchanged = 0;
  #failed = 0;

  constructor(dependencies: IndexingDependencies, library: Library, root: LibraryRoot, options: IndexLibraryOptions) {
    this.#dependencies = dependencies;
    this.#catalogue = dependencies.catalogue;
    this.#library = library;
    this.#root = root;
    this.#options = options;
    options.permit.ended.addEventListener('abort', () => this.#wake.all(), { once: true });
    this.#store = new OutcomeStore(dependencies.catalogue);
  }

  async run(): Promise<LibraryOutcome> {
    const scanId = await this.#catalogue.beginScan(this.#library.id);
    try {
      const listeners = Array.from({ length: this.#dependencies.listener.capacity }, () => this.#listenOn());
      const walking = this.#walk(scanId).finally(() => {
        this.#walked = true;
        this.#options.onWalked();
        this.#wake.all();
      });
      await Promise.all([walking, ...listeners]);
      await this.#store.flush();
      if (await this.#sawAll()) await this.#finish(scanId);
      else await this.#catalogue.abandonScan(scanId);
      const { indexed, moved, copies } = this.#store;
      return { indexed, moved, copies, unchanged: this.#unchanged, failed: this.#failed };
    } catch (error) {
      // Stops every loop, and what is being listened to.
      this.#options.permit.end();
      await this.#catalogue.abandonScan(scanId).catch(() => {});
      throw error;
    }
  }

  get #over(): boolean {
    return this.#wentAway || this.#options.permit.ended.aborted;
  }

  /** Whether what was not met is gone, except below folders that could not be read. */
  async #sawAll(): Promise<boolean> {
    if (this.#over || this.#unreadFolders.includes(null)) return false;
    // Without its drive a folder looks as if everything in it had been deleted.
    return !(await this.#hasGoneAway());
  }

  async #finish(scanId: ScanId): Promise<void> {
    const unread = this.#unreadFolders.filter((folder) => folder !== null);
    if (unread.length > 0) await keepUnread(this.#catalogue, this.#library, scanId, unread);
    const { moved } = await this.#catalogue.finishScan(this.#library.id, scanId);
    this.#store.moved += moved;
    this.#store.copies -= moved;
  }

  /** Told once; then nothing more is listened to. */
  async #hasGoneAway(): Promise<boolean> {
    if (await this.#root.isThere()) return false;
    if (!this.#wentAway) {
      this.#wentAway = true;
      this.#countFailure(this.#root.path, libraryWentAwayFailure);
      this.#wake.all();
    }
    return true;
  }

  async #walk(scanId: ScanId): Promise<void> {
    let entries: FoundFile[] = [];
    for await (const found of walk(this.#root.path, this.#options.excludedRoots)) {
      if (!(await this.#options.permit.whenAllowed()) || this.#wentAway) return;
      if (found.kind === 'unreadable-folder') {
        if (await this.#hasGoneAway()) return;
        this.#unreadFolders.push(found.relativePath);
        this.#countFailure(found.path, found.failure);
        continue;
      }
      entries.push(found);
      if (entries.length >= BATCH_SIZE) {
        await this.#see(scanId, entries);
        entries = [];
      }
    }
    await this.#see(scanId, entries);
  }

  async #see(scanId: ScanId, files: readonly FoundFile[]): Promise<void> {
    if (files.length === 0) return;
    const states = await this.#catalogue.recordSeen(
      this.#library.id,
      scanId,
      files.map(({ relativePath, sizeBytes, modifiedNs }) => ({ path: pathName(relativePath), sizeBytes, modifiedNs })),
    );
    const met = files.filter((_, index) => states[index] === 'new');
    await this.#dependencies.names?.meet(
      this.#library,
      met.map(({ relativePath }) => pathName(relativePath).display),
    );
    for (const [index, file] of files.entries()) {
      const state = states[index];
      if (state === 'unchanged') this.#unchanged += 1;
      else if (state === 'failedBefore') await this.#meetAgain(file);
      else if (!file.problem && state) this.#queue({ file, state });
      else if (file.problem) {
        if (await this.#hasGoneAway()) return;
        await this.#fail(file, '', file.problem);
      }
    }
    this.#wake.all();
    while (this.#waiting.length > MAX_WAITING && !this.#over) await this.#wake.next;
  }

  #queue(waiting: Waiting): void {
    this.#options.counter.expect(waiting.file.sizeBytes);
    this.#waiting.push(waiting);
  }

  /** A file that failed and has not changed: what failed for its content's sake would fail again. */
  async #meetAgain(file: FoundFile): Promise<void> {
    const failure =
      (await this.#catalogue.soundByPath(file.path))?.failure ?? describeFailure(new Error('it failed before'));
    if (!file.problem && mayPass(failure)) this.#queue({ file, state: 'changed' });
    else this.#countFailure(file.path, failure);
  }

  /** One of several loops that each keep one file under way. */
  async #listenOn(): Promise<void> {
    for (;;) {
      if (!(await this.#options.permit.whenAllowed()) || this.#wentAway) return;
      const next = this.#waiting.shift();
      if (next) {
        await this.#listen(next);
        this.#wake.all();
      } else if (this.#walked) {
        return;
      } else {
        await this.#wake.next;
      }
    }
  }

  async #listen(waiting: Waiting): Promise<void> {
    const { counter, permit } = this.#options;
    const givenUp = permit.piece;
    let heardSeconds = 0;
    const hearOnce = async (file: FoundFile, edgesHash: string): Promise<Listened> => {
      counter.soundSeconds -= heardSeconds;
      heardSeconds = 0;
      const known = await knownPayloads(this.#catalogue, file, edgesHash, {
        wasThere: waiting.state === 'changed',
        modelVersion: this.#dependencies.modelVersion,
      });
      const listened = await this.#dependencies.listener.listen({
        path: file.path,
        knownPayloads: [...known.keys()],
        signal: givenUp,
        // A single long recording must not look like standing still.
        onHeard: (seconds) => {
          counter.soundSeconds += seconds;
          heardSeconds += seconds;
        },
      });
      const twin = listened.products ? undefined : known.get(listened.payloadHash);
      return twin === undefined ? listened : withMeasuredLength(this.#catalogue, listened, twin);
    };
    let heard: Heard;
    try {
      heard = await hearFile(waiting.file, hearOnce, givenUp);
    } catch (error) {
      if (!givenUp.aborted) throw error;
      return this.#putBack(waiting, heardSeconds);
    }
    const { file, edgesHash, listened, failure } = heard;
    if (permit.ended.aborted || (failure && (await this.#hasGoneAway()))) return;
    counter.finish(waiting.file.sizeBytes);
    if (failure) return this.#fail(file, edgesHash, failure);
    // Frames overlap and the last may be partial: the sound's own length is the right one.
    if (listened.products) counter.soundSeconds += listened.format.durationSeconds - heardSeconds;
    await this.#keep(file, edgesHash, listened);
  }

  #putBack(waiting: Waiting, heardSeconds: number): void {
    this.#options.counter.soundSeconds -= heardSeconds;
    this.#waiting.unshift(waiting);
  }

  async #keep(file: FoundFile, edgesHash: string, listened: Listened): Promise<void> {
    const { products, payloadHash, format, metadata } = listened;
    const { modelVersion, describe, redescribe, names } = this.#dependencies;
    const path = pathName(file.relativePath);
    const data = (await names?.read(this.#library, path.display, metadata.fields)) ?? null;
    const described = products ? describe(products, data) : await redescribe(payloadHash, data);
    this.#options.counter.frames += products?.levelsDb.length ?? 0;
    const { warnings } = metadata;
    if (warnings.length > 0) this.#options.onWarning({ path: displayPath(file.path), warnings });
    await this.#store.listened({
      libraryId: this.#library.id,
      path,
      hints: { sizeBytes: file.sizeBytes, modifiedNs: file.modifiedNs, edgesHash },
      payloadHash,
      format,
      metadata,
      loudness: products?.loudness ?? null,
      peaks: products?.peaks ?? null,
      vectors: products && { modelVersion, embeddings: products.embeddings, levelsDb: products.levelsDb },
      suggestions: described && { modelVersion, suggestions: described.suggestions, scoring: described.scoring },
      features: described?.features ?? null,
      names: names && data && { version: names.version, data },
    });
  }

  async #fail(file: FoundFile, edgesHash: string, failure: Failure): Promise<void> {
    this.#countFailure(file.path, failure);
    await this.#store.failed({
      libraryId: this.#library.id,
      path: pathName(file.relativePath),
      hints: { sizeBytes: file.sizeBytes, modifiedNs: file.modifiedNs, edgesHash },
      failure,
    });
  }

  #countFailure(path: Buffer, failure: Failure): void {
    this.#failed += 1;
    this.#options.counter.failed += 1;
    this.#options.onFailure({ path: displayPath(path), failure });
  }
}
