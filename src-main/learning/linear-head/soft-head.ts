import type { LinearHead } from './linear-head.ts';
import { minimise } from './minimise.ts';
import { addOuter, type FeatureTable, fillPenalty, rowsIn, scoreRow, softmaxInPlace } from './softmax-loss.ts';

/** What a head is to say: probabilities instead of one class a row. */
export type SoftTargets = {
  readonly features: FeatureTable;
  /** rows × outputs; each row sums to 1. */
  readonly targets: Float32Array;
  readonly outputs: number;
};

/** How much of the curvature at equal probabilities is left about where a fit ends. */
const CURVED_SHARE = 0.3;

/**
 * Fits a softmax regression to probabilities that another model gave (G. Hinton, O. Vinyals and J. Dean, "Distilling the
 * Knowledge in a Neural Network", 2015, at temperature 1): Σ −q·log p over rows, λ/2·‖W‖², by L-BFGS.
 * @returns a head over all outputs, in their order
 */
export function fitSoftHead(
  { features, targets, outputs }: SoftTargets,
  options: { readonly penalty: number; readonly passes?: number; readonly tolerance?: number },
): LinearHead {
  const { columns, values } = features;
  const { penalty, passes = 150, tolerance = 0.05 } = options;
  const stride = columns + 1;
  const point = new Float64Array(outputs * stride);
  minimise(
    (at, gradient) => fillPenalty(penalty, columns, at, gradient) + addSoftLoss(features, targets, at, gradient),
    point,
    { tolerance, evaluations: passes, inverseCurvature: inverseCurvatureOf(features, targets, outputs, penalty) },
  );
  return { classes: Array.from({ length: outputs }, (_, output) => output), columns, weights: point };

  function addSoftLoss(
    table: FeatureTable,
    wanted: Float32Array,
    weights: Float64Array,
    gradient: Float64Array,
  ): number {
    const rows = rowsIn(table);
    const errors = [0, 1, 2, 3].map(() => new Float64Array(outputs));
    const empty = new Float32Array(columns);
    let loss = 0;
    for (let begin = 0; begin < rows; begin += errors.length) {
      for (const [place, error] of errors.entries()) {
        const row = begin + place;
        if (row >= rows) {
          error.fill(0);
          continue;
        }
        scoreRow(values.subarray(row * columns, (row + 1) * columns), weights, error);
        let said = 0;
        for (let output = 0; output < outputs; output += 1)
          said += (wanted[row * outputs + output] as number) * (error[output] as number);
        loss += softmaxInPlace(error) - said;
        for (let output = 0; output < outputs; output += 1)
          error[output] = (error[output] as number) - (wanted[row * outputs + output] as number);
      }
      const at = (place: number) =>
        begin + place < rows ? values.subarray((begin + place) * columns, (begin + place + 1) * columns) : empty;
      addOuter([at(0), at(1), at(2), at(3)], errors, gradient);
    }
    return loss;
  }
}

/** As for hard classes, by the mass that each output is wanted to have. */
function inverseCurvatureOf(
  { columns, values }: FeatureTable,
  targets: Float32Array,
  outputs: number,
  penalty: number,
): Float64Array {
  const rows = targets.length / outputs;
  const squares = new Float64Array(columns + 1);
  for (let at = 0; at < rows * columns; at += 1)
    squares[at % columns] = (squares[at % columns] as number) + (values[at] as number) ** 2;
  squares[columns] = rows;
  const mass = new Float64Array(outputs);
  for (const [at, target] of targets.entries()) mass[at % outputs] = (mass[at % outputs] as number) + target;
  const scales = new Float64Array(outputs * (columns + 1));
  for (let index = 0; index < scales.length; index += 1) {
    const column = index % (columns + 1);
    const share = (mass[Math.floor(index / (columns + 1))] as number) / Math.max(1, rows);
    const curvature = (squares[column] as number) * CURVED_SHARE * share * (1 - share);
    scales[index] = 1 / Math.max(curvature + (column === columns ? 0 : penalty), 1e-6);
  }
  return scales;
}
