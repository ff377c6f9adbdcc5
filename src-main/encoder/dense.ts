/** One dense layer over many rows at once, in plain TypeScript. */
import type { DenseLayer } from './weights.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

/**
 * y = W·x + b for some rows. Four rows and two outputs at once, so that what is read is used several times; a row's numbers
 * are the same whatever rows it comes with.
 *
 * @param input rows of `stride` numbers, of which the first ones are the layer's input
 * @param into rows × `intoStride` numbers, of which the first ones are written
 */
export function multiplyRows(
  { weight, bias }: DenseLayer,
  input: { readonly values: Float32Array; readonly stride: number },
  into: { readonly values: Float32Array; readonly stride: number },
  rows: number,
  rectified = false,
): void {
  const [outputs = 0, columns = 0] = weight.shape;
  const { values: weights } = weight;
  const { values: x, stride } = input;
  const { values: y, stride: step } = into;
  const inFours = rows - (rows % 4);
  for (let row = 0; row < inFours; row += 4) {
    const r0 = row * stride;
    const r1 = r0 + stride;
    const r2 = r1 + stride;
    const r3 = r2 + stride;
    for (let output = 0; output < outputs; output += 2) {
      const other = Math.min(output + 1, outputs - 1);
      const w0 = output * columns;
      const w1 = other * columns;
      let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < columns; k += 1) {
        const u = weights[w0 + k] as number;
        const v = weights[w1 + k] as number;
        const p = x[r0 + k] as number;
        const q = x[r1 + k] as number;
        const s = x[r2 + k] as number;
        const t = x[r3 + k] as number;
        a0 += u * p;
        a1 += u * q;
        a2 += u * s;
        a3 += u * t;
        b0 += v * p;
        b1 += v * q;
        b2 += v * s;
        b3 += v * t;
      }
      const first = bias.values[output] as number;
      const second = bias.values[other] as number;
      const sums = [a0 + first, a1 + first, a2 + first, a3 + first];
      const others = [b0 + second, b1 + second, b2 + second, b3 + second];
      for (let place = 0; place < 4; place += 1) {
        const at = (row + place) * step;
        const one = sums[place] as number;
        const two = others[place] as number;
        y[at + output] = rectified && one < 0 ? 0 : one;
        y[at + other] = rectified && two < 0 ? 0 : two;
      }
    }
  }
  // What is left, one by one: four outputs at once.
  for (let row = inFours; row < rows; row += 1) {
    const from = row * stride;
    for (let output = 0; output < outputs; output += 4) {
      const places = [0, 1, 2, 3].map((place) => Math.min(output + place, outputs - 1));
      const [w0, w1, w2, w3] = places.map((place) => place * columns) as [number, number, number, number];
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0; k < columns; k += 1) {
        const p = x[from + k] as number;
        a += (weights[w0 + k] as number) * p;
        b += (weights[w1 + k] as number) * p;
        c += (weights[w2 + k] as number) * p;
        d += (weights[w3 + k] as number) * p;
      }
      for (const [place, sum] of [a, b, c, d].entries()) {
        const at = places[place] as number;
        const one = sum + (bias.values[at] as number);
        y[row * step + at] = rectified && one < 0 ? 0 : one;
      }
    }
  }
}
