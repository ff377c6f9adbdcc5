import { expect, it } from 'vitest';
import { LOSS_NAMES } from '../../../src-shared/training/index.ts';
import { lossWords } from './loss-words.ts';

it.each(LOSS_NAMES)('%s has a name and a sentence', (name) => {
  const { words, name: plain } = lossWords[name];
  expect(plain).not.toBe('');
  expect(words).toMatch(/^[A-Z].*\.$/u);
  expect(words.length).toBeLessThan(90);
});
