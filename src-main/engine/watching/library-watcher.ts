import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { LibraryWatching } from '../../../src-shared/contract/libraries.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { Library } from '../../catalogue/index.ts';
import { type FolderWatch, type WatchOptions, type WatchProblem, watchFolder } from '../../indexing/index.ts';
import { folderState } from '../away-libraries.ts';
import type { Notifier } from '../jobs/notifier.ts';
import { defaultPauses, dueAt, type Pauses, type Wish } from './due.ts';

export type LibraryWatcherOptions = {
  readonly libraries: () => Promise<readonly Library[]>;
  readonly settings: () => Promise<Pick<Settings, 'watchFolders' | 'unwatchedLibraries'>>;
  /** Whether a library was away when it was last looked through. */
  readonly isAllMissing: (library: Library) => Promise<boolean>;
  /** Starts an index job over a folder. */
  readonly index: (folder: string) => Promise<Job>;
  readonly lastRun: (jobId: string) => Promise<Job>;
  /** Whether a job that is not finished has to do with a folder: what it is paused for, or will see anyway. */
  readonly isWorkedOn: (folder: string) => boolean;
  /** Tell that libraries or settings may be others. */
  readonly told: readonly Notifier[];
  /** A library's drive came or went, or how it is watched is another. */
  readonly onAvailability: () => void;
  readonly onFault: (error: unknown) => void;
  readonly watch?: (root: Buffer, options: WatchOptions) => FolderWatch;
  readonly pauses?: Partial<Pauses>;
};

type Watched = {
  readonly library: Library;
  watch: FolderWatch | null;
  state: Exclude<LibraryWatching, 'off'>;
  wish: Wish | null;
  timer: NodeJS.Timeout | null;
  lastJobId: string | null;
  lookedAt: number;
};

/** Notices what changes in the folders of libraries while the application is open, and has it indexed. */
export class LibraryWatcher {
  readonly #options: LibraryWatcherOptions;
  readonly #pauses: Pauses;
  readonly #watched = new Map<LibraryId, Watched>();
  readonly #ended = new AbortController();
  #toldStates = '';
  #running: Promise<unknown> = Promise.resolve();
  #first = true;

  constructor(options: LibraryWatcherOptions) {
    this.#options = options;
    this.#pauses = { ...defaultPauses, ...options.pauses };
  }

  stateOf(id: LibraryId): LibraryWatching {
    return this.#watched.get(id)?.state ?? 'off';
  }

  /** From now on, until it is closed. */
  start(): void {
    this.#running = this.#run();
  }

