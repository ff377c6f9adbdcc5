import type { Job, JobFile } from '../../../src-shared/contract/jobs.ts';

export type JobsState = {
  /** `null` before the first answer. */
  readonly byId: ReadonlyMap<string, Job> | null;
  readonly panelOpen: boolean;
  /** The job whose files are listed. */
  readonly openFiles: { readonly jobId: string; readonly files: readonly JobFile[] } | null;
};

export const initialJobsState: JobsState = { byId: null, panelOpen: false, openFiles: null };
