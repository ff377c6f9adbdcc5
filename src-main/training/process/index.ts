export { type EmbedRunOptions, embedRunFrames } from './embed-run.ts';
export type { EstimateRunOptions, OpenedRun, TrainRunOptions } from './run-options.ts';
export { estimateRun, trainRun } from './train-run.ts';
