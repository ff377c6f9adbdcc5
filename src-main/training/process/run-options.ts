/** What the engine asks of a training run and is told of it. */
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { TrainingNews } from '../../../src-shared/training/index.ts';
import type { RefusedBackend, TrainingBackend } from '../backends/index.ts';

/** How a run was taken up. */
export type OpenedRun = {
  readonly backend: TrainingBackend;
  /** Faster ones that were tried first. */
  readonly refused: readonly RefusedBackend[];
  /** The epoch of the checkpoint it goes on from; `null` where it begins anew. */
  readonly resumedFromEpoch: number | null;
  readonly pid: number | undefined;
};

export type TrainRunOptions = {
  /** As `RUN_FILES` says: configuration, datasets, spectra or embeddings, start. Goes on from its checkpoint, if any. */
  readonly runFolder: string;
  /** Threads of one operation (native CPU backend only). */
  readonly threads: number;
  /** Only this one; the fastest that works unless given. */
  readonly backend?: TrainingBackend;
  /**
   * Asked between steps: where it isn't allowed the child waits. When it is ended, a checkpoint is written and the
   * outcome says `stopped`.
   */
  readonly permit: WorkPermit;
  readonly onNews?: (news: TrainingNews) => void;
  readonly onOpened?: (opened: OpenedRun) => void;
};

export type EstimateRunOptions = {
  readonly runFolder: string;
  readonly threads: number;
  readonly backend?: TrainingBackend;
  /** Gives the measuring up: the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
};
