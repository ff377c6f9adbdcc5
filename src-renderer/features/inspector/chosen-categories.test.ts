import { expect, it } from 'vitest';
import { likelyAgain } from './chosen-categories.ts';

it('offers the last choices first, then the most frequent of the others', () => {
  const chosen = ['A', 'B', 'A', 'C', 'D', 'E', 'F', 'G', 'H', 'H', 'H', 'G', 'I'];
  expect(likelyAgain(chosen)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'H', 'G']);
  expect(likelyAgain([])).toEqual([]);
});
