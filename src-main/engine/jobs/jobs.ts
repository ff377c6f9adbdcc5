import { v7 as uuidv7 } from 'uuid';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Job, JobEvent, JobFile, JobKindName, JobPriority } from '../../../src-shared/contract/jobs.ts';
import type { Catalogue, StoredJob } from '../../catalogue/index.ts';
import { isInside } from '../paths.ts';
import type { JobKind } from './job-kind.ts';
import { JobKinds } from './job-kinds.ts';
import { JobNews } from './job-news.ts';
import { type Ending, type LiveJob, liveAgain, newLiveJob, toJob, toStored } from './live-job.ts';
import { schedule } from './schedule.ts';

export type JobsOptions = {
  readonly catalogue: Catalogue;
  readonly kinds: readonly JobKind[];
  /** Whether background work is held down to one core now. */
  readonly heldDown: () => boolean;
  /** A mistake in our code ended a job. */
  readonly onFault: (error: unknown) => void;
};

const KEPT_FINISHED_JOBS = 200;
/** Files told of by one job; the sounds' own rows know them all. */
const MOST_FILES = 20_000;
const FILES_AT_ONCE = 1_000;

/** Runs long work: queued, side by side or one after the other by lanes, paused, cancelled, taken up again. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #kinds: JobKinds;
  readonly #live = new Map<string, LiveJob>();
  readonly #news = new JobNews(this);
  #closing = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#kinds = new JobKinds(options.kinds);
  }

  /** Takes up what an engine before this one left unfinished; what was paused stays paused. */
  async takeUpUnfinished(): Promise<void> {
    for (const stored of await this.#options.catalogue.unfinishedJobs()) {
      if (!this.#live.has(stored.id)) await this.#revive(stored);
    }
    this.#reschedule();
  }

  /**
   * Starts a job; one that is waiting or working for the same already is answered instead, and goes on if it was paused.
   * @param request JSON, as its kind reads it
   */
  async start(kind: JobKindName, request: unknown, priority: JobPriority): Promise<Job> {
    const work = this.#kinds.work(kind, request);
    const isSame = (other: { readonly kind: string; readonly request: unknown }) =>
      other.kind === kind && this.#kinds.work(other.kind, other.request).key === work.key;
    const unfinished = await this.#options.catalogue.unfinishedJobs();
    const same =
      [...this.#live.values()].find((live) => !live.cancelled && isSame(live))?.id ?? unfinished.find(isSame)?.id;
    if (same !== undefined) return this.resume(same);
    const live = newLiveJob({ id: uuidv7(), kind, request, work, priority });
    this.#live.set(live.id, live);
    await this.#save(live);
    this.#reschedule();
    return this.get(live.id);
  }

  /** @throws SonothequeError `no-such-job` */
  async get(id: string): Promise<Job> {
    const stored = await this.#options.catalogue.job(id);
    if (!stored) throw noSuchJob();
    return this.#showNow(stored);
  }

  async list(limit: number, before?: string): Promise<readonly Job[]> {
    const stored = await this.#options.catalogue.jobs({ limit, ...(before === undefined ? {} : { before }) });
    return stored.map((job) => this.#showNow(job));
  }

  /** The newest ones, and all that are unfinished; newest first. */
  async recent(limit: number): Promise<readonly Job[]> {
    const newest = await this.list(limit);
    const unfinished = await this.#options.catalogue.unfinishedJobs();
    const older = unfinished.filter(({ id }) => !newest.some((job) => job.id === id));
    return [...newest, ...older.toReversed().map((job) => this.#showNow(job))];
  }

  files(id: string, after: number, limit: number): Promise<readonly JobFile[]> {
    return this.#options.catalogue.jobFiles(id, { after, limit });
  }

  /** Those numbered after one, in their order. */
  async *filesAfter(id: string, after: number): AsyncGenerator<JobFile> {
    let last = after;
    for (;;) {
      const files = await this.files(id, last, FILES_AT_ONCE);
      yield* files;
      last = files.at(-1)?.number ?? last;
      if (files.length < FILES_AT_ONCE) return;
    }
  }

  pause(id: string): Promise<Job> {
    return this.#change(id, { paused: true });
  }

  resume(id: string): Promise<Job> {
    return this.#change(id, { paused: false });
  }

  setPriority(id: string, priority: JobPriority): Promise<Job> {
    return this.#change(id, { priority });
  }

  /** Resolves when the work has stopped; what was done stays done. */
  async cancel(id: string): Promise<Job> {
    const live = await this.#unfinished(id);
    if (!live) return this.get(id);
    live.cancelled = true;
    live.permit.end();
    if (live.running) await live.running;
    else await this.#end(live, { state: 'cancelled', report: null, failure: null });
    return this.get(id);
  }

  /** Ends every job that works in a folder, around it or inside it. @param folder absolute */
  async cancelThoseOver(folder: string): Promise<void> {
    for (const { id, kind, request } of await this.#options.catalogue.unfinishedJobs()) {
      const { folders } = this.#kinds.work(kind, request);
      if (folders.some((other) => isInside(other, folder) || isInside(folder, other))) await this.cancel(id);
    }
  }

  /** Whether an unfinished job, also one that waits or is paused, has to do with a folder. @param folder absolute */
  isWorkingOver(folder: string): boolean {
    return [...this.#live.values()].some(({ work }) =>
      work.folders.some((other) => isInside(other, folder) || isInside(folder, other)),
    );
  }

  async clearHistory(): Promise<number> {
    const forgotten = await this.#options.catalogue.pruneJobs(0);
    this.#news.forgetFinished();
    return forgotten;
  }

  /** What is unfinished or finished last, then each job that changes. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<Job> {
    return this.#news.watch(signal);
  }

  /** One job with the files it tells of, until it has ended. @throws SonothequeError `no-such-job` */
  follow(id: string, after: number, signal: AbortSignal | undefined): AsyncGenerator<JobEvent> {
    return this.#news.follow(id, after, signal);
  }

  /** The pace of background work changed: who may work, and what is shown of it, does too. */
  paceChanged(): void {
    this.#reschedule();
  }

  /** Stops all work and leaves it to the next engine. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { permit } of this.#live.values()) permit.end();
    await Promise.all([...this.#live.values()].map(({ running }) => running));
    this.#news.end();
  }

  /** A job that has ended stays as it is. */
  async #change(id: string, change: Partial<Pick<LiveJob, 'paused' | 'priority'>>): Promise<Job> {
    const live = await this.#unfinished(id);
    if (!live) return this.get(id);
    Object.assign(live, change);
    this.#reschedule();
    await this.#save(live);
    return this.#show(live);
  }

  async #unfinished(id: string): Promise<LiveJob | null> {
    const live = this.#live.get(id);
    if (live) return live;
    const stored = await this.#options.catalogue.job(id);
    if (!stored) throw noSuchJob();
    return stored.finishedAt === null ? this.#revive(stored) : null;
  }

  async #revive(stored: StoredJob): Promise<LiveJob> {
    const live = liveAgain(stored, this.#kinds.work(stored.kind, stored.request));
    for await (const { kind, path } of this.filesAfter(live.id, 0)) live.told.add(`${kind} ${path}`);
    const meanwhile = this.#live.get(live.id);
    if (meanwhile) return meanwhile;
    this.#live.set(live.id, live);
    return live;
  }

  #reschedule(): void {
    if (this.#closing) return;
    const ready = [...this.#live.values()].filter(({ paused, cancelled }) => !paused && !cancelled);
    const { working, waitingFor } = schedule(
      ready.map(({ id, kind, priority, permit }) => ({
        id,
        priority,
        lanes: this.#kinds.lanesOf(kind),
        working: permit.allowed,
      })),
      this.#options.heldDown(),
    );
    for (const live of this.#live.values()) {
      live.waitingFor = waitingFor.get(live.id) ?? null;
      if (working.has(live.id)) {
        live.permit.allow();
        live.running ??= this.#run(live);
      } else live.permit.withhold();
      this.#told(live);
    }
  }

  async #run(live: LiveJob): Promise<void> {
    live.startedAt ??= new Date();
    // Where nothing can be stored, the work itself says so.
    await this.#save(live).catch(() => {});
    const ending = await this.#work(live);
    await this.#storeFiles(live).catch(() => {});
    const leftToTheNext = this.#closing && !live.cancelled && ending.report?.interrupted === true;
    await (leftToTheNext ? this.#save(live).catch(() => {}) : this.#end(live, ending));
  }

  async #work(live: LiveJob): Promise<Ending> {
    const remember = (file: Omit<JobFile, 'number'>) => {
      const name = `${file.kind} ${file.path}`;
      if (live.told.has(name) || live.told.size >= MOST_FILES) return;
      live.told.add(name);
      live.files.push(file);
      if (file.kind === 'failed') live.failedFiles += 1;
      else live.warnedFiles += 1;
    };
    try {
      const report = await live.work.run({
        jobId: live.id,
        permit: live.permit,
        heldDown: this.#options.heldDown,
        onProgress: (progress) => {
          live.progress = progress;
          // Told of once its files can be read.
          void this.#storeFiles(live)
            .catch(() => {})
            .then(() => this.#told(live));
        },
        onFailure: ({ path, failure }) => remember({ kind: 'failed', path, failure, warnings: [] }),
        onWarning: ({ path, warnings }) => remember({ kind: 'warned', path, failure: null, warnings }),
      });
      return { state: live.cancelled ? 'cancelled' : 'done', report, failure: null };
    } catch (error) {
      if (live.cancelled) return { state: 'cancelled', report: null, failure: null };
      return { state: 'failed', report: null, failure: this.#failureOf(error) };
    }
  }

  #failureOf(error: unknown): Failure {
    if (error instanceof SonothequeError) return error.failure;
    this.#options.onFault(error);
    return {
      code: 'unexpected',
      message: 'Something unexpected happened; the job was stopped, and what was done is kept.',
      nextStep: 'Start it again. If it stays, `sonotheque doctor --bundle` writes what a report needs.',
    };
  }

  async #end(live: LiveJob, ending: Ending): Promise<void> {
    const stored = toStored(live, ending);
    const { failedFiles, warnedFiles } = live;
    // On a full disk the end can't be stored; whoever waits is told of it all the same.
    await this.#options.catalogue.saveJob(stored).catch(() => {});
    this.#live.delete(live.id);
    this.#news.tell(this.#showStored({ ...stored, failedFiles, warnedFiles }));
    await this.#options.catalogue.pruneJobs(KEPT_FINISHED_JOBS).catch(() => {});
    this.#reschedule();
  }

  async #storeFiles(live: LiveJob): Promise<void> {
    const files = live.files.splice(0);
    try {
      if (files.length > 0) await this.#options.catalogue.addJobFiles(live.id, files);
    } catch (error) {
      // With room on the disk again they are stored with the next ones.
      live.files.unshift(...files);
      throw error;
    }
  }

  #save(live: LiveJob): Promise<void> {
    return this.#options.catalogue.saveJob(toStored(live, null));
  }

  #told(live: LiveJob): void {
    this.#news.tell(this.#show(live));
  }

  #show(live: LiveJob): Job {
    const { failedFiles, warnedFiles } = live;
    return toJob({ ...toStored(live, null), failedFiles, warnedFiles }, live.work, this.#hindrance(live));
  }

  #showNow(stored: StoredJob): Job {
    const live = this.#live.get(stored.id);
    return live ? this.#show(live) : (this.#news.endOf(stored.id) ?? this.#showStored(stored));
  }

  #showStored(stored: StoredJob): Job {
    // A job of another engine's life that nobody took up is waiting, whatever it was doing when that engine died.
    const state = stored.state === 'running' ? 'queued' : stored.state;
    return toJob({ ...stored, state }, this.#kinds.work(stored.kind, stored.request), null);
  }

  #hindrance({ waitingFor, permit }: LiveJob): string | null {
    const first = waitingFor === null ? undefined : this.#live.get(waitingFor);
    if (first) return `“${first.work.title}” goes first.`;
    return permit.allowed && this.#options.heldDown() ? 'On one core while you work.' : null;
  }
}

function noSuchJob(): SonothequeError {
  return new SonothequeError({
    code: 'no-such-job',
    message: 'This job is not known any more.',
    nextStep: 'Look at the list of jobs again.',
  });
}
