/** First values of the tensors that losses learn. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LossParameters, LossShape } from './loss.ts';
import type { Core } from './tensors.ts';

/** How a parameter begins: its shape and the spread of its normally distributed values (0: all zeros). */
export type ParameterSpecification = {
  shape(of: LossShape): readonly number[];
  standardDeviation(of: LossShape): number;
};

/**
 * One vector a class (classes × dimensions) of standard normal values: directions spread evenly over the sphere, which
 * is all that a loss sees that compares by cosine.
 */
export const classVectors: ParameterSpecification = {
  shape: ({ classes, dimensions }) => [classes, dimensions],
  standardDeviation: () => 1,
};

/** Weights of a linear layer (classes × dimensions), spread as by Glorot and Bengio, AISTATS 2010, eq. 12. */
export const linearWeights: ParameterSpecification = {
  shape: ({ classes, dimensions }) => [classes, dimensions],
  standardDeviation: ({ classes, dimensions }) => Math.sqrt(2 / (classes + dimensions)),
};

/** One number a class, all zero at first. */
export const linearBias: ParameterSpecification = {
  shape: ({ classes }) => [classes],
  standardDeviation: () => 0,
};

/** One vector a class (classes × dimensions) at the origin: no embedding is far from it by chance. */
export const centresAtOrigin: ParameterSpecification = {
  shape: ({ classes, dimensions }) => [classes, dimensions],
  standardDeviation: () => 0,
};

/** The tensors that `specifications` ask for. The same seed gives the same values on every backend. */
export function initialised(
  core: Core,
  specifications: Readonly<Record<string, ParameterSpecification>>,
  of: LossShape,
  seed: number,
): LossParameters {
  const created: Record<string, Tensor> = {};
  for (const [index, [name, specification]] of Object.entries(specifications).entries()) {
    const shape = [...specification.shape(of)];
    const spread = specification.standardDeviation(of);
    created[name] = spread === 0 ? core.zeros(shape) : core.randomNormal(shape, 0, spread, 'float32', seed + index);
  }
  return created;
}
