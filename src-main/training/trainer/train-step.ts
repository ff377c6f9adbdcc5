/** One step: a batch there and back, and the parameters moved. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Batch } from './epoch-batches.ts';
import { inputTensor } from './evaluate.ts';
import type { Optimiser } from './optimiser.ts';
import type { PreparedRun } from './prepare.ts';

export type TrainStepOptions = {
  readonly learningRate: number;
  readonly lossWeight: number;
  readonly wantsPerformance: boolean;
};

/**
 * @returns the loss before its weight, and how well the batch was told apart where that was asked.
 * @throws SonothequeError `not-a-number`; the parameters are then as before the step.
 */
export async function trainStep(
  prepared: PreparedRun,
  optimiser: Optimiser,
  batch: Batch,
  options: TrainStepOptions,
): Promise<{ readonly loss: number; readonly performance: number | null }> {
  const { opened, layout, model, parameters, run } = prepared;
  const { core } = opened;
  const { encoderRate, weightDecay } = run.configuration.optimiser;
  const encoderLearningRate = options.learningRate * (run.start ? encoderRate : 1);
  core.engine().startScope();
  try {
    const mixed = batch.mixed && {
      labels: core.tensor1d(batch.mixed.labels, 'int32') as Tensor1D,
      share: batch.mixed.share,
    };
    const step = model.step(
      {
        dataset: batch.dataset,
        input: inputTensor(core, layout, batch.values),
        labels: core.tensor1d(batch.labels, 'int32') as Tensor1D,
        mixed,
        lossWeight: options.lossWeight,
      },
      { wantsPerformance: options.wantsPerformance },
    );
    // Not read at once: WebGPU only answers in time.
    const loss = ((await step.loss.data())[0] ?? Number.NaN) / (options.lossWeight || 1);
    const performance = (await step.performance?.data())?.[0] ?? null;
    if (!Number.isFinite(loss)) throw notANumber(options.learningRate);
    const ofEncoder = (name: string) => name.startsWith('embedding_net.') || name.startsWith('datasets.');
    optimiser.move(
      step.gradients,
      (name) => (ofEncoder(name) ? encoderLearningRate : options.learningRate),
      weightDecay,
    );
    for (const [name, statistic] of step.statistics) parameters.set(name, statistic);
    return { loss, performance };
  } finally {
    core.engine().endScope();
  }
}

/** Weights or a loss that are no numbers any more. */
export function notANumber(learningRate: number): SonothequeError {
  return new SonothequeError({
    code: 'not-a-number',
    message: `The training has run away: its loss is no longer a number, at a learning rate of ${learningRate.toPrecision(2)}.`,
    nextStep: 'Start again with a learning rate ten times lower. The last good state is kept.',
  });
}
