import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageAtPrecision, expectedCalibrationError, reliabilityBins, wilsonInterval } from './certainty.ts';
import { classScores, confusionOf, macroF1, macroRecall } from './confusion.ts';
import { firstSuggestions, NOTHING, topKAccuracy } from './ranking.ts';

type Golden = {
  readonly truth: readonly number[];
  readonly predictions: Readonly<
    Record<
      string,
      {
        readonly predicted: readonly number[];
        readonly macroF1: number;
        readonly macroRecall: number;
        readonly accuracy: number;
      }
    >
  >;
};
const golden = JSON.parse(
  readFileSync(new URL('../testing/macro-scores.golden.json', import.meta.url), 'utf8'),
) as Golden;

const table = (...rows: number[][]) => ({ classes: rows[0]?.length ?? 1, values: Float32Array.from(rows.flat()) });

describe('scores of suggestions', () => {
  it('agree with scikit-learn about macro-F1, macro-recall and accuracy', () => {
    for (const { predicted, ...expected } of Object.values(golden.predictions)) {
      const confusion = confusionOf(golden.truth, predicted, 5);
      const hits = classScores(confusion).reduce((sum, { recall, sounds }) => sum + recall * sounds, 0);
      expect(macroF1(confusion)).toBeCloseTo(expected.macroF1, 12);
      expect(macroRecall(confusion)).toBeCloseTo(expected.macroRecall, 12);
      expect(hits / golden.truth.length).toBeCloseTo(expected.accuracy, 12);
    }
  });

  it('average over the classes that are present in the truth only', () => {
    // Class 2 is suggested once and never true; class 3 does not occur.
    expect(macroF1(confusionOf([0, 0, 1], [0, 2, 1], 4))).toBeCloseTo((2 / 3 + 1) / 2);
  });

  it('count a true class among the first k', () => {
    const probabilities = table([0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.1, 0.2, 0.7]);
    expect(topKAccuracy([0, 2, 0], probabilities, 1)).toBeCloseTo(1 / 3);
    expect(topKAccuracy([0, 2, 0], probabilities, 2)).toBeCloseTo(2 / 3);
    expect(topKAccuracy([0, 2, 0], probabilities, 3)).toBe(1);
  });

  it('give nothing for a sound without suggestions, and say so', () => {
    const silent = table([0, 0, 0]);
    expect([...firstSuggestions(silent)]).toEqual([NOTHING]);
    expect(topKAccuracy([0], silent, 3)).toBe(0);
    expect([...confusionOf([0], [NOTHING], 3).counts.subarray(0, 4)]).toEqual([0, 0, 0, 1]);
  });

  it('take the earlier of equal classes', () => {
    expect([...firstSuggestions(table([0.5, 0.5]))]).toEqual([0]);
    expect(topKAccuracy([1], table([0.5, 0.5]), 1)).toBe(0);
  });
});

describe('calibration error', () => {
  it('weighs the gap of each bin by its sounds', () => {
    const judged = [
      { probability: 0.95, right: true },
      { probability: 0.95, right: false },
      { probability: 0.4, right: false },
      { probability: 0.4, right: true },
    ];
    expect(expectedCalibrationError(judged)).toBeCloseTo((2 * 0.45 + 2 * 0.1) / 4);
  });

  it('is nothing where sureness tells the truth, and keeps 0 and 1 in the outer bins', () => {
    expect(
      expectedCalibrationError([
        { probability: 1, right: true },
        { probability: 0, right: false },
      ]),
    ).toBe(0);
    const bins = reliabilityBins([{ probability: 0, right: false }]);
    expect([bins.length, bins[0]?.sounds]).toEqual([15, 1]);
  });
});

describe('coverage at a precision', () => {
  it('goes on past a mistake when what follows makes up for it', () => {
    const right = [false, true, true, true, true, true, true, true, true, true, false, false];
    const judged = right.map((one, index) => ({ probability: 1 - index / 100, right: one }));
    expect(coverageAtPrecision(judged)).toEqual({ share: 10 / 12, threshold: 0.91 });
  });

  it('never splits sounds of equal probability', () => {
    const judged = [true, false, false].map((right) => ({ probability: 0.8, right }));
    expect(coverageAtPrecision(judged)).toEqual({ share: 0, threshold: null });
  });
});

describe('the Wilson interval', () => {
  it('has the values of the literature', () => {
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [successes, trials, low, high] of published) {
      const interval = wilsonInterval(successes, trials);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('holds the share, within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (trials, some) => {
        const { share, low, high } = wilsonInterval(some % (trials + 1), trials);
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
      }),
    );
  });
});
