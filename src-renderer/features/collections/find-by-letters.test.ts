import { expect, it } from 'vitest';
import { findByLetters } from './find-by-letters.ts';

const list = ['Storm at sea', 'Scene 12 doors', 'Best of', 'Old doors'].map((name) => ({ name }));
const found = (text: string) => findByLetters(text, list).map(({ name }) => name);

it('finds names by their beginning, by a word, by letters in their order', () => {
  expect(found('s')).toEqual(['Storm at sea', 'Scene 12 doors', 'Best of', 'Old doors']);
  expect(found('do')).toEqual(['Scene 12 doors', 'Old doors']);
  expect(found('s12')).toEqual(['Scene 12 doors']);
  expect(found('xyz')).toEqual([]);
});

it('gives all of them while nothing is typed', () => {
  expect(found(' ')).toHaveLength(4);
});
