/** What comes in while a run goes on, put where it belongs. */
import type { TrainingEpoch, TrainingStep } from '../../../src-shared/training/index.ts';
import type { LiveSteps } from './state.ts';

/** Losses of steps that are kept for the curve of a whole run. */
const MOST_LOSSES = 600;

/** With an epoch that is new, or told again after a resume. */
export function withEpoch(epochs: readonly TrainingEpoch[], epoch: TrainingEpoch): readonly TrainingEpoch[] {
  return [...epochs.filter((each) => each.epoch !== epoch.epoch), epoch].sort((a, b) => a.epoch - b.epoch);
}

/** With a step; those that a resumed run does again replace those of before. */
export function withStep(live: LiveSteps, last: TrainingStep): LiveSteps {
  const before = live.losses.filter(({ step }) => step < last.step);
  const sinceKept = last.step - (before.at(-2)?.step ?? Number.NEGATIVE_INFINITY);
  // The newest is always there; it stays once it is far enough from the one before.
  const kept = sinceKept < last.steps / MOST_LOSSES ? before.slice(0, -1) : before;
  return { ...live, last, losses: [...kept, { step: last.step, loss: last.loss }] };
}
