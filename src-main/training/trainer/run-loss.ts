/** The loss that a run asks for, and what it needs of its batches. */
import { z } from 'zod';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { METRIC_LOSS_NAMES, type TrainingConfiguration } from '../../../src-shared/training/index.ts';
import { createLoss, type Loss } from '../losses/index.ts';
import type { Core } from '../model/index.ts';

export type RunLoss = {
  readonly loss: Loss;
  /** Whether it learns a linear head, `W` and `b`. */
  readonly hasHead: boolean;
  /** Frames of a class that a batch should have at least; 1 where it compares no frames with each other. */
  readonly framesPerClass: number;
};

/** Compare frames with what they learn of a class, not with each other. */
const WITHOUT_PAIRS: readonly string[] = ['proxy-nca', 'proxy-anchor', 'arcface', 'center'];
/** Enough pairs of one class, and still many classes in a batch of 32. */
const FRAMES_OF_PAIRS = 4;

/** @throws SonothequeError where its options don't fit, or can't go with the rest of the configuration. */
export function runLoss(core: Core, configuration: TrainingConfiguration): RunLoss {
  const { name, options } = configuration.loss;
  const isMetric = (METRIC_LOSS_NAMES as readonly string[]).includes(name);
  if (configuration.augmentation.mixupAlpha > 0 && (isMetric || name === 'cross-entropy-with-metric'))
    throw new SonothequeError({
      code: 'bad-configuration',
      message: `mixup can't go with the loss ${name}: of a mixture of two classes it can't be told.`,
      nextStep: 'Set mixupAlpha to 0, or choose cross-entropy or focal.',
    });
  const shaping = name === 'cross-entropy-with-metric' ? String(options.metric ?? '') : isMetric ? name : null;
  return {
    loss: checkedLoss(core, configuration),
    hasHead: !isMetric,
    framesPerClass: shaping === null || WITHOUT_PAIRS.includes(shaping) ? 1 : FRAMES_OF_PAIRS,
  };
}

function checkedLoss(core: Core, { loss: { name, options } }: TrainingConfiguration): Loss {
  try {
    return createLoss(core, name, options);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const where = issue?.path.length ? `“${issue.path.join('.')}”: ` : '';
    throw new SonothequeError(
      {
        code: 'bad-configuration',
        message: `The loss ${name} can't take these options: ${where}${issue?.message ?? 'they do not fit'}.`,
        nextStep: "Mend or leave out the loss's options; what is left out is as in its paper.",
      },
      { cause: error },
    );
  }
}
