import type { Point } from './types.ts';

type Measure = Exclude<keyof Point, 'decisions'>;

/** A value after each number of decisions, from 0; between two points it is taken to rise evenly. */
export function curveOf(points: readonly Point[], measure: Measure, length: number): readonly number[] {
  const curve: number[] = [];
  let at = 0;
  for (let decisions = 0; decisions < length; decisions += 1) {
    while ((points[at + 1]?.decisions ?? Number.POSITIVE_INFINITY) <= decisions) at += 1;
    const here = points[at];
    const next = points[at + 1];
    const share = here && next ? (decisions - here.decisions) / (next.decisions - here.decisions) : 0;
    curve.push((here?.[measure] ?? 0) + share * ((next ?? here)?.[measure] ?? 0) - share * (here?.[measure] ?? 0));
  }
  return curve;
}

/**
 * The fewest decisions after which it is as high as wanted. Between two points it is taken to rise evenly.
 * @returns decisions of the last point where it never is
 */
export function decisionsUntil(points: readonly Point[], measure: Measure, wanted: number): number {
  for (const [at, point] of points.entries()) {
    if (point[measure] < wanted) continue;
    const before = points[at - 1];
    if (before === undefined) return point.decisions;
    const share = (wanted - before[measure]) / (point[measure] - before[measure]);
    return before.decisions + share * (point.decisions - before.decisions);
  }
  return points.at(-1)?.decisions ?? 0;
}

export type Spread = { readonly mean: number; readonly low: number; readonly high: number };

export function spreadOf(values: readonly number[]): Spread {
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length),
    low: Math.min(...values),
    high: Math.max(...values),
  };
}
