import type { EngineClient } from '../contract/contract.ts';
import { SonothequeError } from '../contract/failures.ts';
import type { Job, WorkJob, WorkProgress } from '../contract/jobs.ts';

export type WorkJobOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: WorkProgress) => void;
};

/**
 * Follows long work of another kind than indexing until it ends, through whatever becomes of the engine meanwhile. The
 * signal cancels it.
 * @returns the job as it ended, cancelled ones too
 * @throws SonothequeError the job's failure
 */
export async function runWorkJob(
  client: EngineClient,
  started: Job,
  { signal, onProgress }: WorkJobOptions,
): Promise<WorkJob> {
  const { id } = started;
  let job = asWorkJob(started);
  const stop = () => void client.jobs.cancel({ id }).catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    while (job.finishedAt === null) {
      try {
        for await (const event of await client.jobs.follow({ id, after: 0 })) {
          if (event.kind !== 'job') continue;
          job = asWorkJob(event.job);
          if (job.progress) onProgress(job.progress);
        }
      } catch (error) {
        if (!(error instanceof SonothequeError) || error.failure.code !== 'connection-lost') throw error;
      }
      // The engine left in the middle: whoever has the catalogue now takes the job up when asked for it.
      if (job.finishedAt === null) job = asWorkJob(await client.jobs.resume({ id }));
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (job.failure) throw new SonothequeError(job.failure);
  return job;
}

/** @throws TypeError for an index job: a mistake of ours */
function asWorkJob(job: Job): WorkJob {
  if (job.kind === 'index') throw new TypeError('This job indexes.');
  return job;
}
