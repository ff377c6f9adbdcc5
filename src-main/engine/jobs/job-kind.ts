import type { z } from 'zod';
import type { FailedPath, WarnedPath } from '../../../src-shared/contract/indexing.ts';
import type {
  JobKindName,
  JobProgress,
  JobReport,
  WorkProgress,
  WorkReport,
} from '../../../src-shared/contract/jobs.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { Lane } from './schedule.ts';

/** What a job is given to work with. */
export type JobRun<Progress = WorkProgress> = {
  /** UUIDv7; the same when another engine takes the job up. */
  readonly jobId: string;
  /** Asked before each piece of work. */
  readonly permit: WorkPermit;
  /** Whether background work is to be content with one core now: a person uses the interface. */
  readonly heldDown: () => boolean;
  /** A few times a second at most. */
  readonly onProgress: (progress: Progress) => void;
  readonly onFailure: (failed: FailedPath) => void;
  readonly onWarning: (warned: WarnedPath) => void;
};

/** One job, read from what was asked. */
export type JobWork = {
  /** For a person. */
  readonly title: string;
  /** Two jobs of a kind with the same key are the same work: it isn't begun twice. */
  readonly key: string;
  /** Absolute; jobs that have to do with a library end when it is removed. */
  readonly folders: readonly string[];
  /** Id of what it works for: a training run, a model version. */
  readonly subject: string | null;
  /** Works until done or its permit ends. @throws SonothequeError when the job as a whole can't go on */
  readonly run: (run: JobRun<JobProgress>) => Promise<JobReport>;
};

export type JobKind = {
  readonly name: JobKindName;
  readonly lanes: readonly Lane[];
  /** @throws when the request was stored by another version in another form */
  readonly work: (request: unknown) => JobWork;
};

/**
 * A kind of long work. What it was asked is stored as JSON, so that another engine can take it up after a kill: `run`
 * must find by itself how far it had come.
 */
export function workKind<Request>(kind: {
  readonly name: JobKindName;
  /** What it takes for itself while it works; jobs without a common lane go side by side. */
  readonly lanes: readonly Lane[];
  readonly request: z.ZodType<Request>;
  readonly title: (request: Request) => string;
  readonly key: (request: Request) => string;
  readonly subject?: (request: Request) => string;
  readonly run: (request: Request, run: JobRun) => Promise<WorkReport>;
}): JobKind {
  return {
    name: kind.name,
    lanes: kind.lanes,
    work: (stored) => {
      const request = kind.request.parse(stored);
      return {
        title: kind.title(request),
        key: kind.key(request),
        folders: [],
        subject: kind.subject?.(request) ?? null,
        run: (run) => kind.run(request, run),
      };
    },
  };
}
