import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING, scorePredictions } from '../metrics/index.ts';
import { golden, pointsOf } from '../testing/embedding-metrics.test-support.ts';
import {
  chosenPoints,
  distanceTiles,
  finish,
  type LabelledFrames,
  type Metric,
  majorityOfFrames,
  nearestNeighbours,
  type Points,
  scoreNeighbours,
  voteOfNeighbours,
} from './index.ts';

const metrics = ['euclidean', 'cosine'] as const;
const train = pointsOf(golden.train);
const query = pointsOf(golden.query);

function distanceBetween(metric: Metric, a: readonly number[], b: readonly number[]): number {
  if (metric === 'euclidean') return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
  const product = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 1 : 1 - product / lengths;
}

/** Small whole numbers: many equal points, equal distances and zero vectors. */
const someRows = (columns: number, minLength = 1) =>
  fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: columns, maxLength: columns }), {
    minLength,
    maxLength: 30,
  });

describe('distances', () => {
  it.each(metrics)('%s: every pair once, whatever the tiles', (metric) => {
    // 1,500 columns make tiles of 36 rows: three of them, the last not full.
    const rows = Array.from({ length: 75 }, (_, row) =>
      Array.from({ length: 1_500 }, (_, column) => Math.sin(row * 1_500 + column)),
    );
    const seen = new Float64Array(75 * 75).fill(Number.NaN);
    for (const { from, others, height, width, stride, distances } of distanceTiles(metric, pointsOf(rows))) {
      for (let row = 0; row < height; row += 1) {
        for (let other = 0; other < width; other += 1) {
          seen[(from + row) * 75 + others + other] = distances[row * stride + other] as number;
        }
      }
    }
    for (let row = 0; row < 75; row += 1) {
      for (let other = row; other < 75; other += 1) {
        expect(seen[row * 75 + other]).toBeCloseTo(distanceBetween(metric, rows[row] ?? [], rows[other] ?? []), 6);
      }
    }
  });

  it.each(metrics)('%s: nothing between equal points, to the last digit', (metric) => {
    const row = Array.from({ length: 37 }, (_, column) => Math.sin(column) * 1e3);
    const [tile] = distanceTiles(metric, pointsOf([row, row]));
    expect([...(tile?.distances.subarray(0, 2) ?? [])]).toEqual([0, 0]);
  });

  it('are refused between points of different columns', () => {
    expect(() => distanceTiles('cosine', pointsOf([[1, 2]]), pointsOf([[1]])).next()).toThrow(RangeError);
  });
});

