import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING } from '../metrics/index.ts';
import { chosenPoints, finish, type Points } from '../neighbours/index.ts';
import { shuffled } from '../seeded-random.ts';
import { golden, pointsOf } from '../testing/embedding-metrics.test-support.ts';
import { daviesBouldin, daviesBouldinChange, type SilhouetteOptions, silhouette } from './index.ts';

const train = pointsOf(golden.train);
const classes = golden.trainLabels;
const mean = (points: Points, of: ArrayLike<number>, options: SilhouetteOptions = { metric: 'euclidean' }) =>
  finish(silhouette(points, of, options)).mean;

const scores = {
  'Davies-Bouldin': daviesBouldin,
  silhouette: mean,
  'silhouette by cosine': (points: Points, of: ArrayLike<number>) => mean(points, of, { metric: 'cosine' }),
} as const;
const published = {
  'Davies-Bouldin': golden.results.daviesBouldin,
  silhouette: golden.results.silhouette,
  'silhouette by cosine': golden.results.silhouetteCosine,
} as const;
const names = Object.keys(scores) as (keyof typeof scores)[];

describe.each(names)('%s', (name) => {
  const score = scores[name];

  it('has the value of scikit-learn', () => {
    expect(score(train, classes)).toBeCloseTo(published[name], 14);
  });

  it('is the same of renamed classes, empty ones between them, and of rows in another order', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, step) => {
        const order = shuffled(classes.keys(), seed);
        const renamed = order.map((place) => 7 + step * (4 - (classes[place] ?? 0)));
        expect(score(chosenPoints(train, order), renamed)).toBeCloseTo(published[name], 12);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves out points without a class', () => {
    const without = classes.map((one) => (one === 4 ? NOTHING : one));
    const left = [...classes.keys()].filter((place) => classes[place] !== 4);
    const alone = score(
      chosenPoints(train, left),
      left.map((place) => classes[place] ?? 0),
    );
    expect(score(train, without)).toBe(alone);
    expect(alone).not.toBeCloseTo(published[name], 3);
  });

  it('is not defined of fewer than two clusters', () => {
    expect(score(train, new Int32Array(150))).toBeNaN();
    expect(score(train, new Int32Array(150).fill(NOTHING))).toBeNaN();
    expect(score(pointsOf([]), [])).toBeNaN();
  });

  it('is a number of zeros, and of classes of one sound each', () => {
    expect(
      score(
        pointsOf([
          [0, 0],
          [0, 0],
          [0, 0],
        ]),
        [0, 0, 1],
      ),
    ).toBe(0);
    expect(
      score(
        pointsOf([
          [1, 0],
          [0, 1],
          [2, 3],
        ]),
        [0, 1, 2],
      ),
    ).toBe(0);
  });
});

describe('Davies-Bouldin', () => {
  it('has the value of its definition', () => {
    // Spreads 1 and 2, centres 10 apart; a third cluster of one point, 30 from the first and 20 from the second.
    const points = pointsOf([[-1], [1], [8], [12], [30]]);
    expect(daviesBouldin(points, [0, 0, 1, 1, 2])).toBeCloseTo((0.3 + 0.3 + 0.1) / 3, 14);
  });

  it('falls when clusters come apart, and says by how much', () => {
    const before = pointsOf([[-1], [1], [8], [12]]);
    const after = pointsOf([
      [-1, 0],
      [1, 0],
      [18, 0],
      [22, 0],
    ]);
    const change = daviesBouldinChange(before, after, [0, 0, 1, 1]);
    expect(change.before).toBeCloseTo(0.3, 14);
    expect(change.after).toBeCloseTo(0.15, 14);
    expect(change.change).toBeCloseTo(-0.15, 14);
    expect(change.relativeChange).toBeCloseTo(-0.5, 14);
    expect(daviesBouldinChange(train, train, classes).change).toBe(0);
    expect(() => daviesBouldinChange(before, pointsOf([[1]]), [0, 0, 1, 1])).toThrow(RangeError);
  });

  it('has no unit', () => {
    const larger = { columns: train.columns, values: train.values.map((value) => value * 1_000 + 5) };
    expect(daviesBouldin(larger, classes)).toBeCloseTo(golden.results.daviesBouldin, 10);
  });
});

describe('silhouette', () => {
  it('has the value of its definition', () => {
    // The points of the pair: a = 2, b = 9 and 11. The cluster of one counts as 0.
    expect(mean(pointsOf([[0], [2], [11]]), [0, 0, 1])).toBeCloseTo((9 / 11 + 7 / 9 + 0) / 3, 14);
  });

  it('of a sample is near that of all, the same for a seed, and says how near', () => {
    const options = (seed: number) => ({ metric: 'euclidean', sample: { points: 60, seed } }) as const;
    const samples = Array.from({ length: 30 }, (_, seed) => finish(silhouette(train, classes, options(seed))));
    expect(samples[3]).toEqual(finish(silhouette(train, classes, options(3))));
    expect(new Set(samples.map((one) => one.mean)).size).toBeGreaterThan(20);
    const gone = samples.map((one) => (one.mean - golden.results.silhouette) / one.standardError);
    // Of thirty normal deviations, the mean lies within three standard errors of 0, and none beyond four.
    expect(Math.abs(gone.reduce((sum, one) => sum + one, 0) / 30)).toBeLessThan(3 / Math.sqrt(30));
    expect(Math.max(...gone.map(Math.abs))).toBeLessThan(4);
    expect(samples[0]?.points).toBe(60);
  });

  it('of a sample as large as all is that of all', () => {
    const whole = finish(silhouette(train, classes, { metric: 'cosine', sample: { points: 150, seed: 1 } }));
    expect(whole).toMatchObject({ points: 150, standardError: 0 });
    expect(whole.mean).toBeCloseTo(golden.results.silhouetteCosine, 14);
  });
});
