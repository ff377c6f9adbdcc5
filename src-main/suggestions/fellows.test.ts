import { describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import { createAgreement, fellowWords, findFellows, hasFellows } from './fellows.ts';

const WIDTH = categories.length;
const [doors, rain] = [categories.indexOf('DOORS'), categories.indexOf('RAIN')];
const powers = { own: 0, agreed: 1, named: 0 };

const doorlike = [
  [1, 0],
  [0.9, 0.1],
  [1, 0.05],
] as const;
const rainlike = [
  [-1, 0.2],
  [-0.9, 0],
  [-1, 0.1],
] as const;
type Point = readonly [number, number];
const cosine = ([a, b]: Point, [c, d]: Point) => (a * c + b * d) / (Math.hypot(a, b) * Math.hypot(c, d));
const fellowsOf = (points: readonly Point[]) =>
  findFellows(points.length, (place) => points.map((other) => cosine(points[place] ?? [0, 0], other)));

/** Scores of sounds of whom only two categories are thought of. @param shares of the first */
function scoresOf(shares: readonly number[]): Float64Array {
  const scores = new Float64Array(shares.length * WIDTH).fill(Math.log(1e-6));
  for (const [place, share] of shares.entries()) {
    scores[place * WIDTH + doors] = Math.log(share);
    scores[place * WIDTH + rain] = Math.log(1 - share);
  }
  return scores;
}

type Said = { readonly decided?: readonly number[]; readonly named?: readonly (number | null)[] };

/** The share of doors of each. */
function agreed(points: readonly Point[], shares: readonly number[], { decided = [], named = [] }: Said = {}) {
  const names = scoresOf(shares.map((_, place) => named[place] ?? 0.5));
  const beliefs = {
    count: points.length,
    own: scoresOf(shares),
    named: names,
    hasName: (place: number) => (named[place] ?? null) !== null,
    decided: (place: number) => decided[place] ?? -1,
    alone: powers,
    besideNames: { own: 0.4, agreed: 0.2, named: 1 },
  };
  const { scores } = createAgreement().of(beliefs, fellowsOf(points));
  return shares.map((_, place) => {
    const [door = 0, wet = 0] = [scores[place * WIDTH + doors], scores[place * WIDTH + rain]];
    return 1 / (1 + Math.exp(wet - door));
  });
}

describe('sounds of a folder', () => {
  const all = [...doorlike, ...rainlike];

  it('that sound alike bring a doubtful one round', () => {
    const shares = agreed(all, [0.9, 0.8, 0.45, 0.1, 0.1, 0.1]);
    expect(shares.map((share) => share > 0.5)).toEqual([true, true, true, false, false, false]);
  });

  it('follow one that a person decided', () => {
    const undecided = agreed(all, [0.3, 0.4, 0.4, 0.2, 0.2, 0.2]);
    expect(undecided.some((share) => share > 0.5)).toBe(false);
    const shares = agreed(all, [0.3, 0.4, 0.4, 0.2, 0.2, 0.2], { decided: [-1, -1, doors] });
    expect(shares.map((share) => share > 0.5)).toEqual([true, true, true, false, false, false]);
  });

  it('learn from the names of those beside them', () => {
    const shares = agreed(all, [0.4, 0.4, 0.4, 0.2, 0.2, 0.2], { named: [0.99, null, 0.99] });
    expect(shares[1]).toBeGreaterThan(0.5);
    expect(shares[4]).toBeLessThan(0.3);
  });

  it('keep what is believed of them where nothing is like them', () => {
    const apart: readonly Point[] = [
      [1, 0],
      [-1, 1],
      [-1, -1],
      [-1, 0.01],
    ];
    const fellows = findFellows(4, (place) => apart.map((_, other) => Number(place === other)));
    expect(apart.map((_, place) => hasFellows(fellows, place))).toEqual([false, false, false, false]);
    const own = scoresOf([0.9, 0.3, 0.5, 0.2]);
    const beliefs = { count: 4, own, named: own, hasName: () => false, decided: () => -1 };
    const { scores } = createAgreement().of({ ...beliefs, alone: powers, besideNames: powers }, fellows);
    expect(scores.subarray(0, own.length)).toEqual(own);
  });

  it('of which there are too few are left as they are', () => {
    expect(fellowsOf(doorlike)).toBeNull();
    expect(agreed(doorlike, [0.9, 0.1, 0.1]).map((share) => Math.round(share * 10) / 10)).toEqual([0.9, 0.1, 0.1]);
  });

  it('have six fellows at most, the likest first, whose weights add up to one', () => {
    const points = Array.from({ length: 20 }, (_, place): Point => [Math.cos(place / 10), Math.sin(place / 10)]);
    const fellows = fellowsOf(points);
    for (const place of points.keys()) {
      const weights = fellows?.weights.subarray(place * 6, place * 6 + 6) ?? new Float32Array();
      expect(weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 5);
      expect([...weights]).toEqual([...weights].sort((a, b) => b - a));
      const near = [...(fellows?.places.subarray(place * 6, place * 6 + 6) ?? [])];
      expect(near).not.toContain(place);
      expect(Math.max(...near.map((other) => Math.abs(other - place)))).toBeLessThanOrEqual(6);
    }
  });
});

it('what fellows say is worded by how sure they are', () => {
  expect(fellowWords(0.8, doors)).toBe('those like it in its folder are DOORS');
  expect(fellowWords(0.2, doors)).toBe('some like it in its folder may be DOORS');
  expect(fellowWords(0.01, doors)).toBeNull();
});
