import { describe, expect, it } from 'vitest';
import { misspeltWord } from './misspelt.ts';
import { vocabulary } from './vocabulary.ts';

describe('misspeltWord', () => {
  it.each([
    ['explsn', 'explosion'],
    ['commnder', 'commander'],
    ['foorstep', 'footstep'],
    ['hellicopter', 'helicopter'],
  ])('reads %s as %s', (word, meant) => {
    expect(misspeltWord(word, vocabulary())).toBe(meant);
  });

  it('leaves short and far words alone', () => {
    for (const word of ['tun', 'qzxwv', 'dor', '', 'ünïcödé']) {
      expect(misspeltWord(word, vocabulary())).toBeUndefined();
    }
  });
});
