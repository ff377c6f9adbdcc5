/** Training runs as the engine starts them: each in a child process of its own. */
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { TrainingEstimate, TrainingOutcome } from '../../../src-shared/training/index.ts';
import type { EstimateRunOptions, TrainRunOptions } from './run-options.ts';

/**
 * Trains a run folder, from its checkpoint where it has one.
 *
 * @throws SonothequeError where the run can't begin or go on; it can be taken up again once the reason is mended.
 */
export function trainRun(_options: TrainRunOptions): Promise<TrainingOutcome> {
  return Promise.reject(notYet());
}

/**
 * Measures a few steps of a run and says what all of it will take here. Changes nothing in the folder.
 *
 * @throws SonothequeError where the run couldn't begin.
 */
export function estimateRun(_options: EstimateRunOptions): Promise<TrainingEstimate> {
  return Promise.reject(notYet());
}

function notYet(): SonothequeError {
  return new SonothequeError({ code: 'not-yet', message: 'Training is not there yet.', nextStep: null });
}
