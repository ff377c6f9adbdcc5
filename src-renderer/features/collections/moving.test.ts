import { expect, it } from 'vitest';
import { moveTarget } from './moving.ts';

const rows = (first: number, end: number) => ({ first, end });

it('puts rows before the one above, and after the one below', () => {
  expect(moveTarget([rows(3, 5)], 2, 9)).toEqual({ before: 2, rows: rows(2, 4) });
  expect(moveTarget([rows(3, 5)], 6, 9)).toEqual({ before: 6, rows: rows(4, 6) });
});

it('gathers what lies apart', () => {
  expect(moveTarget([rows(1, 2), rows(4, 6)], 0, 9)).toEqual({ before: 0, rows: rows(0, 3) });
  expect(moveTarget([rows(1, 2), rows(4, 6)], 5, 9)).toEqual({ before: 6, rows: rows(3, 6) });
});

it('reaches the end', () => {
  expect(moveTarget([rows(0, 1)], 9, 9)).toEqual({ before: null, rows: rows(8, 9) });
});

it('moves nothing beyond the ends, or where it is already', () => {
  expect(moveTarget([rows(0, 2)], -1, 9)).toBeNull();
  expect(moveTarget([rows(8, 9)], 10, 9)).toBeNull();
  expect(moveTarget([rows(3, 5)], 4, 9)).toBeNull();
});
