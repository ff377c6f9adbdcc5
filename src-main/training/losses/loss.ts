/** What a loss is: a formula over one batch of embeddings, its options and the parameters that it learns. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { z } from 'zod';
import { initialised, type ParameterSpecification } from './parameters.ts';
import type { Core } from './tensors.ts';

/** Learnt tensors by name, e.g. `proxies` (classes × dimensions). The trainer may hold them as variables. */
export type LossParameters = Readonly<Record<string, Tensor>>;

export type LossShape = {
  /** Numbers in one embedding. */
  readonly dimensions: number;
  /** Labels are 0 … classes − 1. */
  readonly classes: number;
};

/** A loss with its options chosen. All of it runs on the backend: nothing is read back. */
export type Loss = {
  readonly name: string;
  /** First values of what the loss learns; empty where it learns nothing. The same seed gives the same values. */
  createParameters(shape: LossShape, seed: number): LossParameters;
  /**
   * Loss of one batch, differentiable by the embeddings and the parameters.
   *
   * @param embeddings batch × dimensions, float32.
   * @param labels class of each row, int32, each below the number of classes.
   */
  value(embeddings: Tensor2D, labels: Tensor1D, parameters: LossParameters): Scalar;
};

/** A loss before its options are chosen. */
export type LossDefinition = {
  readonly name: string;
  /** Checks options and fills in defaults. */
  readonly options: z.ZodType;
  /** @throws ZodError when the options don't fit. */
  create(core: Core, options: unknown): Loss;
};

/** One batch as a formula sees it. */
export type LossBatch<Key extends string> = {
  readonly embeddings: Tensor2D;
  readonly labels: Tensor1D;
  readonly parameters: Readonly<Record<Key, Tensor>>;
};

/** A definition from a formula. `parameters` names what is learnt; the formula gets the tensors by these names. */
export function defineLoss<Schema extends z.ZodType, Key extends string = never>(definition: {
  readonly name: string;
  readonly options: Schema;
  readonly parameters?: Readonly<Record<Key, ParameterSpecification>>;
  value(core: Core, batch: LossBatch<Key>, options: z.output<Schema>): Scalar;
}): LossDefinition {
  const { name } = definition;
  return {
    name,
    options: definition.options,
    create(core, options) {
      const chosen = definition.options.parse(options);
      return {
        name,
        createParameters: (shape, seed) => initialised(core, definition.parameters ?? {}, shape, seed),
        value: (embeddings, labels, parameters) =>
          core.tidy(() => definition.value(core, { embeddings, labels, parameters }, chosen)),
      };
    },
  };
}
