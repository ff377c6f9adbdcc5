import type { Job, JobEvent, JobFile } from '../../../src-shared/contract/jobs.ts';
import { rest } from '../../../src-shared/jobs/index.ts';
import { Notifier } from './notifier.ts';

/** Streams tell of changes this often at most. */
const STREAM_MILLISECONDS = 150;
const MOST_KEPT = 200;
const SHOWN_AT_FIRST = 20;

/** What can be asked of jobs. */
type JobSource = {
  readonly get: (id: string) => Promise<Job>;
  readonly recent: (limit: number) => Promise<readonly Job[]>;
  readonly filesAfter: (id: string, after: number) => AsyncIterable<JobFile>;
};

/** The latest state of each job that changed, for whoever watches: a slow watcher misses steps, never the last. */
export class JobNews {
  readonly #source: JobSource;
  readonly #notifier = new Notifier();
  readonly #latest = new Map<string, { readonly version: number; readonly job: Job }>();
  #over = false;

  constructor(source: JobSource) {
    this.#source = source;
  }

  tell(job: Job): void {
    this.#latest.delete(job.id);
    this.#latest.set(job.id, { version: this.#notifier.version + 1, job });
    if (this.#latest.size > MOST_KEPT) this.#forgetOldest();
    this.#notifier.notify();
  }

  /** A job that ended in this engine's life, also where its end could not be stored. */
  endOf(id: string): Job | undefined {
    const job = this.#latest.get(id)?.job;
    return job?.finishedAt ? job : undefined;
  }

  forgetFinished(): void {
    for (const { job } of [...this.#latest.values()]) if (job.finishedAt !== null) this.#latest.delete(job.id);
  }

  /** Ends every stream. */
  end(): void {
    this.#over = true;
    this.#notifier.notify();
  }

  /** The newest and the unfinished ones, oldest first, then each that changes. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Job> {
    let seen = this.#notifier.version;
    yield* (await this.#source.recent(SHOWN_AT_FIRST)).toReversed();
    while (!signal?.aborted && !this.#over) {
      await this.#notifier.changedSince(seen, signal);
      const since = seen;
      seen = this.#notifier.version;
      for (const { version, job } of [...this.#latest.values()]) if (version > since) yield job;
      await rest(STREAM_MILLISECONDS, signal);
    }
  }

  /** One job with the files it tells of, until it has ended. @throws SonothequeError `no-such-job` */
  async *follow(id: string, after: number, signal: AbortSignal | undefined): AsyncGenerator<JobEvent> {
    let lastFile = after;
    for (;;) {
      const seen = this.#notifier.version;
      // Asked first: files are stored before a job ends.
      const job = await this.#source.get(id);
      for await (const file of this.#source.filesAfter(id, lastFile)) {
        lastFile = file.number;
        yield { kind: 'file', file };
      }
      yield { kind: 'job', job };
      if (job.finishedAt !== null || signal?.aborted || this.#over) return;
      await this.#notifier.changedSince(seen, signal);
      await rest(STREAM_MILLISECONDS, signal);
    }
  }

  #forgetOldest(): void {
    for (const { job } of this.#latest.values()) {
      if (job.finishedAt === null) continue;
      this.#latest.delete(job.id);
      return;
    }
  }
}
