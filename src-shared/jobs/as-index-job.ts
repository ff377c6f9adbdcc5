import type { IndexJob, Job } from '../contract/jobs.ts';

/** A job that is known to index. @throws TypeError where it does something else: a mistake in our code */
export function asIndexJob(job: Job): IndexJob {
  if (job.kind === 'index') return job;
  throw new TypeError(`A job that indexes was expected, not one of the kind “${job.kind}”.`);
}
