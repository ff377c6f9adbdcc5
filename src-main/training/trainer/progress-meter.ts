/** Measures how fast a run goes, and tells it a few times a second. */
import type { TrainingHost } from './host.ts';

const TELL_MILLISECONDS = 250;
/** Over how long the rate is taken. */
const WINDOW_MILLISECONDS = 15_000;

export type DoneStep = {
  readonly epoch: number;
  readonly step: number;
  readonly frames: number;
  readonly loss: number;
};

type MeasuredStep = { readonly at: number; readonly frames: number; readonly took: number; readonly waited: number };

export class ProgressMeter {
  readonly #host: TrainingHost;
  readonly #plan: { readonly steps: number; readonly epochs: number };
  /** Ends of the last steps: when, how many frames, how much of it was waiting. */
  #recent: MeasuredStep[] = [];
  #waited = 0;
  #before: number | null = null;
  #told = Number.NEGATIVE_INFINITY;
  #evaluation = 0;

  /** @param plan.steps of the whole run. @param plan.epochs of the whole run. */
  constructor(host: TrainingHost, plan: { readonly steps: number; readonly epochs: number }) {
    this.#host = host;
    this.#plan = plan;
  }

  /** Waits for a step's input, and counts how long. */
  async waitFor<Result>(input: () => Promise<Result>): Promise<Result> {
    const begun = this.#host.now();
    this.#before = begun;
    const result = await input();
    this.#waited = this.#host.now() - begun;
    return result;
  }

  stepDone({ epoch, step, frames, loss }: DoneStep): void {
    const now = this.#host.now();
    this.#recent.push({ at: now, frames, took: now - (this.#before ?? now), waited: this.#waited });
    this.#recent = this.#recent.filter(({ at }) => now - at < WINDOW_MILLISECONDS);
    if (now - this.#told < TELL_MILLISECONDS) return;
    this.#told = now;
    const sum = (of: (one: MeasuredStep) => number) => this.#recent.reduce((total, one) => total + of(one), 0);
    const took = Math.max(
      1e-3,
      sum(({ took }) => took),
    );
    const { steps, epochs } = this.#plan;
    const evaluationsLeft = (epochs * Math.max(0, steps - step)) / Math.max(1, steps);
    this.#host.tell({
      kind: 'step',
      epoch,
      step,
      steps,
      loss,
      framesPerSecond: (1_000 * sum(({ frames }) => frames)) / took,
      waitingShare: sum(({ waited }) => waited) / took,
      secondsLeft: ((steps - step) * took) / this.#recent.length / 1_000 + (evaluationsLeft * this.#evaluation) / 1_000,
    });
  }

  /** How long the scoring after an epoch took. */
  evaluated(milliseconds: number): void {
    this.#evaluation = milliseconds;
  }
}
