import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { TrainingOutcome } from '../../../src-shared/training/index.ts';
import { locateModels, MODEL_FILES, readShippedModel } from '../../encoder/index.ts';

/** What a training run needs of model versions: the weights that it starts from, and somebody who takes what it made. */
export type TrainedVersions = {
  /** A safetensors file. @throws SonothequeError `no-such-version` */
  readonly weightsFile: (id: string) => Promise<string>;
  /**
   * Makes a model version of a finished run; called again for the same run where an engine died in between.
   * `null`: it makes none of such a run.
   */
  readonly finishRun: (
    run: { readonly id: string; readonly name: string; readonly folder: string },
    outcome: TrainingOutcome,
    signal: AbortSignal,
  ) => Promise<ModelVersionId | null>;
};

/** Only the version that comes along, and nothing made of runs. */
export const shippedVersionOnly: TrainedVersions = {
  weightsFile: async (id) => {
    if (id === readShippedModel().id) return path.join(locateModels(), MODEL_FILES.weights);
    throw new SonothequeError({
      code: 'no-such-version',
      message: `There is no model version “${id}” to start from.`,
      nextStep: `\`sonotheque models\` lists them; the one that comes along is ${readShippedModel().id}.`,
    });
  },
  finishRun: async () => null,
};
