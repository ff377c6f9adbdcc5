import type { Failure } from '../../src-shared/contract/failures.ts';
import type { ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { FailedPath, WarnedPath } from '../../src-shared/contract/indexing.ts';
import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import type { WorkPermit } from '../../src-shared/jobs/index.ts';
import type {
  Catalogue,
  FailedSound,
  Library,
  ListenedSound,
  PathName,
  ScanId,
  SeenState,
} from '../catalogue/index.ts';
import { Batcher } from './batcher.ts';
import { hashEdges } from './edges.ts';
import { endsTheJob, readFailure } from './file-failures.ts';
import type { ProgressCounter } from './index-progress.ts';
import { describeFailure, type Listened, type ListenedProducts, type Listener } from './listening/index.ts';
import { type FoundFile, walk } from './walk.ts';

export type IndexingDependencies = {
  readonly catalogue: Catalogue;
  readonly listener: Pick<Listener, 'listen' | 'capacity'>;
  readonly modelVersion: ModelVersionId;
  /** Composed by the engine: services don't know each other. */
  readonly suggest: (products: ListenedProducts) => readonly Suggestion[];
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
const FLUSH_MILLISECONDS = 500;
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
  return new LibraryIndexing(dependencies, library, options).run();
}

class LibraryIndexing {
  readonly #catalogue: Catalogue;
  readonly #dependencies: IndexingDependencies;
  readonly #library: Library;
  readonly #options: IndexLibraryOptions;
  readonly #waiting: Waiting[] = [];
  readonly #listened: Batcher<ListenedSound>;
  readonly #failures: Batcher<FailedSound>;
  #wake = Promise.withResolvers<void>();
  #walked = false;
  #folderUnreadable = false;
  #counts = { indexed: 0, unchanged: 0, failed: 0, moved: 0, copies: 0 };

  constructor(dependencies: IndexingDependencies, library: Library, options: IndexLibraryOptions) {
    this.#dependencies = dependencies;
    this.#catalogue = dependencies.catalogue;
    this.#library = library;
    this.#options = options;
    options.permit.ended.addEventListener('abort', () => this.#notify(), { once: true });
    this.#listened = new Batcher(BATCH_SIZE, FLUSH_MILLISECONDS, async (batch) => {
      for (const { outcome } of await this.#catalogue.storeListened(batch)) {
        if (outcome === 'moved') this.#counts.moved += 1;
        if (outcome === 'copied') this.#counts.copies += 1;
      }
      this.#counts.indexed += batch.length;
    });
    this.#failures = new Batcher(BATCH_SIZE, FLUSH_MILLISECONDS, (batch) => this.#catalogue.recordFailures(batch));
  }

  async run(): Promise<LibraryOutcome> {
    const scanId = await this.#catalogue.beginScan(this.#library.id);
    try {
      const listeners = Array.from({ length: this.#dependencies.listener.capacity }, () => this.#listenOn());
      const walking = this.#walk(scanId).finally(() => {
        this.#walked = true;
        this.#options.onWalked();
        this.#notify();
      });
      await Promise.all([walking, ...listeners]);
      await this.#listened.flush();
      await this.#failures.flush();
      if (this.#options.permit.ended.aborted || this.#folderUnreadable) {
        await this.#catalogue.abandonScan(scanId);
      } else {
        const { moved } = await this.#catalogue.finishScan(this.#library.id, scanId);
        this.#counts.moved += moved;
        this.#counts.copies -= moved;
      }
      return this.#counts;
    } catch (error) {
      // Stops every loop, and what is being listened to.
      this.#options.permit.end();
      await this.#catalogue.abandonScan(scanId).catch(() => {});
      throw error;
    }
  }

  async #walk(scanId: ScanId): Promise<void> {
    let entries: FoundFile[] = [];
    const { excludedRoots } = this.#options;
    const root = Buffer.from(this.#library.root.bytes);
    for await (const found of walk(root, excludedRoots)) {
      if (!(await this.#options.permit.whenAllowed())) return;
      if (found.kind === 'unreadable-folder') {
        this.#folderUnreadable = true;
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
    const failedBefore: FoundFile[] = [];
    for (const [index, file] of files.entries()) {
      const state = states[index];
      if (state === 'unchanged') this.#counts.unchanged += 1;
      else if (state === 'failedBefore') failedBefore.push(file);
      else if (file.problem) await this.#fail(file, '', file.problem);
      else if (state) {
        this.#options.counter.expect(file.sizeBytes);
        this.#waiting.push({ file, state });
      }
    }
    for (const file of failedBefore) {
      const known = await this.#catalogue.soundByPath(file.path);
      this.#countFailure(file.path, known?.failure ?? describeFailure(new Error('it failed before')));
    }
    this.#notify();
    while (this.#waiting.length > MAX_WAITING && !this.#options.permit.ended.aborted) await this.#wake.promise;
  }

  /** One of several loops that each keep one file under way. */
  async #listenOn(): Promise<void> {
    for (;;) {
      if (!(await this.#options.permit.whenAllowed())) return;
      const next = this.#waiting.shift();
      if (next) {
        await this.#listen(next);
        this.#notify();
      } else if (this.#walked) {
        return;
      } else {
        await this.#wake.promise;
      }
    }
  }

  async #listen(waiting: Waiting): Promise<void> {
    const { file, state } = waiting;
    const { counter, permit } = this.#options;
    const givenUp = permit.piece;
    let edgesHash = '';
    let heardSeconds = 0;
    let listened: Listened;
    try {
      edgesHash = await hashEdges(file.path, file.sizeBytes);
      const known = await this.#knownPayloads(file, state, edgesHash);
      listened = await this.#dependencies.listener.listen({
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
      if (twin !== undefined) listened = await this.#withMeasuredLength(listened, twin);
    } catch (error) {
      // Given up by us: that says nothing about the file.
      if (givenUp.aborted) return this.#putBack(waiting, heardSeconds);
      if (endsTheJob(error)) throw error;
      counter.finish(file.sizeBytes);
      return this.#fail(file, edgesHash, readFailure(error));
    }
    if (this.#options.permit.ended.aborted) return;
    // Frames overlap and the last may be partial: the sound's own length is the right one.
    if (listened.products) counter.soundSeconds += listened.format.durationSeconds - heardSeconds;
    await this.#store(file, edgesHash, listened);
  }

  #putBack(waiting: Waiting, heardSeconds: number): void {
    this.#options.counter.soundSeconds -= heardSeconds;
    this.#waiting.unshift(waiting);
  }

  async #store(file: FoundFile, edgesHash: string, listened: Listened): Promise<void> {
    const { products, payloadHash, format, metadata } = listened;
    const { modelVersion, suggest } = this.#dependencies;
    const { counter } = this.#options;
    counter.frames += products?.levelsDb.length ?? 0;
    counter.finish(file.sizeBytes);
    const { warnings } = metadata;
    if (warnings.length > 0) this.#options.onWarning({ path: file.path.toString(), warnings });
    await this.#listened.add({
      libraryId: this.#library.id,
      path: pathName(file.relativePath),
      hints: { sizeBytes: file.sizeBytes, modifiedNs: file.modifiedNs, edgesHash },
      payloadHash,
      format,
      metadata,
      loudness: products?.loudness ?? null,
      peaks: products?.peaks ?? null,
      vectors: products && { modelVersion, embeddings: products.embeddings, levelsDb: products.levelsDb },
      suggestions: products && { modelVersion, suggestions: suggest(products) },
    });
  }

  /** Demuxing tells a length by the container's clock; what decoding told of the same payload is exact. */
  async #withMeasuredLength(listened: Listened, twin: SoundId): Promise<Listened> {
    const [row] = await this.#catalogue.sounds([twin]);
    const durationSeconds = row?.format?.durationSeconds ?? listened.format.durationSeconds;
    return { ...listened, format: { ...listened.format, durationSeconds } };
  }

  /**
   * Payloads whose products are stored and which this file may carry: its own before a re-tag, or a moved sound's; each
   * with a sound that has it.
   */
  async #knownPayloads(
    file: FoundFile,
    state: SeenState,
    edgesHash: string,
  ): Promise<ReadonlyMap<PayloadHash, SoundId>> {
    const candidates = new Map<PayloadHash, SoundId>();
    if (state === 'changed') {
      const before = await this.#catalogue.soundByPath(file.path);
      if (before?.payloadHash) candidates.set(before.payloadHash, before.id);
    }
    const hints = { sizeBytes: file.sizeBytes, edgesHash };
    for (const { payloadHash, soundId } of await this.#catalogue.findMoveCandidates(hints)) {
      candidates.set(payloadHash, soundId);
    }
    for (const candidate of [...candidates.keys()]) {
      if (!(await this.#catalogue.hasVectors(candidate, this.#dependencies.modelVersion))) candidates.delete(candidate);
    }
    return candidates;
  }

  async #fail(file: FoundFile, edgesHash: string, failure: Failure): Promise<void> {
    this.#countFailure(file.path, failure);
    await this.#failures.add({
      libraryId: this.#library.id,
      path: pathName(file.relativePath),
      hints: { sizeBytes: file.sizeBytes, modifiedNs: file.modifiedNs, edgesHash },
      failure,
    });
  }

  #countFailure(path: Buffer, failure: Failure): void {
    this.#counts.failed += 1;
    this.#options.counter.failed += 1;
    this.#options.onFailure({ path: path.toString(), failure });
  }

  #notify(): void {
    const { resolve } = this.#wake;
    this.#wake = Promise.withResolvers();
    resolve();
  }
}

function pathName(bytes: Buffer): PathName {
  return { bytes, display: bytes.toString() };
}
