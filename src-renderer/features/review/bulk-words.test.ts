import { expect, it } from 'vitest';
import type { BulkEstimate } from '../../../src-shared/contract/review.ts';
import { estimateWords, intervalWords } from './bulk-words.ts';

const estimate: BulkEstimate = {
  targetPrecision: 0.95,
  audited: 400,
  used: 300,
  right: 291,
  undecided: 0,
  found: { minProbability: 0.82, sounds: 4120, expected: 0.97, low: 0.951, high: 0.984 },
  needed: 0,
  conflicts: [],
  conflictCount: 0,
};

it('says how many, how precise, and how sure that is', () => {
  expect(estimateWords(estimate)).toBe('4,120 sounds at an expected 97 % (95–98 %)');
  expect(intervalWords(estimate)).toContain('right for 291');
  expect(intervalWords({ ...estimate, undecided: 3 })).toContain(
    '3 of them were passed over and count as wrong until decided.',
  );
});

it('invents nothing where too few were audited', () => {
  const few = { ...estimate, audited: 12, used: 12, right: 12, found: null, needed: 47 };
  expect(estimateWords(few)).toBe('Too few audited decisions to promise 95 %.');
  expect(intervalWords(few)).toBe(
    '12 random sounds asked about so far. At least 47 more are needed, about 470 decisions, if the suggestion is right in all of them.',
  );
  expect(estimateWords({ ...few, right: 9 })).toContain('of 12 audited sounds the suggestion was right for 9');
});
