import type { Failure } from '../../src-shared/contract/failures.ts';
import type { JobFile, JobPriority, JobState } from '../../src-shared/contract/jobs.ts';

/** A long piece of work, as it is remembered. */
export type StoredJob = {
  /** UUIDv7: jobs are in the order of their ids. */
  readonly id: string;
  readonly kind: string;
  /** Anything JSON holds, like `progress` and `report`. */
  readonly request: unknown;
  readonly state: JobState;
  readonly priority: JobPriority;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly progress: unknown;
  readonly report: unknown;
  readonly failure: Failure | null;
  readonly failedFiles: number;
  readonly warnedFiles: number;
};

/** The history of jobs. Writing it is no change of the catalogue: `onChange` is not called. */
export type CatalogueJobs = {
  /** Adds a job, or replaces what is stored of it; its files stay. */
  saveJob(job: Omit<StoredJob, 'failedFiles' | 'warnedFiles'>): Promise<void>;
  job(id: string): Promise<StoredJob | null>;
  /** Newest first; `before`: only those older than this one. */
  jobs(page: { readonly limit: number; readonly before?: string }): Promise<readonly StoredJob[]>;
  /** Queued, running and paused ones, oldest first. */
  unfinishedJobs(): Promise<readonly StoredJob[]>;
  /** Numbers them from 1; no number is given twice, not even after `clearJobFiles`. Throws `job-unknown` when none is saved. */
  addJobFiles(jobId: string, files: readonly Omit<JobFile, 'number'>[]): Promise<void>;
  /** In the order of their numbers; `after`: only those with a greater one. */
  jobFiles(
    jobId: string,
    page: { readonly after?: number; readonly kind?: JobFile['kind']; readonly limit: number },
  ): Promise<readonly JobFile[]>;
  /** Before a job is run again from its beginning, so that no file appears twice. */
  clearJobFiles(jobId: string): Promise<void>;
  /** Forgets the oldest finished jobs beyond the `keep` newest finished ones, with their files; gives how many. */
  pruneJobs(keep: number): Promise<number>;
};
