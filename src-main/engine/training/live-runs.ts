import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import type { TrainingStep } from '../../../src-shared/training/index.ts';

/** What a run is at in this engine, beside what its folder says. */
export type LiveRun = {
  phase: TrainingRun['phase'];
  step: TrainingStep | null;
  /** Grows with what stands in its file of news. */
  written: number;
};

/** Runs that are worked on now. */
export class LiveRuns {
  readonly #runs = new Map<string, LiveRun>();

  begin(id: string): LiveRun {
    const run: LiveRun = { phase: 'gathering', step: null, written: 0 };
    this.#runs.set(id, run);
    return run;
  }

  end(id: string): void {
    this.#runs.delete(id);
  }

  get(id: string): LiveRun | null {
    return this.#runs.get(id) ?? null;
  }
}