describe('nearest neighbours', () => {
  it.each(metrics)('%s: as sorting all distances finds them', (metric) => {
    fc.assert(
      fc.property(someRows(3), fc.integer({ min: 1, max: 8 }), (rows, k) => {
        const { places } = finish(nearestNeighbours({ metric, k, points: pointsOf(rows) }));
        for (const [one, row] of rows.entries()) {
          const sorted = rows
            .map((other, place) => ({ place, distance: distanceBetween(metric, row, other) }))
            .filter(({ place }) => place !== one)
            .sort((a, b) => a.distance - b.distance);
          const expected = sorted.slice(0, k).map(({ distance }) => distance);
          const found = [...places.subarray(one * k, (one + 1) * k)].filter((place) => place >= 0);
          expect(new Set(found).size).toBe(found.length);
          const distances = found.map((place) => distanceBetween(metric, row, rows[place] ?? []));
          expect(distances.length).toBe(expected.length);
          for (const [at, distance] of distances.entries()) expect(distance).toBeCloseTo(expected[at] ?? Number.NaN, 7);
        }
      }),
    );
  });

  it('come nearest first, and say where there are no more', () => {
    const found = finish(nearestNeighbours({ metric: 'euclidean', k: 3, points: pointsOf([[0], [1], [4]]) }));
    expect([...found.places]).toEqual([1, 2, -1, 0, 2, -1, 1, 0, -1]);
    expect([...found.distances.subarray(0, 3)]).toEqual([1, 4, Number.NaN]);
  });

  it('never come of the same group', () => {
    const points = pointsOf([[0], [0], [1], [2]]);
    const { places } = finish(
      nearestNeighbours({ metric: 'euclidean', k: 2, points, groups: { points: [0, 0, 1, 0] } }),
    );
    expect([...places]).toEqual([2, -1, 2, -1, 0, 1, 2, -1]);
  });

  it('of queries apart include equal points, save those of their group', () => {
    const points = pointsOf([[0], [5]]);
    const apart = { metric: 'euclidean', k: 1, points, queries: points } as const;
    expect([...finish(nearestNeighbours(apart)).places]).toEqual([0, 1]);
    const grouped = { ...apart, groups: { points: [0, 1], queries: [0, 1] } };
    expect([...finish(nearestNeighbours(grouped)).places]).toEqual([1, 0]);
  });

  it('leave out what is not a number', () => {
    const points = pointsOf([[0], [Number.NaN], [3]]);
    const { places } = finish(nearestNeighbours({ metric: 'euclidean', k: 1, points }));
    expect([...places]).toEqual([2, -1, 0]);
    expect([...voteOfNeighbours({ k: 1, places, distances: new Float64Array() }, [7, 8, 9])]).toEqual([9, NOTHING, 7]);
  });

  it('are refused where none is asked for', () => {
    expect(() => nearestNeighbours({ metric: 'cosine', k: 0, points: train }).next()).toThrow(RangeError);
  });

  it('let others in between tiles', () => {
    let steps = 0;
    for (const _ of nearestNeighbours({
      metric: 'cosine',
      k: 1,
      points: { columns: 512, values: new Float32Array(512 * 200) },
    }))
      steps += 1;
    // 64 rows a tile: four rows of tiles, those on and above the diagonal.
    expect(steps).toBe(10);
  });
});

