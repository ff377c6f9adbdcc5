import { describe, expect, it } from 'vitest';
import { NOTHING } from '../metrics/index.ts';
import { finish } from '../neighbours/index.ts';
import { groupedFolds } from '../splits/index.ts';
import { golden } from '../testing/embedding-metrics.test-support.ts';
import { type ProbedEmbedding, type ProbeOptions, scoreLinearProbe } from './index.ts';

const query: ProbedEmbedding = {
  embeddings: { columns: 12, values: Float32Array.from(golden.query.flat()) },
  classOfRow: golden.queryLabels,
  classes: 5,
};
const train: ProbedEmbedding = {
  embeddings: { columns: 12, values: Float32Array.from(golden.train.flat()) },
  classOfRow: golden.trainLabels,
  classes: 5,
};
const probe = (of: ProbedEmbedding, options: ProbeOptions) => finish(scoreLinearProbe(of, options));
const byThirds = () => {
  const places = golden.query.map((_, place) => place);
  return [0, 1, 2].map((fold) => ({
    scored: places.filter((place) => place % 3 === fold),
    learned: places.filter((place) => place % 3 !== fold),
  }));
};
const grouped = (of: ProbedEmbedding, folds = 5) => ({
  seeds: [1, 2, 3],
  foldsOf: (seed: number) =>
    groupedFolds(
      of.classOfRow,
      Array.from({ length: of.classOfRow.length }, (_, row) => row),
      folds,
      seed,
    ),
});

describe('the linear probe', () => {
  it('predicts what StandardScaler and LogisticRegression of scikit-learn predict', () => {
    const options = { seeds: [0], foldsOf: byThirds, penalty: 10, tolerance: 1e-7, passes: 2_000 };
    const { runs, meanMacroF1, macroF1Deviation } = probe(query, options);
    expect([...(runs[0]?.predicted ?? [])]).toEqual(golden.results.linearProbe.predicted);
    expect(meanMacroF1).toBeCloseTo(golden.results.linearProbe.macroF1, 14);
    expect(macroF1Deviation).toBe(0);
  });

  it('is run once a seed, and is the same for the same seeds', () => {
    const score = probe(train, grouped(train));
    expect(score.runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(score.meanMacroF1).toBeGreaterThan(0.8);
    expect(score).toEqual(probe(train, grouped(train)));
  });

  it('does not mind the scale of columns, nor one that never changes', () => {
    const values = train.embeddings.values.map((value, at) => (at % 12 === 3 ? 7 : value));
    const scaled = values.map((value, at) => (at % 12 === 1 ? value * 4_096 : value));
    const of = (table: Float32Array) => probe({ ...train, embeddings: { columns: 12, values: table } }, grouped(train));
    expect(of(scaled).meanMacroF1).toBeCloseTo(of(values).meanMacroF1, 12);
  });

  it('leaves out what has no class, and never finds a class of one sound', () => {
    const classOfRow = golden.trainLabels.map((one, row) => (row === 0 ? 6 : one === 4 ? NOTHING : one));
    const [run] = probe({ ...train, classOfRow, classes: 8 }, grouped(train)).runs;
    expect(run?.score.confusion.counts.reduce((sum, count) => sum + count, 0)).toBe(120);
    expect(run?.predicted[4]).toBe(NOTHING);
    expect(run?.predicted[0]).not.toBe(6);
    expect(run?.score.macroF1).toBeLessThan(0.85);
  });

  it('suggests nothing where there was nothing to learn from', () => {
    const foldsOf = () => [{ scored: [0, 1], learned: [] }];
    const [run] = probe(query, { seeds: [1], foldsOf }).runs;
    expect(run?.predicted.every((one) => one === NOTHING)).toBe(true);
    expect(run?.score.accuracy).toBe(0);
  });
});
