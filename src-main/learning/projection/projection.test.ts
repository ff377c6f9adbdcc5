import { describe, expect, it } from 'vitest';
import { finish, type Points } from '../neighbours/index.ts';
import { golden, pointsOf } from '../testing/embedding-metrics.test-support.ts';
import { affinitiesOf } from './affinities.ts';
import { trustworthiness, tSne } from './index.ts';

const train = pointsOf(golden.train);
const firstTwo = pointsOf(golden.train.map((row) => row.slice(0, 2)));
const trust = (space: Points, map: Points, k: number) => finish(trustworthiness(space, map, k));

describe('trustworthiness', () => {
  it.each([5, 10])('of %i neighbours has the value of scikit-learn', (k) => {
    const expected = golden.results.trustworthinessOfFirstTwoColumns[k];
    expect(trust(train, firstTwo, k)).toBeCloseTo(expected ?? Number.NaN, 14);
  });

  it('is 1 of the space itself, at any scale', () => {
    expect(trust(train, train, 10)).toBe(1);
    expect(trust(train, { columns: 12, values: train.values.map((value) => value * 0.25) }, 10)).toBe(1);
  });

  it('is refused of other points, or of too many neighbours', () => {
    expect(() => trust(train, pointsOf([[1, 2]]), 1)).toThrow(RangeError);
    expect(() => trust(train, firstTwo, 75)).toThrow(RangeError);
    expect(() => trust(train, firstTwo, 0)).toThrow(RangeError);
  });
});

describe('affinities', () => {
  it('give every point the wanted perplexity, are symmetric, and sum to one', () => {
    // On a regular polygon all points are alike, so that both directions are one.
    const polygon = pointsOf(
      Array.from({ length: 60 }, (_, at) => [Math.cos((at * Math.PI) / 30), Math.sin((at * Math.PI) / 30)]),
    );
    const affinities = finish(affinitiesOf(polygon, 12));
    expect(affinities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    for (let row = 0; row < 60; row += 1) {
      let entropy = 0;
      for (let column = 0; column < 60; column += 1) {
        const value = affinities[row * 60 + column] as number;
        expect(value).toBe(affinities[column * 60 + row]);
        if (value > 0) entropy -= value * 60 * Math.log(value * 60);
      }
      expect(Math.exp(entropy)).toBeCloseTo(12, 2);
      expect(affinities[row * 60 + row]).toBe(0);
    }
  });
});

describe('t-SNE', () => {
  const map = finish(tSne(train, { seed: 1 }));

  it('is as trustworthy as that of scikit-learn', () => {
    expect(Math.abs(trust(train, map, 10) - golden.results.tsneTrustworthiness10)).toBeLessThan(0.02);
  });

  it('is the same for a seed, another for another, and centred', () => {
    const short = (seed: number) => finish(tSne(train, { seed, iterations: 20 })).values;
    expect(short(4)).toEqual(short(4));
    expect(short(4)).not.toEqual(short(5));
    expect(Array.from(map.values).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
  });

  it('maps equal points, a few, one, and none', () => {
    const isMap = (points: Points) => finish(tSne(points, { seed: 1, iterations: 50 })).values.every(Number.isFinite);
    expect(isMap(pointsOf(Array.from({ length: 8 }, () => [0, 0, 0])))).toBe(true);
    expect(isMap(pointsOf([[1], [2], [3]]))).toBe(true);
    expect(isMap(pointsOf([[1]]))).toBe(true);
    expect(isMap(pointsOf([]))).toBe(true);
  });
});
