import type { WorkProgress } from '../../../src-shared/contract/jobs.ts';
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import { useAppState } from '../../app/index.ts';

/** How far a run's job is, as the jobs tell it. */
export function useProgress({ jobId, progress }: TrainingRun): WorkProgress | null {
  const job = useAppState((state) => state.jobs.byId?.get(jobId));
  return (job?.kind === 'train' ? job.progress : null) ?? progress;
}
