/**
 * From a version's embeddings back to those of the version that it was made from, so that heads which were trained on the
 * old ones go on saying what they said.
 */
import type { CategoryHead } from './heads.ts';
import { solveSymmetric } from './solve.ts';
import type { DenseLayer } from './weights.ts';

/** old ≈ matrix · new + offset; matrix: old size × new size. */
export type MapBack = { readonly matrix: Float32Array; readonly offset: Float32Array };

/** What an adapter's inverse must not blow up: as a share of the mean squared length of its rows. */
const ADAPTER_RIDGE = 1e-4;
/** How many frames the beginning (the same embedding, or none) counts as. */
const PRIOR_FRAMES = 1;

/**
 * Turns an adapter y = W·x + b around: of all x that could have given y, the one nearest to the mean (Tikhonov).
 *
 * @param mean mean of x, as many numbers as W has columns
 */
export function invertAdapter({ weight, bias }: DenseLayer, mean: Float32Array): MapBack {
  const [outputs = 0, inputs = 0] = weight.shape;
  const { values } = weight;
  const gram = new Float64Array(outputs * outputs);
  let trace = 0;
  for (let row = 0; row < outputs; row++) {
    for (let other = 0; other <= row; other++) {
      let sum = 0;
      for (let k = 0; k < inputs; k++)
        sum += (values[row * inputs + k] as number) * (values[other * inputs + k] as number);
      gram[row * outputs + other] = sum;
      if (row === other) trace += sum;
    }
  }
  const ridge = Math.max((trace / outputs) * ADAPTER_RIDGE, 1e-12);
  for (let row = 0; row < outputs; row++) gram[row * (outputs + 1)] = (gram[row * (outputs + 1)] as number) + ridge;
  // (W·Wᵀ + λ)⁻¹·W: its transpose is the way back.
  const solution = Float64Array.from(values);
  solveSymmetric(gram, solution, outputs);
  const matrix = new Float32Array(inputs * outputs);
  for (let row = 0; row < outputs; row++)
    for (let k = 0; k < inputs; k++) matrix[k * outputs + row] = solution[row * inputs + k] as number;
  const ofMean = Float64Array.from(bias.values, (value, row) => {
    let sum = value;
    for (let k = 0; k < inputs; k++) sum += (values[row * inputs + k] as number) * (mean[k] ?? 0);
    return sum;
  });
  const offset = Float32Array.from({ length: inputs }, (_, k) => {
    let sum = mean[k] ?? 0;
    for (let row = 0; row < outputs; row++) sum -= (matrix[k * outputs + row] as number) * (ofMean[row] as number);
    return sum;
  });
  return { matrix, offset };
}

/**
 * Fits the way back to frames that both encoders heard, by ridge regression around a beginning: the same number for each
 * where both are equally wide (an encoder that was trained a little more), nothing else.
 *
 * @param before frames × oldSize  @param after frames × newSize
 */
export function fitMapBack(
  before: Float32Array,
  after: Float32Array,
  sizes: { readonly old: number; readonly now: number; readonly beginsAlike: boolean },
): MapBack {
  const { old, now } = sizes;
  const frames = Math.min(before.length / old, after.length / now);
  const size = now + 1;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size * old);
  const row = new Float64Array(size);
  row[now] = 1;
  let squares = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (let k = 0; k < now; k++) row[k] = after[frame * now + k] as number;
    for (let k = 0; k < now; k++) squares += (row[k] as number) ** 2;
    for (let i = 0; i < size; i++) {
      const value = row[i] as number;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * size + j] = (gram[i * size + j] as number) + value * (row[j] as number);
      for (let k = 0; k < old; k++) {
        const wanted = (before[frame * old + k] as number) - (sizes.beginsAlike ? ((row[k] as number) ?? 0) : 0);
        right[i * old + k] = (right[i * old + k] as number) + value * wanted;
      }
    }
  }
  const strength = Math.max((squares / Math.max(1, frames * now)) * PRIOR_FRAMES, 1e-9);
  for (let i = 0; i < size; i++) gram[i * (size + 1)] = (gram[i * (size + 1)] as number) + (i < now ? strength : 1e-6);
  solveSymmetric(gram, right, size);
  const matrix = new Float32Array(old * now);
  for (let k = 0; k < old; k++)
    for (let i = 0; i < now; i++)
      matrix[k * now + i] = (right[i * old + k] as number) + (sizes.beginsAlike && i === k ? 1 : 0);
  return { matrix, offset: Float32Array.from({ length: old }, (_, k) => right[now * old + k] as number) };
}

/** A head of old embeddings as one of new ones: the way back goes into its first layer. */
export function readThrough(head: CategoryHead, { matrix, offset }: MapBack): CategoryHead {
  const [first, ...others] = head.layers;
  if (first === undefined) return head;
  const [outputs = 0, old = 0] = first.weight.shape;
  const now = matrix.length / old;
  const weight = new Float32Array(outputs * now);
  const bias = new Float32Array(outputs);
  const sums = new Float64Array(now);
  for (let row = 0; row < outputs; row++) {
    sums.fill(0);
    let constant = first.bias.values[row] as number;
    for (let k = 0; k < old; k++) {
      const factor = first.weight.values[row * old + k] as number;
      constant += factor * (offset[k] as number);
      for (let i = 0; i < now; i++) sums[i] = (sums[i] as number) + factor * (matrix[k * now + i] as number);
    }
    weight.set(sums, row * now);
    bias[row] = constant;
  }
  const layer = { weight: { shape: [outputs, now], values: weight }, bias: { shape: [outputs], values: bias } };
  return { ...head, layers: [layer, ...others] };
}
