import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitExponents } from './log-linear.ts';

type Golden = {
  readonly truth: readonly number[];
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly temperatureOfSecond: number;
  readonly exponents: readonly number[];
};
const golden = JSON.parse(
  readFileSync(new URL('../testing/calibration.golden.json', import.meta.url), 'utf8'),
) as Golden;
const [first, second] = [golden.first, golden.second].map((values) => ({
  classes: 4,
  values: Float64Array.from(values),
})) as [{ classes: number; values: Float64Array }, { classes: number; values: Float64Array }];

describe('calibration', () => {
  it('finds the exponents of a log-linear pool that scipy finds', () => {
    const exponents = fitExponents([first, second], golden.truth);
    for (const [index, exponent] of exponents.entries()) expect(exponent).toBeCloseTo(golden.exponents[index] ?? 0, 4);
  });

  it('finds one over the temperature that scipy finds with a single source', () => {
    expect(1 / (fitExponents([second], golden.truth)[0] ?? 0)).toBeCloseTo(golden.temperatureOfSecond, 4);
  });

  it('leaves scores alone where nothing is known', () => {
    expect([...fitExponents([], [])]).toEqual([]);
  });
});
