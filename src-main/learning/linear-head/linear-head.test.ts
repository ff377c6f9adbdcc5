import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitLinearHead, type LabelledFeatures, predictLinearHead } from './linear-head.ts';

type Golden = {
  readonly features: readonly (readonly number[])[];
  readonly classes: readonly number[];
  readonly sampleWeights: readonly number[];
  readonly penalty: number;
  readonly coefficients: readonly (readonly number[])[];
  readonly query: readonly (readonly number[])[];
  readonly queryProbabilities: readonly (readonly number[])[];
};
const golden = JSON.parse(
  readFileSync(new URL('../testing/linear-head.golden.json', import.meta.url), 'utf8'),
) as Golden;

const tableOf = (rows: readonly (readonly number[])[]) => ({
  columns: rows[0]?.length ?? 0,
  values: Float32Array.from(rows.flat()),
});
const labelled: LabelledFeatures = {
  features: tableOf(golden.features),
  classes: golden.classes,
  sampleWeights: golden.sampleWeights,
};
const exact = { penalty: golden.penalty, tolerance: 1e-9, passes: 2_000 };
const probabilitiesOf = (head: ReturnType<typeof fitLinearHead>) =>
  golden.query.map((row) => [...predictLinearHead(head, Float32Array.from(row), 4)]);

describe('the linear head', () => {
  it('finds what LogisticRegression of scikit-learn finds', () => {
    const head = fitLinearHead(labelled, exact);
    expect(head.classes).toEqual([0, 1, 2, 3]);
    for (const [output, coefficients] of golden.coefficients.entries()) {
      const weights = head.weights.subarray(output * 6, output * 6 + 5);
      for (const [column, value] of coefficients.entries()) expect(weights[column]).toBeCloseTo(value, 4);
    }
    for (const [query, probabilities] of probabilitiesOf(head).entries()) {
      for (const [one, value] of probabilities.entries()) {
        expect(value).toBeCloseTo(golden.queryProbabilities[query]?.[one] ?? Number.NaN, 5);
      }
    }
  });

  it('is the same of the same data', () => {
    expect(fitLinearHead(labelled, exact).weights).toEqual(fitLinearHead(labelled, exact).weights);
  });

  it('gives unknown classes a floor and sums to one', () => {
    const head = fitLinearHead(labelled, { penalty: 2 });
    const probabilities = predictLinearHead(head, Float32Array.from(golden.query[0] ?? []), 82, 1e-5);
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(probabilities[81]).toBeCloseTo(1e-5, 7);
  });
});
