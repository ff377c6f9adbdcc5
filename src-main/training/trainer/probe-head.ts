/** A linear head read off finished embeddings: for losses that learn none, and for datasets trained on long before. */
import type { FloatTensor } from '../../encoder/index.ts';
import { fitLinearHead, type Points } from '../../learning/index.ts';

export type ProbedHead = { readonly weight: FloatTensor; readonly bias: FloatTensor };

/** Passes over the data: enough to rank classes well. */
const PASSES = 60;
/** In place of a bias for a class that no training frame has. */
const NEVER = -30;

/**
 * Softmax regression on embeddings whose columns are centred and scaled to spread 1, told as weights of the embeddings
 * themselves (Alain and Bengio, 2016).
 *
 * @param points frames × embedding size.
 * @returns classes × embedding size, and a bias a class.
 */
export function probeHead({ columns, values }: Points, classOfFrame: ArrayLike<number>, classes: number): ProbedHead {
  const rows = classOfFrame.length;
  const means = new Float64Array(columns);
  const spreads = new Float64Array(columns);
  for (let column = 0; column < columns; column += 1) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rows; row += 1) sum += values[row * columns + column] as number;
    const mean = sum / Math.max(1, rows);
    for (let row = 0; row < rows; row += 1) squares += ((values[row * columns + column] as number) - mean) ** 2;
    means[column] = mean;
    spreads[column] = Math.sqrt(squares / Math.max(1, rows));
  }
  const scaled = new Float32Array(rows * columns);
  for (let index = 0; index < scaled.length; index += 1) {
    const column = index % columns;
    const spread = spreads[column] as number;
    scaled[index] = spread > 0 ? ((values[index] as number) - (means[column] as number)) / spread : 0;
  }
  const head = fitLinearHead(
    { features: { columns, values: scaled }, classes: classOfFrame },
    { penalty: 1, passes: PASSES },
  );
  const weight = new Float32Array(classes * columns);
  const bias = new Float32Array(classes).fill(NEVER);
  for (const [place, one] of head.classes.entries()) {
    const begin = place * (columns + 1);
    let shift = head.weights[begin + columns] as number;
    for (let column = 0; column < columns; column += 1) {
      const spread = spreads[column] as number;
      const value = spread > 0 ? (head.weights[begin + column] as number) / spread : 0;
      weight[one * columns + column] = value;
      shift -= value * (means[column] as number);
    }
    bias[one] = shift;
  }
  return { weight: { shape: [classes, columns], values: weight }, bias: { shape: [classes], values: bias } };
}

/** The class with the highest score of each row. */
export function classesByHead({ columns, values }: Points, { weight, bias }: ProbedHead): Int32Array {
  const classes = bias.values.length;
  return Int32Array.from({ length: values.length / columns }, (_, row) => {
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (let one = 0; one < classes; one += 1) {
      let score = bias.values[one] as number;
      for (let column = 0; column < columns; column += 1)
        score += (values[row * columns + column] as number) * (weight.values[one * columns + column] as number);
      if (score > most) [best, most] = [one, score];
    }
    return best;
  });
}
