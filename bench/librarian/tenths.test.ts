import { expect, it } from 'vitest';
import { tenthsOf } from './tenths.ts';

it('keeps groups whole, and parts about equal', () => {
  // One group of 6, two of 3, the others alone: 24 sounds.
  const groups = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, ...Array.from({ length: 12 }, (_, at) => at + 3)];
  const parts = tenthsOf(groups);
  expect(parts).toHaveLength(10);
  expect(parts.flat().toSorted((a, b) => a - b)).toEqual([...groups.keys()]);
  for (const group of new Set(groups)) {
    expect(parts.filter((part) => part.some((place) => groups[place] === group))).toHaveLength(1);
  }
  expect(parts.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2, 2, 2, 2, 3, 3, 6]);
});

it('leaves parts empty where there are fewer groups', () => {
  expect(tenthsOf([7, 7, 7]).filter(({ length }) => length > 0)).toEqual([[0, 1, 2]]);
});
