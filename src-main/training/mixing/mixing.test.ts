import { describe, expect, it } from 'vitest';
import { datasetShares, difficultyWeights, focalWeight, runningPerformance, stagesOf } from './index.ts';

const datasets = [
  { frames: 300, difficulty: 0.2 },
  { frames: 100, difficulty: 0.9 },
  { frames: 200, difficulty: 0.5 },
];

const orderOf = (order: 'given' | 'small-first' | 'large-first' | 'easy-first' | 'hard-first') =>
  stagesOf({ kind: 'sequential', order }, datasets).map((stage) => stage.datasets[0]);

describe('ways of mixing', () => {
  it('within: an encoder a dataset, each from the start', () => {
    expect(stagesOf({ kind: 'within' }, datasets)).toEqual(
      [0, 1, 2].map((index) => ({ datasets: [index], anew: true, kept: true })),
    );
  });

  it('joint: all at once', () => {
    expect(stagesOf({ kind: 'joint', sampling: 'equal', temperature: 2 }, datasets)).toEqual([
      { datasets: [0, 1, 2], anew: true, kept: true },
    ]);
  });

  it('sequential: by the order asked for, handed on to the last', () => {
    expect(orderOf('given')).toEqual([0, 1, 2]);
    expect(orderOf('small-first')).toEqual([1, 2, 0]);
    expect(orderOf('large-first')).toEqual([0, 2, 1]);
    expect(orderOf('easy-first')).toEqual([0, 2, 1]);
    expect(orderOf('hard-first')).toEqual([1, 2, 0]);
    const stages = stagesOf({ kind: 'sequential', order: 'given' }, datasets);
    expect(stages.map(({ anew, kept }) => [anew, kept])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });
});

describe('shares of joint batches', () => {
  const frames = [400, 100, 0];
  it('are by size, alike, or between', () => {
    const of = (sampling: 'proportional' | 'equal' | 'temperature', temperature = 2) =>
      datasetShares({ kind: 'joint', sampling, temperature }, frames).map((share) => Math.round(share * 1e6) / 1e6);
    expect(of('proportional')).toEqual([0.8, 0.2, 0]);
    expect(of('equal')).toEqual([0.5, 0.5, 0]);
    expect(of('temperature')).toEqual([0.666667, 0.333333, 0]);
    expect(of('temperature', 1)).toEqual(of('proportional'));
  });
});

describe('difficulty re-weighting', () => {
  it('weighs hard datasets more, 1 on average', () => {
    const weights = difficultyWeights([0.2, 0.6], 1);
    expect(weights[0]).toBeCloseTo(0.5);
    expect(weights[1]).toBeCloseTo(1.5);
  });

  it('is off at strength 0, and bears a dataset without a fault', () => {
    expect(difficultyWeights([0, 0.7], 0)).toEqual([1, 1]);
    expect(difficultyWeights([0, 1], 2)[0]).toBeGreaterThan(0);
  });
});

describe('Focal Dataset Regularization', () => {
  it('lets go of what goes well', () => {
    expect(focalWeight(0, 2)).toBe(1);
    expect(focalWeight(0.5, 2)).toBe(0.25);
    expect(focalWeight(1, 2)).toBe(0);
    expect(focalWeight(0.9, 0)).toBe(1);
  });

  it('follows performance slowly', () => {
    let performance = 0;
    for (let batch = 0; batch < 200; batch += 1) performance = runningPerformance(performance, 0.8);
    expect(performance).toBeCloseTo(0.8, 3);
    expect(runningPerformance(0.5, 1)).toBeCloseTo(0.525);
  });
});
