import { describe, expect, it } from 'vitest';
import { multiplyRows } from './dense.ts';
import { randomNumbers } from './tiny-version.fixture.ts';

const random = randomNumbers(6);
const numbers = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);

describe('a dense layer over many rows', () => {
  it.each([
    [1, 1, 1],
    [2, 3, 5],
    [7, 5, 9],
    [8, 4, 16],
  ])('gives W·x + b of %i rows to %i outputs from %i numbers', (rows, outputs, columns) => {
    const layer = {
      weight: { shape: [outputs, columns], values: numbers(outputs * columns) },
      bias: { shape: [outputs], values: numbers(outputs) },
    };
    const input = { values: numbers(rows * (columns + 2)), stride: columns + 2 };
    for (const rectified of [false, true]) {
      const into = { values: new Float32Array(rows * (outputs + 1)).fill(9), stride: outputs + 1 };
      multiplyRows(layer, input, into, rows, rectified);
      for (let row = 0; row < rows; row += 1) {
        for (let output = 0; output < outputs; output += 1) {
          let sum = layer.bias.values[output] ?? 0;
          for (let k = 0; k < columns; k += 1)
            sum += (layer.weight.values[output * columns + k] ?? 0) * (input.values[row * input.stride + k] ?? 0);
          expect(into.values[row * into.stride + output]).toBeCloseTo(rectified ? Math.max(0, sum) : sum, 5);
        }
        expect(into.values[row * into.stride + outputs]).toBe(9);
      }
    }
  });

  it('gives a row the same numbers in whatever company', () => {
    const layer = { weight: { shape: [6, 32], values: numbers(6 * 32) }, bias: { shape: [6], values: numbers(6) } };
    const values = numbers(5 * 32);
    const all = new Float32Array(5 * 6);
    multiplyRows(layer, { values, stride: 32 }, { values: all, stride: 6 }, 5);
    const alone = new Float32Array(6);
    multiplyRows(layer, { values: values.subarray(3 * 32), stride: 32 }, { values: alone, stride: 6 }, 1);
    expect(alone).toEqual(all.subarray(18, 24));
  });
});
