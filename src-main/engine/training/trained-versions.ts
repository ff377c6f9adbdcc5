import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { TrainingOutcome } from '../../../src-shared/training/index.ts';

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
