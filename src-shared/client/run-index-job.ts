import type { EngineClient } from '../contract/contract.ts';
import { SonothequeError } from '../contract/failures.ts';
import type { FailedPath, IndexProgress, IndexReport, WarnedPath } from '../contract/indexing.ts';
import type { IndexJob } from '../contract/jobs.ts';
import { asIndexJob } from '../jobs/index.ts';

export type IndexJobOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
  readonly onFailure: (failed: FailedPath) => void;
  readonly onWarning: (warned: WarnedPath) => void;
};

export type IndexJobOutcome =
  | { readonly kind: 'ended'; readonly report: IndexReport }
  /** Somebody else had started the same job; it goes on without us. */
  | { readonly kind: 'left' };

/**
 * Indexes folders and tells of what happens until the job ends, through whatever becomes of the engine meanwhile. The
 * signal cancels a job of ours, and leaves one that somebody else had started.
 * @param folders absolute
 * @throws SonothequeError
 */
export async function runIndexJob(
  client: EngineClient,
  folders: readonly string[],
  { signal, onProgress, onFailure, onWarning }: IndexJobOptions,
): Promise<IndexJobOutcome> {
  const before = new Date();
  let job: IndexJob = await client.libraries.index({ folders: [...folders] });
  const ours = job.createdAt >= before;
  const { id } = job;
  let after = 0;
  const stop = () => void client.jobs.cancel({ id }).catch(() => {});
  if (ours) signal.addEventListener('abort', stop, { once: true });
  try {
    if (ours && signal.aborted) stop();
    while (job.finishedAt === null) {
      if (!ours && signal.aborted) return { kind: 'left' };
      try {
        for await (const event of await client.jobs.follow({ id, after }, ours ? {} : { signal })) {
          if (event.kind === 'job') {
            job = asIndexJob(event.job);
            if (job.progress) onProgress(job.progress);
            continue;
          }
          const { number, path, failure, warnings } = event.file;
          after = number;
          if (failure) onFailure({ path, failure });
          else onWarning({ path, warnings });
        }
      } catch (error) {
        if (!ours && signal.aborted) return { kind: 'left' };
        if (!(error instanceof SonothequeError) || error.failure.code !== 'connection-lost') throw error;
      }
      // The engine left in the middle: whoever has the catalogue now takes the job up when asked for it.
      if (job.finishedAt === null) job = asIndexJob(await client.jobs.resume({ id }));
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (job.failure) throw new SonothequeError(job.failure);
  if (!job.report && signal.aborted) return { kind: 'left' };
  if (!job.report) throw new SonothequeError(CANCELLED);
  return { kind: 'ended', report: job.report };
}

const CANCELLED = {
  code: 'job-cancelled',
  message: 'The job was cancelled before it began.',
  nextStep: 'Start it again.',
} as const;