  /** Has the libraries that can't be watched looked through, each not more often than every few minutes. @returns how many */
  async lookAgain(): Promise<number> {
    const now = Date.now();
    const due = [...this.#watched.values()].filter(
      ({ state, lookedAt }) =>
        state !== 'watched' && state !== 'away' && now - lookedAt >= this.#pauses.lookAgainMilliseconds,
    );
    for (const watched of due) this.#changed(watched);
    return due.length;
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#running;
    for (const id of [...this.#watched.keys()]) this.#letGo(id);
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const versions = this.#options.told.map(({ version }) => version);
      try {
        await this.#bringUpToDate();
      } catch (error) {
        // The catalogue is being exchanged, or closed; the next round sees.
        if (!signal.aborted) this.#options.onFault(error);
      }
      await this.#pause(this.#pauses.betweenLooksMilliseconds);
      const waited = new AbortController();
      await Promise.race([
        ...this.#options.told.map((one, place) => one.changedSince(versions[place] ?? 0, waited.signal)),
        // Drives come and go without a word.
        this.#pause(this.#pauses.drivesMilliseconds),
      ]);
      waited.abort();
    }
  }

  async #bringUpToDate(): Promise<void> {
    const { watchFolders, unwatchedLibraries } = await this.#options.settings();
    const libraries = watchFolders ? await this.#options.libraries() : [];
    const wanted = libraries.filter(({ id }) => !unwatchedLibraries.includes(id));
    for (const [id, { library }] of [...this.#watched]) {
      if (!wanted.some((other) => other.id === id && other.root.display === library.root.display)) this.#letGo(id);
    }
    for (const library of wanted) {
      if (this.#ended.signal.aborted) return;
      await this.#look(library);
    }
    this.#first = false;
    this.#tellStates();
  }

  /** Says so where a library is watched in another way than when it was last said. */
  #tellStates(): void {
    const states = JSON.stringify([...this.#watched].map(([id, { state }]) => [id, state]));
    if (states === this.#toldStates) return;
    this.#toldStates = states;
    this.#options.onAvailability();
  }

  async #look(library: Library): Promise<void> {
    const isThere = (await folderState(library)) === 'there';
    const known = this.#watched.get(library.id);
    if (known === undefined) {
      const watched = this.#take(library);
      if (!isThere) return;
      await this.#begin(watched);
      // Watching it is no use, or it was away: what happened meanwhile is only found by looking.
      const unwatchable = watched.state !== 'watched' && library.lastScanAt !== null;
      if (this.#first && (unwatchable || (await this.#options.isAllMissing(library)))) this.#changed(watched);
    } else if (isThere && known.state === 'away') {
      await this.#begin(known);
      this.#changed(known);
    } else if (!isThere && known.state !== 'away') {
      known.watch?.close();
      known.watch = null;
      known.state = 'away';
    }
  }

  #take(library: Library): Watched {
    const watched: Watched = {
      library,
      watch: null,
      state: 'away',
      wish: null,
      timer: null,
      lastJobId: null,
      lookedAt: 0,
    };
    this.#watched.set(library.id, watched);
    return watched;
  }

  async #begin(watched: Watched): Promise<void> {
    const { watch = watchFolder } = this.#options;
    watched.state = 'watched';
    watched.watch = watch(Buffer.from(watched.library.root.bytes), {
      onChange: () => this.#changed(watched),
      onProblem: (problem: WatchProblem) => {
        watched.state = problem;
        this.#tellStates();
      },
    });
    await watched.watch.ready;
  }

  #changed(watched: Watched): void {
    const now = Date.now();
    watched.wish = { firstAt: watched.wish?.firstAt ?? now, lastAt: now };
    if (watched.timer === null) this.#arm(watched, this.#pauses.quietMilliseconds);
  }

  #arm(watched: Watched, milliseconds: number): void {
    watched.timer = setTimeout(() => {
      watched.timer = null;
      this.#indexWhenDue(watched).catch((error: unknown) => {
        if (!this.#ended.signal.aborted) this.#options.onFault(error);
      });
    }, milliseconds);
    watched.timer.unref();
  }

  async #indexWhenDue(watched: Watched): Promise<void> {
    const { library, wish, lastJobId } = watched;
    if (wish === null || watched.state === 'away' || this.#watched.get(library.id) !== watched) return;
    const last = lastJobId === null ? null : await this.#options.lastRun(lastJobId).catch(() => null);
    const now = Date.now();
    const at = this.#options.isWorkedOn(library.root.display)
      ? now + this.#pauses.quietMilliseconds
      : dueAt(wish, last, this.#pauses);
    if (watched.timer !== null || this.#ended.signal.aborted) return;
    if (at > now) {
      this.#arm(watched, at - now);
      return;
    }
    watched.wish = null;
    watched.lookedAt = now;
    watched.lastJobId = (await this.#options.index(library.root.display)).id;
  }

  #letGo(id: LibraryId): void {
    const watched = this.#watched.get(id);
    this.#watched.delete(id);
    watched?.watch?.close();
    if (watched?.timer) clearTimeout(watched.timer);
  }

  /** Resolves after some time, or at once when all is over. */
  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#ended;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      timer.unref();
      signal.addEventListener('abort', end);
    });
  }
}
