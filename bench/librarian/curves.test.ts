import { describe, expect, it } from 'vitest';
import { curveOf, decisionsUntil, spreadOf } from './curves.ts';
import type { Point } from './types.ts';

const point = (decisions: number, right: number): Point => ({
  decisions,
  right,
  undecidedRight: right / 2,
  nearestRight: right / 4,
});
const points = [point(0, 0.2), point(10, 0.4), point(20, 1)];

describe('a curve over decisions', () => {
  it('rises evenly between two points, and stays at the last', () => {
    const curve = curveOf(points, 'right', 23);
    expect(curve).toHaveLength(23);
    expect([curve[0], curve[5], curve[10], curve[15], curve[20], curve[22]].map((value) => value?.toFixed(3))).toEqual([
      '0.200',
      '0.300',
      '0.400',
      '0.700',
      '1.000',
      '1.000',
    ]);
    expect(curveOf(points, 'nearestRight', 1)).toEqual([0.05]);
  });
  it('is as high as wanted after so many decisions, parts of one among them', () => {
    expect(decisionsUntil(points, 'right', 0.2)).toBe(0);
    expect(decisionsUntil(points, 'right', 0.3)).toBeCloseTo(5);
    expect(decisionsUntil(points, 'right', 0.7)).toBeCloseTo(15);
    expect(decisionsUntil(points, 'undecidedRight', 0.9)).toBe(20);
  });
  it('is reached at the first point that is high enough, also where it falls again', () => {
    expect(decisionsUntil([point(0, 0.1), point(4, 0.5), point(8, 0.3), point(12, 0.6)], 'right', 0.5)).toBe(4);
  });
});

it('a spread is the mean with the least and the most', () => {
  expect(spreadOf([3, 1, 8])).toEqual({ mean: 4, low: 1, high: 8 });
});
