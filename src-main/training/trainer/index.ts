export { type EmbeddedRun, embedRun } from './embed-run.ts';
export { estimate } from './estimate.ts';
export { StopTraining, type TrainingHost } from './host.ts';
export { Optimiser } from './optimiser.ts';
export { type PreparedRun, prepareRun } from './prepare.ts';
export { type Run, readRun } from './read-run.ts';
export { Training } from './train.ts';
