/**
 * Tensor formulas that several losses share. They use only operations that every backend has, the WebAssembly one
 * included (which sums no segments, so nothing is gathered by label).
 */
import type * as TensorFlowCore from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** TensorFlow.js as it was loaded with its backend. */
export type Core = typeof TensorFlowCore;

/** Stands for minus infinity among logits: far below any, yet no source of NaN. */
const EXCLUDED = -1e9;
/** Below this length a vector counts as having it, so that a vector of zeros has a finite gradient. */
const SMALLEST_LENGTH = 1e-6;
const SMALLEST_SQUARED_DISTANCE = 1e-12;

/** What `compute` gives, as a constant: no gradient flows to `source`, and `compute` may use any operation. */
export function constantOf<Result extends Tensor>(
  core: Core,
  source: Tensor,
  compute: (source: Tensor) => Result,
): Result {
  const constant = core.customGrad((input) => ({
    value: compute(input as Tensor),
    gradFunc: () => core.zeros(source.shape),
  }));
  return constant(source) as Result;
}

/** 1 where two rows of the batch have the same label, else 0; batch × batch, the diagonal included. */
export function sameLabel(core: Core, labels: Tensor1D): Tensor2D {
  return core.cast(core.equal(core.expandDims(labels, 1), core.expandDims(labels, 0)), 'float32');
}

/** Which pairs of the batch are of one class (a row with itself isn't), and which of two; batch × batch of 0 and 1. */
export function labelPairs(core: Core, labels: Tensor1D): { positive: Tensor2D; negative: Tensor2D } {
  const same = sameLabel(core, labels);
  return { positive: core.mul(same, otherRows(core, labels)), negative: core.sub(1, same) };
}

/** 0 on the diagonal and 1 elsewhere; batch × batch. */
export function otherRows(core: Core, labels: Tensor1D): Tensor2D {
  const rows = core.range(0, labels.shape[0], 1, 'int32');
  return core.cast(core.notEqual(core.expandDims(rows, 1), core.expandDims(rows, 0)), 'float32');
}

/** 1 where a row of the batch is of a class, else 0; batch × classes. */
export function membership(core: Core, labels: Tensor1D, classes: number): Tensor2D {
  const every = core.range(0, classes, 1, 'int32');
  return core.cast(core.equal(core.expandDims(labels, 1), core.expandDims(every, 0)), 'float32');
}

/** Rows scaled to length 1. */
export function normalisedRows(core: Core, rows: Tensor): Tensor2D {
  const squares = core.sum(core.square(rows), 1, true);
  return core.div(rows, core.sqrt(core.maximum(squares, SMALLEST_LENGTH ** 2)));
}

/** Cosine of each row of `a` with each row of `b`. */
export function cosines(core: Core, a: Tensor, b: Tensor): Tensor2D {
  return core.matMul(normalisedRows(core, a), normalisedRows(core, b), false, true);
}

/** Euclidean distance (0 to 2) of each pair of rows, each scaled to length 1 before. */
export function normalisedDistances(core: Core, rows: Tensor2D): Tensor2D {
  const unit = normalisedRows(core, rows);
  const squares = core.sub(2, core.mul(2, core.matMul(unit, unit, false, true)));
  return core.sqrt(core.maximum(squares, SMALLEST_SQUARED_DISTANCE));
}

/** `logits` where `included` is 1, far below any logit where it is 0. */
export function only(core: Core, logits: Tensor, included: Tensor): Tensor2D {
  return core.add(core.mul(logits, included), core.mul(core.sub(1, included), EXCLUDED));
}

/** log Σ exp over the columns of each row (rows × 1), safe from overflow. */
export function logSumExp(core: Core, logits: Tensor2D): Tensor2D {
  const largest = constantOf(core, logits, (all) => core.max(all, 1, true));
  return core.add(core.log(core.sum(core.exp(core.sub(logits, largest)), 1, true)), largest);
}

/** log(1 + Σ exp) over the columns of each row (rows × 1), safe from overflow. */
export function logOnePlusSumExp(core: Core, logits: Tensor2D): Tensor2D {
  return logSumExp(core, core.concat([logits, core.zeros([logits.shape[0], 1])], 1));
}

/** log of the softmax over the columns of each row. */
export function logSoftmax(core: Core, logits: Tensor2D): Tensor2D {
  return core.sub(logits, logSumExp(core, logits));
}

/** Mean of `values` over the places where `included` is 1; 0 where there is none. */
export function meanOver(core: Core, values: Tensor, included: Tensor): Scalar {
  return core.div(core.sum(core.mul(values, included)), core.maximum(core.sum(included), 1));
}

/** Mean of those `values` that are above 0; 0 where none is. */
export function meanOfPositive(core: Core, values: Tensor): Scalar {
  const positive = constantOf(core, values, (all) => core.cast(core.greater(all, 0), 'float32'));
  return meanOver(core, values, positive);
}

/** `rows · weightsᵀ + bias`: batch × classes from weights classes × dimensions. */
export function linearLogits(core: Core, rows: Tensor2D, weights: Tensor, bias: Tensor): Tensor2D {
  return core.add(core.matMul(rows, weights as Tensor2D, false, true), bias);
}
