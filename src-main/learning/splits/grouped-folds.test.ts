import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedFolds } from './grouped-folds.ts';

const someRows = fc.array(fc.record({ one: fc.integer({ min: 0, max: 4 }), group: fc.nat(12) }), {
  minLength: 1,
  maxLength: 60,
});

describe('grouped folds', () => {
  it('score every row once, and never learn from its group', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 2, max: 6 }), fc.integer(), (rows, count, seed) => {
        const groups = rows.map(({ group }) => group);
        const folds = groupedFolds(
          rows.map(({ one }) => one),
          groups,
          count,
          seed,
        );
        expect(folds.length).toBe(Math.min(count, new Set(groups).size));
        expect(folds.flatMap(({ scored }) => scored).sort((a, b) => a - b)).toEqual([...rows.keys()]);
        for (const { scored, learned } of folds) {
          expect(scored.length + learned.length).toBe(rows.length);
          const held = new Set(scored.map((row) => groups[row]));
          expect(learned.some((row) => held.has(groups[row]))).toBe(false);
        }
      }),
    );
  });

  it('hold the same share of every class where groups allow it', () => {
    // 40 groups of three rows; class 1 is rare.
    const groups = Array.from({ length: 120 }, (_, row) => Math.floor(row / 3));
    const classes = groups.map((group) => Number(group % 8 === 0));
    for (const { scored } of groupedFolds(classes, groups, 5, 3)) {
      expect(scored.length).toBe(24);
      expect(scored.filter((row) => classes[row] === 1).length).toBe(3);
    }
  });

  it('are the same for a seed, and others for another', () => {
    const rows = Array.from({ length: 40 }, (_, row) => row);
    const folds = (seed: number) => groupedFolds(new Int32Array(40), rows, 4, seed);
    expect(folds(1)).toEqual(folds(1));
    expect(folds(1)).not.toEqual(folds(2));
  });

  it('are at least two', () => {
    expect(() => groupedFolds([0, 1], [0, 1], 1, 0)).toThrow(RangeError);
  });
});
