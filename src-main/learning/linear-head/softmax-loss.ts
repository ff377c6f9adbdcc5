/** Rows of numbers, one a sound: rows × columns, row after row. */
export type FeatureTable = { readonly columns: number; readonly values: Float32Array };

export const rowsIn = ({ columns, values }: FeatureTable): number => Math.floor(values.length / columns);

/**
 * Scores of some rows: x·W + b, four classes at once so that the processor's adders don't wait for each other.
 * @param weights outputs × (columns + 1), the bias last in each row
 * @param scores outputs numbers, filled
 */
export function scoreRow(row: Float32Array, weights: Float64Array, scores: Float64Array): void {
  const columns = row.length;
  const stride = columns + 1;
  const outputs = scores.length;
  let output = 0;
  for (; output + 3 < outputs; output += 4) {
    const first = output * stride;
    const [second, third, fourth] = [first + stride, first + 2 * stride, first + 3 * stride];
    let a = weights[first + columns] as number;
    let b = weights[second + columns] as number;
    let c = weights[third + columns] as number;
    let d = weights[fourth + columns] as number;
    for (let column = 0; column < columns; column += 1) {
      const x = row[column] as number;
      a += x * (weights[first + column] as number);
      b += x * (weights[second + column] as number);
      c += x * (weights[third + column] as number);
      d += x * (weights[fourth + column] as number);
    }
    scores[output] = a;
    scores[output + 1] = b;
    scores[output + 2] = c;
    scores[output + 3] = d;
  }
  for (; output < outputs; output += 1) {
    const first = output * stride;
    let sum = weights[first + columns] as number;
    for (let column = 0; column < columns; column += 1) {
      sum += (row[column] as number) * (weights[first + column] as number);
    }
    scores[output] = sum;
  }
}

/** Turns scores into probabilities in place; returns the logarithm of what they were divided by. */
export function softmaxInPlace(scores: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let total = 0;
  for (let index = 0; index < scores.length; index += 1) {
    const power = Math.exp((scores[index] as number) - most);
    scores[index] = power;
    total += power;
  }
  for (let index = 0; index < scores.length; index += 1) scores[index] = (scores[index] as number) / total;
  return most + Math.log(total);
}

/** Rows whose gradients are added at once: each weight is then read and written once for four of them. */
const ROWS_AT_ONCE = 4;

/**
 * The weighted log loss of a softmax regression, Σ w·−log p(target), and its gradient added to what stands there.
 * @param targets one output a row
 * @param rowWeights one a row
 * @param weights outputs × (columns + 1)
 */
export function addSoftmaxLoss(
  features: FeatureTable,
  targets: Int32Array,
  rowWeights: Float64Array,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  const { columns, values } = features;
  const outputs = weights.length / (columns + 1);
  const rows = targets.length;
  const scores = Array.from({ length: ROWS_AT_ONCE }, () => new Float64Array(outputs));
  // A last group that is not full goes on with a row of zeros.
  const empty = new Float32Array(columns);
  let loss = 0;
  for (let begin = 0; begin < rows; begin += ROWS_AT_ONCE) {
    for (const [place, rowScores] of scores.entries()) {
      const row = begin + place;
      if (row >= rows) {
        rowScores.fill(0);
        continue;
      }
      scoreRow(values.subarray(row * columns, (row + 1) * columns), weights, rowScores);
      const target = targets[row] as number;
      const weight = rowWeights[row] as number;
      const targetScore = rowScores[target] as number;
      loss += weight * (softmaxInPlace(rowScores) - targetScore);
      for (let output = 0; output < outputs; output += 1) rowScores[output] = (rowScores[output] as number) * weight;
      rowScores[target] = (rowScores[target] as number) - weight;
    }
    const at = (place: number) =>
      begin + place < rows ? values.subarray((begin + place) * columns, (begin + place + 1) * columns) : empty;
    addOuter([at(0), at(1), at(2), at(3)], scores, gradient);
  }
  return loss;
}

/** Adds errors × rows to the gradient. */
export function addOuter(
  [first, second, third, fourth]: readonly [Float32Array, Float32Array, Float32Array, Float32Array],
  errors: readonly Float64Array[],
  gradient: Float64Array,
): void {
  const columns = first.length;
  const outputs = errors[0]?.length ?? 0;
  for (let output = 0; output < outputs; output += 1) {
    const a = errors[0]?.[output] ?? 0;
    const b = errors[1]?.[output] ?? 0;
    const c = errors[2]?.[output] ?? 0;
    const d = errors[3]?.[output] ?? 0;
    const begin = output * (columns + 1);
    for (let column = 0; column < columns; column += 1) {
      gradient[begin + column] =
        (gradient[begin + column] as number) +
        a * (first[column] as number) +
        b * (second[column] as number) +
        c * (third[column] as number) +
        d * (fourth[column] as number);
    }
    gradient[begin + columns] = (gradient[begin + columns] as number) + a + b + c + d;
  }
}

/**
 * λ/2·‖W‖² of rows of weights and a bias each, which is free; its gradient takes the place of what stood in `gradient`.
 */
export function fillPenalty(penalty: number, columns: number, weights: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const strength = index % (columns + 1) === columns ? 0 : penalty;
    const weight = weights[index] as number;
    sum += (strength / 2) * weight * weight;
    gradient[index] = strength * weight;
  }
  return sum;
}
