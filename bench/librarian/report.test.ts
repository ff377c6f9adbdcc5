import { expect, it } from 'vitest';
import { libraryReport, reportTable } from './report.ts';
import type { Point, SimulatedLibrary } from './types.ts';

const point = (decisions: number, right: number): Point => ({
  decisions,
  right,
  undecidedRight: right,
  nearestRight: right,
});
// Only how many there are is asked.
const library = { name: 'farm', sounds: Array.from({ length: 20 }) } as unknown as SimulatedLibrary;

it('says when each order reaches what full labels reach, over all seeds', () => {
  const report = libraryReport(
    library,
    ['a', 'a', 'b'],
    { head: 0.5, nearest: 0.4 },
    new Map([
      [
        'covering',
        [
          [point(0, 0.25), point(10, 0.45), point(20, 1)],
          [point(0, 0.25), point(20, 1)],
        ],
      ],
      ['random', [[point(0, 0.25), point(20, 1)]]],
    ]),
  );
  expect(report).toMatchObject({ library: 'farm', sounds: 20, groups: 2, withoutLabels: 0.25, fullyLabelled: 0.5 });
  const [covering, random] = report.orders;
  // 90 % of 0.5: after 10 of the first seed, 5⅓ of the second.
  expect(covering?.untilFull.high).toBeCloseTo(10);
  expect(covering?.untilFull.low).toBeCloseTo(16 / 3);
  expect(random?.untilFull.mean).toBeCloseTo(16 / 3);
  expect(covering?.mean).toHaveLength(21);
  expect(covering?.mean[10]).toBeCloseTo((0.45 + 0.625) / 2);
  expect([covering?.low[10], covering?.high[10]].map((share) => share?.toFixed(3))).toEqual(['0.450', '0.625']);
  const rows = reportTable([report]).split('\n');
  expect(rows).toHaveLength(4);
  expect(rows[3]).toBe('| farm | 20 / 2 | 25.0 % | 50.0 % | random | 5.3 (5–5) | 17.3 (17–17) | 2.9 (3–3) |');
});
