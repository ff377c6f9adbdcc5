import { describe, expect, it } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { SquareTransform } from './fourier.ts';
import { Repulsion } from './repulsion.ts';

describe('the transform of a square', () => {
  it.each([2, 4, 8, 32])('of side %i has the values of the definition', (side) => {
    const random = seededRandom(side);
    const values = () => Float64Array.from({ length: side * side }, () => random() - 0.5);
    const [real, imaginary] = [values(), values()];
    const wanted = slow(real, imaginary, side);
    const transform = new SquareTransform(side);
    const grid = transform.grid();
    const places = Array.from(real, (_, at) => Math.floor(at / side) * transform.stride + (at % side));
    for (const [at, place] of places.entries()) {
      grid.real[place] = real[at] as number;
      grid.imaginary[place] = imaginary[at] as number;
    }
    transform.apply(grid);
    for (const [at, place] of places.entries()) {
      expect(grid.real[place]).toBeCloseTo(wanted.real[at] as number, 9);
      expect(grid.imaginary[place]).toBeCloseTo(wanted.imaginary[at] as number, 9);
    }
  });

  it('is refused of other sides', () => {
    expect(() => new SquareTransform(10)).toThrow('power of two');
  });
});

function slow(real: Float64Array, imaginary: Float64Array, side: number) {
  const sums = { real: new Float64Array(real.length), imaginary: new Float64Array(real.length) };
  for (let u = 0; u < side; u += 1) {
    for (let v = 0; v < side; v += 1) {
      for (let row = 0; row < side; row += 1) {
        for (let column = 0; column < side; column += 1) {
          const angle = (-2 * Math.PI * (u * row + v * column)) / side;
          const [a, b] = [real[row * side + column] as number, imaginary[row * side + column] as number];
          const to = u * side + v;
          sums.real[to] = (sums.real[to] as number) + a * Math.cos(angle) - b * Math.sin(angle);
          sums.imaginary[to] = (sums.imaginary[to] as number) + a * Math.sin(angle) + b * Math.cos(angle);
        }
      }
    }
  }
  return sums;
}

describe('forces apart', () => {
  it.each([0.001, 1, 20, 70])('of a map that reaches %f are by a grid nearly those of all pairs', (reach) => {
    const random = seededRandom(5);
    const count = 2_000;
    const map = Float64Array.from({ length: 2 * count }, () => (random() - 0.5) * 2 * reach);
    const wanted = new Float64Array(map.length);
    let total = 0;
    for (let one = 0; one < count; one += 1) {
      for (let other = 0; other < count; other += 1) {
        if (one === other) continue;
        const x = (map[2 * one] as number) - (map[2 * other] as number);
        const y = (map[2 * one + 1] as number) - (map[2 * other + 1] as number);
        const near = 1 / (1 + x * x + y * y);
        total += near;
        wanted[2 * one] = (wanted[2 * one] as number) + near * near * x;
        wanted[2 * one + 1] = (wanted[2 * one + 1] as number) + near * near * y;
      }
    }
    const forces = new Float64Array(map.length);
    const sum = new Repulsion(0).fill(map, forces);
    expect(Math.abs(sum / total - 1)).toBeLessThan(0.01);
    const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);
    const errors = forces.map((force, at) => force - (wanted[at] as number));
    expect(Math.sqrt(squares(errors) / squares(wanted))).toBeLessThan(0.05);
    expect(new Repulsion().fill(map, forces) / total).toBeCloseTo(1, 9);
    expect(Math.sqrt(squares(forces.map((force, at) => force - (wanted[at] as number))))).toBeLessThan(1e-6);
  });
});