describe('classification by neighbours', () => {
  it.each(metrics.flatMap((metric) => [1, 5, 15].map((k) => [metric, k] as const)))(
    '%s, %i: predicts what KNeighborsClassifier of scikit-learn predicts',
    (metric, k) => {
      const expected = golden.results[`knn-${metric}-${k}`];
      const found = finish(
        nearestNeighbours({ metric, k: 15, points: train, queries: query, order: golden.trainLabels }),
      );
      const predicted = voteOfNeighbours(found, golden.trainLabels, k);
      expect([...predicted]).toEqual(expected?.predicted);
      const score = scorePredictions(golden.queryLabels, predicted, 5);
      expect(score.macroF1).toBeCloseTo(expected?.macroF1 ?? Number.NaN, 14);
      expect(score.accuracy).toBe(expected?.accuracy);
    },
  );

  it('lets the smallest of equally frequent classes win', () => {
    const found = { k: 4, places: Int32Array.of(0, 1, 2, 3), distances: new Float64Array(4) };
    expect([...voteOfNeighbours(found, [3, 1, 3, 1])]).toEqual([1]);
    expect([...voteOfNeighbours(found, [3, 1, 3, 1], 3)]).toEqual([3]);
    expect([...majorityOfFrames([4, 2, NOTHING, NOTHING], [0, 0, 1, 0], 3)]).toEqual([2, NOTHING, NOTHING]);
  });

  it.each(metrics)('%s: is the same in any order of rows, ties and all', (metric) => {
    fc.assert(
      fc.property(someRows(2, 2), fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.nat(1e6)), (rows, k, keys) => {
        const classes = rows.map((_, place) => place % 3);
        const order = rows.map((_, place) => ({ place, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const permuted = order.map(({ place }) => place);
        const predict = (points: Points, labels: readonly number[]) =>
          voteOfNeighbours(finish(nearestNeighbours({ metric, k, points, order: labels })), labels);
        const straight = predict(pointsOf(rows), classes);
        const turned = predict(
          chosenPoints(pointsOf(rows), permuted),
          permuted.map((place) => classes[place] ?? 0),
        );
        expect([...turned]).toEqual(permuted.map((place) => straight[place]));
      }),
    );
  });
});

/** Two sounds of class 0 far apart, each of frames that lie close together; one of class 1 beside the first. */
const frames: LabelledFrames = {
  points: pointsOf([[0], [0.1], [0.2], [10], [10.1], [10.2], [1], [1.1], [1.2]]),
  soundOfFrame: [0, 0, 0, 1, 1, 1, 2, 2, 2],
  classOfSound: [0, 0, 1],
  groupOfSound: [0, 0, 1],
  classes: 3,
};
const first = (of: LabelledFrames, among: 'every-frame' | 'other-sounds' | 'other-groups') =>
  finish(scoreNeighbours(of, { ks: [1], metric: 'euclidean', among }))[0];

describe('the score of an embedding by its neighbours', () => {
  it('is flattered by a file that is its own neighbour', () => {
    expect(first(frames, 'every-frame')?.frames.accuracy).toBe(1);
    // Without itself, the first sound is nearest to class 1, the second too, and class 1 to class 0.
    expect(first(frames, 'other-sounds')?.frames.accuracy).toBe(0);
    const alike = { ...frames, classOfSound: [0, 1, 0] };
    expect(first(alike, 'other-sounds')?.sounds.accuracy).toBeCloseTo(2 / 3);
  });

  it('has no neighbour of a whole group', () => {
    const pair = { ...frames, classOfSound: [0, 0, NOTHING] };
    expect(first(pair, 'other-sounds')?.sounds.accuracy).toBe(1);
    const score = first(pair, 'other-groups');
    expect(score?.sounds.accuracy).toBe(0);
    expect(score?.sounds.macroF1).toBe(0);
  });

  it('counts a class of one sound as missed, and leaves out empty classes and unlabelled sounds', () => {
    const score = first(frames, 'other-sounds');
    expect(score?.frames.confusion.counts.reduce((sum, count) => sum + count, 0)).toBe(9);
    const labelled = first({ ...frames, classOfSound: [0, NOTHING, 1] }, 'every-frame');
    expect(labelled?.sounds).toMatchObject({ accuracy: 1, macroF1: 1 });
    expect(labelled?.frames.confusion.counts.reduce((sum, count) => sum + count, 0)).toBe(6);
  });

  it('is refused with no neighbours', () => {
    const options = { ks: [0, 5], metric: 'cosine', among: 'every-frame' } as const;
    expect(() => scoreNeighbours(frames, options).next()).toThrow(RangeError);
  });

  it('is nothing of nothing', () => {
    const none = { ...frames, classOfSound: [NOTHING, NOTHING, NOTHING] };
    expect(first(none, 'every-frame')?.frames.accuracy).toBeNaN();
  });

  it('is the same of every k, searched for together or alone, and of renamed classes', () => {
    const of = {
      points: train,
      soundOfFrame: golden.train.map((_, place) => Math.floor(place / 3)),
      classOfSound: Array.from({ length: 50 }, (_, sound) => golden.trainLabels[sound * 3] ?? 0),
      classes: 5,
    };
    const options = { metric: 'cosine', among: 'other-sounds' } as const;
    const together = finish(scoreNeighbours(of, { ...options, ks: [1, 3] }));
    const alone = [1, 3].map((k) => finish(scoreNeighbours(of, { ...options, ks: [k] }))[0]);
    expect(together).toEqual(alone);
    // With one neighbour there are no ties to break.
    const renamed = { ...of, classOfSound: of.classOfSound.map((one) => (one + 2) % 5) };
    const [one] = finish(scoreNeighbours(renamed, { ...options, ks: [1] }));
    expect(one?.frames.macroF1).toBeCloseTo(together[0]?.frames.macroF1 ?? Number.NaN, 12);
  });
});
