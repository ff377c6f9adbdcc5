import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from './failures.ts';
import type { IndexProgress, IndexReport } from './indexing.ts';
import { MAX_PAGE } from './inputs.ts';
import { command, repeatable } from './procedure.ts';

export type JobState = 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
export const jobPriorities = ['low', 'normal', 'high'] as const;
export type JobPriority = (typeof jobPriorities)[number];

/** Kinds of long work beside indexing; what each is: docs/architecture.md. */
export type WorkKindName = 'train' | 're-embed' | 'project' | 'evaluate' | 'study';
export type JobKindName = 'index' | WorkKindName;

type AnyJob = {
  /** UUIDv7. */
  readonly id: string;
  /** For a person: `Index ~/Sounds`. */
  readonly title: string;
  readonly state: JobState;
  readonly priority: JobPriority;
  /** Why a queued job does not run yet, or a running one runs slowly, in plain words; `null`: nothing holds it back. */
  readonly heldBackBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Why the job as a whole ended; single files are told by `files`. */
  readonly failure: Failure | null;
  readonly failedFiles: number;
  readonly warnedFiles: number;
};

export type IndexJob = AnyJob & {
  readonly kind: 'index';
  /** Absolute. */
  readonly folders: readonly string[];
  readonly progress: IndexProgress | null;
  /** Once done or cancelled. */
  readonly report: IndexReport | null;
};

/** How far any other work is. */
export type WorkProgress = {
  /** 0–1; `null` while nobody knows the whole. */
  readonly share: number | null;
  /** What it is at: `Epoch 3 of 10`. Names stand in “…”, and are left out of diagnostics. */
  readonly sentence: string;
  /** How fast: `74 frames a second`; `null` where that says nothing. */
  readonly rate: string | null;
  /** `null` until there is enough to tell. */
  readonly secondsLeft: number | null;
};

/** How any other work ended. */
export type WorkReport = {
  /** For a person: `12 epochs, the ninth was the best: macro-F1 0.61`. Names stand in “…”, and are left out of diagnostics. */
  readonly sentence: string;
  /** Stopped before the end. */
  readonly interrupted: boolean;
};

export type WorkJob = AnyJob & {
  readonly kind: WorkKindName;
  /** Id of what it works for: a training run, a model version. */
  readonly subject: string | null;
  readonly progress: WorkProgress | null;
  /** Once done or cancelled. */
  readonly report: WorkReport | null;
};

/** Any long work: it can be left alone, paused, cancelled, and goes on after the engine died. */
export type Job = IndexJob | WorkJob;
export type JobProgress = IndexProgress | WorkProgress;
export type JobReport = IndexReport | WorkReport;

/** A file of a job that a person may want to know of. */
export type JobFile = {
  /** From 1, in the order in which they were met. */
  readonly number: number;
  readonly kind: 'failed' | 'warned';
  /** Absolute. */
  readonly path: string;
  /** Of a failed one. */
  readonly failure: Failure | null;
  /** Of a warned one. */
  readonly warnings: readonly string[];
};

/** What happens to a job, as it happens; the last one carries a job that has ended. */
export type JobEvent = { readonly kind: 'job'; readonly job: Job } | { readonly kind: 'file'; readonly file: JobFile };

const byId = z.object({ id: z.uuid() });

export const jobs = {
  /** Newest first. */
  list: repeatable
    .input(z.object({ limit: z.int().min(1).max(MAX_PAGE), before: z.uuid().optional() }))
    .output(type<readonly Job[]>()),
  get: repeatable.input(byId).output(type<Job>()),
  files: repeatable
    .input(byId.extend({ after: z.int().min(0).default(0), limit: z.int().min(1).max(MAX_PAGE) }))
    .output(type<readonly JobFile[]>()),
  /** The unfinished and the newest finished ones, then each that changes, a few times a second at most. */
  watch: repeatable.output(eventIterator(type<Job>())),
  /** One job until it ends; `after` is the number of the last file that is known already. */
  follow: repeatable.input(byId.extend({ after: z.int().min(0).default(0) })).output(eventIterator(type<JobEvent>())),
  pause: repeatable.input(byId).output(type<Job>()),
  resume: repeatable.input(byId).output(type<Job>()),
  /** What was done stays done. */
  cancel: repeatable.input(byId).output(type<Job>()),
  setPriority: repeatable.input(byId.extend({ priority: z.enum(jobPriorities) })).output(type<Job>()),
  /** Forgets the finished ones. */
  clearHistory: command.output(type<{ readonly forgotten: number }>()),
};
