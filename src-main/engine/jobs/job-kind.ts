import type { FailedPath, IndexProgress, IndexReport, WarnedPath } from '../../../src-shared/contract/indexing.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { Lane } from './schedule.ts';

/** What a job is given to work with. */
export type JobRun = {
  readonly permit: WorkPermit;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly onFailure: (failed: FailedPath) => void;
  readonly onWarning: (warned: WarnedPath) => void;
};

/** One kind of long work. What it was asked is stored, so that another engine can take it up. */
export type JobKind<Request> = {
  readonly lanes: readonly Lane[];
  /** For a person. */
  readonly title: (request: Request) => string;
  /** Works until done or its permit ends. @throws SonothequeError when the job as a whole can't go on */
  readonly run: (request: Request, run: JobRun) => Promise<IndexReport>;
};

/** What an index job was asked: absolute folders. */
export type IndexRequest = { readonly folders: readonly string[] };

export type JobKinds = { readonly index: JobKind<IndexRequest> };
