import { Worker } from 'node:worker_threads';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { SoundNames } from '../../suggestions/index.ts';
import type { NamesAnswer, NamesTask } from './names-thread.ts';

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./names-thread.ts', import.meta.url)
  : new URL('./names-thread.mjs', import.meta.url);

/** Asked of the catalogue and counted at once: some 10 ms of the thread. */
const PATHS_AT_ONCE = 500;

type LibraryNamed = { readonly id: LibraryId; readonly name: string };
type Waiting = { readonly resolve: (names: readonly Uint8Array[]) => void; readonly reject: (error: unknown) => void };

/**
 * Reads what names and metadata of sounds say, in a thread that begins when first something is to be read. How often words
 * occur in a library is counted over its paths in the catalogue before its first sound is read, and over those that scans
 * meet from then on; it is remembered until the catalogue is closed.
 */
export class NameReader {
  readonly #catalogue: Pick<Catalogue, 'pathsOfLibrary'>;
  readonly #counted = new Map<LibraryId, Promise<void>>();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #tasks = 0;
  #isClosed = false;

  constructor(catalogue: Pick<Catalogue, 'pathsOfLibrary'>) {
    this.#catalogue = catalogue;
  }

  /** Files of a library that the catalogue doesn't know yet: their words count, too. */
  async meet(library: LibraryNamed, paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    await this.#countOnce(library);
    await this.#count(library, paths);
  }

  /** What the names of sounds of a library say, packed; empty where they say nothing. */
  async read(
    library: LibraryNamed,
    sounds: readonly Omit<SoundNames, 'libraryName'>[],
  ): Promise<readonly Uint8Array[]> {
    await this.#countOnce(library);
    return this.#ask((id) => ({
      id,
      kind: 'read',
      sounds: sounds.map((sound) => ({ ...sound, libraryName: library.name })),
    }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#end(new Error('Reading names was ended.'));
    await worker?.terminate();
  }

  #countOnce(library: LibraryNamed): Promise<void> {
    const before = this.#counted.get(library.id);
    if (before !== undefined) return before;
    const counting = this.#countAll(library);
    this.#counted.set(library.id, counting);
    // Tried again with the next sound.
    counting.catch(() => this.#counted.delete(library.id));
    return counting;
  }

  async #countAll(library: LibraryNamed): Promise<void> {
    for (let after: Uint8Array | null = null; ; ) {
      const { paths, next } = await this.#catalogue.pathsOfLibrary(library.id, after, PATHS_AT_ONCE);
      if (paths.length > 0) await this.#count(library, paths);
      if (next === null) return;
      after = next;
    }
  }

  #count({ name }: LibraryNamed, paths: readonly string[]): Promise<unknown> {
    return this.#ask((id) => ({ id, kind: 'count', libraryName: name, paths }));
  }

  #ask(taskOf: (id: number) => NamesTask): Promise<readonly Uint8Array[]> {
    if (this.#isClosed) return Promise.reject(new Error('Reading names was ended.'));
    const worker = this.#worker ?? this.#start();
    this.#tasks += 1;
    const id = this.#tasks;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(taskOf(id));
    });
  }

  #start(): Worker {
    const worker = new Worker(entry);
    worker.unref();
    worker.on('message', (answer: NamesAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('fault' in answer) waiting?.reject(new Error(`Reading names: ${answer.fault}`));
      else waiting?.resolve(answer.names);
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#end(error);
    });
    this.#worker = worker;
    return worker;
  }

  #end(error: unknown): void {
    this.#worker = null;
    // What was counted went with the thread.
    this.#counted.clear();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
