import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { IndexProgress, IndexReport } from '../../../src-shared/contract/indexing.ts';
import type {
  Job,
  JobFile,
  JobPriority,
  JobProgress,
  JobReport,
  JobState,
  WorkKindName,
  WorkProgress,
  WorkReport,
} from '../../../src-shared/contract/jobs.ts';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { StoredJob } from '../../catalogue/index.ts';
import type { JobWork } from './job-kind.ts';

/** A job that has not ended. */
export type LiveJob = {
  readonly id: string;
  /** Of any kind that was ever stored. */
  readonly kind: string;
  /** As it was asked and is stored. */
  readonly request: unknown;
  readonly work: JobWork;
  readonly createdAt: Date;
  readonly permit: WorkPermit;
  priority: JobPriority;
  startedAt: Date | null;
  paused: boolean;
  cancelled: boolean;
  /** Settles when its work has ended; `null` before it began. */
  running: Promise<void> | null;
  progress: JobProgress | null;
  waitingFor: string | null;
  failedFiles: number;
  warnedFiles: number;
  /** Files not yet stored. */
  files: Omit<JobFile, 'number'>[];
  /** Names of files that a run before this one told of already. */
  readonly told: Set<string>;
};

export type Ending = {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly report: JobReport | null;
  readonly failure: Failure | null;
};

export function newLiveJob(job: Pick<LiveJob, 'id' | 'kind' | 'request' | 'work' | 'priority'>): LiveJob {
  return {
    ...job,
    createdAt: new Date(),
    permit: new WorkPermit(),
    startedAt: null,
    paused: false,
    cancelled: false,
    running: null,
    progress: null,
    waitingFor: null,
    failedFiles: 0,
    warnedFiles: 0,
    files: [],
    told: new Set(),
  };
}

/** A job that an engine before this one left unfinished. */
export function liveAgain(stored: StoredJob, work: JobWork): LiveJob {
  const { id, kind, request, priority } = stored;
  return {
    ...newLiveJob({ id, kind, request, work, priority }),
    createdAt: stored.createdAt,
    startedAt: stored.startedAt,
    paused: stored.state === 'paused',
    progress: stored.progress as JobProgress | null,
    failedFiles: stored.failedFiles,
    warnedFiles: stored.warnedFiles,
  };
}

export function stateOf({ paused, permit, running }: LiveJob): JobState {
  if (paused) return 'paused';
  return running !== null && permit.allowed ? 'running' : 'queued';
}

/** A job as it is stored; ended, where an ending is given. */
export function toStored(live: LiveJob, ending: Ending | null): Omit<StoredJob, 'failedFiles' | 'warnedFiles'> {
  const { id, kind, request, priority, createdAt, startedAt, progress } = live;
  return {
    id,
    kind,
    request,
    state: ending?.state ?? stateOf(live),
    priority,
    createdAt,
    startedAt,
    finishedAt: ending ? new Date() : null,
    progress,
    report: ending?.report ?? null,
    failure: ending?.failure ?? null,
  };
}

/** A stored job as its clients see it. */
export function toJob(stored: StoredJob, { title, folders, subject }: JobWork, heldBackBy: string | null): Job {
  const { id, state, priority, createdAt, startedAt, finishedAt, failure, failedFiles, warnedFiles } = stored;
  const job = {
    id,
    title,
    state,
    priority,
    heldBackBy,
    createdAt,
    startedAt,
    finishedAt,
    failure,
    failedFiles,
    warnedFiles,
  };
  if (stored.kind === 'index') {
    const progress = stored.progress as IndexProgress | null;
    return { ...job, kind: 'index', folders, progress, report: stored.report as IndexReport | null };
  }
  return {
    ...job,
    kind: stored.kind as WorkKindName,
    subject,
    progress: stored.progress as WorkProgress | null,
    report: stored.report as WorkReport | null,
  };
}
