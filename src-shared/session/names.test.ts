import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameFrom, fillTemplate, wrongToken } from './index.ts';

describe('a name template', () => {
  it('is filled with what is known, and closes up where nothing is', () => {
    const fields = { name: 'slam', catId: 'DOORWood', library: 'BBC', counter: 7 };
    expect(fillTemplate('{catId}_{fxName}_{name}', fields)).toBe('DOORWood_slam');
    expect(fillTemplate('{counter:3} {name} ({library})', fields)).toBe('007 slam (BBC)');
    expect(fillTemplate('{fxName}', fields)).toBe('');
    expect(fillTemplate('{counter}', { counter: 12 })).toBe('12');
  });

  it('names what is no token', () => {
    expect(wrongToken('{name}_{counter:3}')).toBeNull();
    expect(wrongToken('{name}_{catid}')).toBe('{catid}');
    expect(wrongToken('{name')).toBe('{');
    expect(wrongToken('{constructor}')).toBe('{constructor}');
    expect(fillTemplate('{constructor}{toString}', { counter: 1 })).toBe('');
  });
});

describe('a file name', () => {
  it('is one that every system takes', () => {
    expect(fileNameFrom('Slam: big/small?', '.wav')).toBe('Slam_ big_small_.wav');
    expect(fileNameFrom('..', '.wav')).toBe('sound.wav');
    expect(fileNameFrom('CON', '.wav')).toBe('_CON.wav');
    expect(fileNameFrom(' door. ', '')).toBe('door');
  });

  it('never leads elsewhere and is never too long, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (stem) => {
        const name = fileNameFrom(stem, '.wav');
        expect(name).toMatch(/^[^/\\:*?"<>|\p{Cc}]+\.wav$/u);
        expect(name.startsWith('.')).toBe(false);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
      }),
    );
  });
});
