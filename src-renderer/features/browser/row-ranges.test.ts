import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countRows,
  hasRow,
  noRows,
  oneRow,
  piecesOf,
  type RowRanges,
  rowsBetween,
  withoutRows,
  withRows,
} from './row-ranges.ts';

const range = fc.tuple(fc.nat(60), fc.nat(60)).map(([one, other]) => rowsBetween(one, other));
const rowsOf = (ranges: RowRanges): number[] =>
  ranges.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, index) => first + index));

describe('selected rows', () => {
  it('behave like a set of rows, kept as few ranges', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), range)), (steps) => {
        let ranges = noRows;
        const set = new Set<number>();
        for (const [adds, { first, end }] of steps) {
          ranges = adds ? withRows(ranges, { first, end }) : withoutRows(ranges, { first, end });
          for (let row = first; row < end; row += 1)
            if (adds) set.add(row);
            else set.delete(row);
        }
        expect(rowsOf(ranges)).toEqual([...set].sort((a, b) => a - b));
        expect(countRows(ranges)).toBe(set.size);
        for (let row = 0; row < 62; row += 1) expect(hasRow(ranges, row)).toBe(set.has(row));
      }),
    );
  });

  it('of a million are one range', () => {
    const all = withRows(oneRow(5), { first: 0, end: 1_000_000 });
    expect(all).toEqual([{ first: 0, end: 1_000_000 }]);
  });

  it('come in pieces for what takes only so many', () => {
    expect([
      ...piecesOf(
        [
          { first: 0, end: 5 },
          { first: 9, end: 10 },
        ],
        2,
      ),
    ]).toEqual([
      { first: 0, end: 2 },
      { first: 2, end: 4 },
      { first: 4, end: 5 },
      { first: 9, end: 10 },
    ]);
  });
});
