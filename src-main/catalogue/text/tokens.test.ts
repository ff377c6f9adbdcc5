import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPhrase, holdsTokens, tokensOf } from './tokens.ts';

const texts = fc.array(fc.constantFrom('a', 'B', 'ab', 'é', '1', ' ', '_', '-', '\n', '\u00a0', '雨', 'aba'), {
  maxLength: 12,
});
const words = fc.array(fc.constantFrom('a', 'b', 'ab', 'e', '1', 'aba', 'ba', '雨'), { minLength: 1, maxLength: 3 });

describe('whether a text holds words', () => {
  it('is what its tokens say', () => {
    fc.assert(
      fc.property(texts, words, fc.boolean(), (pieces, tokens, prefix) => {
        const text = pieces.join('');
        const held = tokensOf(text);
        const expected = tokens.every((token, i) =>
          held.some((word) => (prefix && i === tokens.length - 1 ? word.startsWith(token) : word === token)),
        );
        expect(holdsTokens(text, tokens, prefix)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('whether a search text holds a phrase', () => {
  it('is whether its tokens follow each other in one part', () => {
    const parts = fc.array(fc.array(fc.constantFrom('a', 'b', 'ab', 'ba'), { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 3,
    });
    const phrases = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(parts, phrases, (cut, phrase) => {
        const expected = cut.some((part) =>
          part.some((_, at) => phrase.every((token, place) => part[at + place] === token)),
        );
        expect(holdsPhrase(cut.map((part) => part.join(' ')).join('\n'), phrase)).toBe(expected);
      }),
    );
  });
});
