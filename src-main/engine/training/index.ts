export { LiveRuns } from './live-runs.ts';
export { RunStore } from './run-store.ts';
export { type TrainingParts, trainJob } from './train-job.ts';
export { TrainingRuns } from './training-runs.ts';
