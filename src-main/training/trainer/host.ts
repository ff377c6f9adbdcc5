import type { TrainingNews } from '../../../src-shared/training/index.ts';
import type { FileWriter } from '../checkpoint/index.ts';

/** What a training asks of whoever runs it. */
export type TrainingHost = {
  /** Asked between pieces of work: resolves when it may go on. @throws StopTraining when it shall end */
  readonly gate: () => Promise<void>;
  readonly tell: (news: TrainingNews) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly writer?: FileWriter;
  /** Seconds between two checkpoints inside an epoch; 30 unless given. */
  readonly checkpointSeconds?: number;
};

/** Ends a training in good order: a checkpoint is written and the outcome says `stopped`. */
export class StopTraining extends Error {}
