import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitName } from './split-name.ts';

describe('splitting a name into words', () => {
  it.each([
    ['DoorSlam03', ['door', 'slam', '03']],
    ['GUNAuto_UZI-9mm', ['gun', 'auto', 'uzi', '9', 'mm']],
    ['HTTPServer', ['http', 'server']],
    ['kick_drum.LOUD (2)', ['kick', 'drum', 'loud', '2']],
    ["don't", ['dont']],
    ['TürKnarzen_Öl', ['tür', 'knarzen', 'öl']],
    ['Tu\u0308r', ['tür']],
    ['ドア03 дверьХлоп', ['ドア', '03', 'дверь', 'хлоп']],
    ['C++ & *', ['c']],
    ['', []],
  ])('%j', (name, words) => {
    expect(splitName(name)).toEqual(words);
  });

  const names = fc.string({ unit: 'binary', maxLength: 60 });

  it('gives words of letters or digits only', () => {
    fc.assert(
      fc.property(names, (name) => {
        for (const word of splitName(name)) expect(word).toMatch(/^[\p{L}\p{M}]+$|^\p{N}+$/u);
      }),
    );
  });

  it('leaves words that it made as they are', () => {
    fc.assert(
      fc.property(names, (name) => {
        const words = splitName(name);
        expect(splitName(words.join(' '))).toEqual(words);
      }),
    );
  });

  it('loses no ASCII letter and no digit', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(splitName(name).join('')).toBe(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
      }),
    );
  });
});
