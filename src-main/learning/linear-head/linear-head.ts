import { minimise } from './minimise.ts';
import { addSoftmaxLoss, type FeatureTable, fillPenalty, rowsIn, scoreRow, softmaxInPlace } from './softmax-loss.ts';

/** A softmax regression from features to some of many classes. */
export type LinearHead = {
  /** The classes that it knows, in the order of its outputs; numbers of the caller, as the places of UCS categories. */
  readonly classes: readonly number[];
  /** Features a sound. */
  readonly columns: number;
  /** classes × (columns + 1): a row of weights and its bias for each class. */
  readonly weights: Float64Array;
};

/** What a head learns from. */
export type LabelledFeatures = {
  readonly features: FeatureTable;
  /** One class a row. */
  readonly classes: ArrayLike<number>;
  /** How much each row counts; all 1 unless given. */
  readonly sampleWeights?: ArrayLike<number>;
};

export type FitOptions = {
  /** How strongly weights (biases are free) are drawn towards nothing: λ/2·‖W‖² beside the summed log loss. scikit-learn's `C` is its inverse. */
  readonly penalty: number;
  /** The search ends when no part of the gradient is larger; default a twentieth of a row. */
  readonly tolerance?: number;
  /** Most passes over the data; default 200. */
  readonly passes?: number;
};

/** How much of the curvature at equal probabilities is left about where a fit ends. */
const CURVED_SHARE = 0.1;

/**
 * Fits a multinomial logistic regression (softmax, L2) by L-BFGS. Rows without weight are left out; the same data in the
 * same order give the same head.
 * @returns a head over the classes of the labelled rows, in rising order
 */
export function fitLinearHead(labelled: LabelledFeatures, options: FitOptions): LinearHead {
  const { features, classes: rowClasses, sampleWeights } = labelled;
  const { columns } = features;
  const { penalty, tolerance = 0.05, passes = 200 } = options;
  const rows = rowsIn(features);
  const present = Array.from({ length: rows }, (_, row) => rowClasses[row] ?? 0).filter(
    (_, row) => (sampleWeights?.[row] ?? 1) > 0,
  );
  const classes = [...new Set(present)].sort((a, b) => a - b);
  const place = new Map(classes.map((one, index) => [one, index]));
  const targets = Int32Array.from({ length: rows }, (_, row) => place.get(rowClasses[row] ?? 0) ?? 0);
  const rowWeights = Float64Array.from({ length: rows }, (_, row) => sampleWeights?.[row] ?? 1);
  const stride = columns + 1;
  const point = new Float64Array(classes.length * stride);
  const inverseCurvature = inverseCurvatureOf(labelled.features, targets, rowWeights, classes.length, options);
  minimise(
    (at, gradient) =>
      fillPenalty(penalty, columns, at, gradient) + addSoftmaxLoss(features, targets, rowWeights, at, gradient),
    point,
    { tolerance, evaluations: passes, inverseCurvature },
  );
  return { classes, columns, weights: point };
}

/**
 * A guess at one over the second derivatives: the penalty's, and of the loss the mean square of each feature times what a
 * class' own rows weigh, of which a probability p takes p(1 − p). Frequent classes curve far more than rare ones.
 */
function inverseCurvatureOf(
  { columns, values }: FeatureTable,
  targets: Int32Array,
  rowWeights: Float64Array,
  outputs: number,
  { penalty }: FitOptions,
): Float64Array {
  const squares = new Float64Array(columns + 1);
  const weightOf = new Float64Array(outputs);
  let total = 0;
  for (const [row, target] of targets.entries()) {
    const weight = rowWeights[row] ?? 0;
    total += weight;
    weightOf[target] = (weightOf[target] ?? 0) + weight;
    for (let column = 0; column < columns; column += 1) {
      squares[column] = (squares[column] as number) + weight * (values[row * columns + column] as number) ** 2;
    }
  }
  squares[columns] = total;
  const scales = new Float64Array(outputs * (columns + 1));
  for (let index = 0; index < scales.length; index += 1) {
    const column = index % (columns + 1);
    const share = (weightOf[Math.floor(index / (columns + 1))] ?? 0) / Math.max(total, Number.MIN_VALUE);
    const curvature = (squares[column] as number) * CURVED_SHARE * share * (1 - share);
    scales[index] = 1 / Math.max(curvature + (column === columns ? 0 : penalty), 1e-6);
  }
  return scales;
}

/**
 * Probabilities of one sound over all classes; classes that the head doesn't know get `unknown` before all are scaled to
 * sum 1.
 * @param row features of the sound
 * @param total how many classes there are altogether
 */
export function predictLinearHead(head: LinearHead, row: Float32Array, total: number, unknown = 0): Float32Array {
  const scores = new Float64Array(head.classes.length);
  scoreRow(row, head.weights, scores);
  softmaxInPlace(scores);
  const sum = 1 + unknown * (total - head.classes.length);
  const probabilities = new Float32Array(total).fill(unknown / sum);
  for (const [index, one] of head.classes.entries()) probabilities[one] = (scores[index] as number) / sum;
  return probabilities;
}
