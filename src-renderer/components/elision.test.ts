import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onOneLine, splitForElision, withinWords } from './elision.ts';

describe('a name with too little room', () => {
  it('keeps take number and extension', () => {
    expect(splitForElision('Car_Door_Slam_Heavy_Outside_Take_03.wav').tail).toContain('Take_03.wav');
  });

  it('stays whole where it is short', () => {
    expect(splitForElision('door.wav')).toEqual({ head: 'door.wav', tail: '' });
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom('د', 'ל', '1', '_', '\n'), fc.string({ unit: 'grapheme', maxLength: 1 })),
          maxLength: 80,
        }),
        (name) => {
          const { head, tail } = splitForElision(name);
          expect(head + tail).toBe(name);
        },
      ),
    );
  });

  it('is cut between the two ways of writing where it is written from the right', () => {
    expect(splitForElision('صوت_المطر_على_الزجاج_Take_03.wav')).toEqual({
      head: 'صوت_المطر_على_الزجاج_',
      tail: 'Take_03.wav',
    });
    expect(splitForElision('דלת עץ נסגרת 12.wav')).toEqual({ head: 'דלת עץ נסגרת ', tail: '12.wav' });
  });

  it('is not cut where its end from the left is long itself', () => {
    const name = `صوت_${'Exterior_Night_'.repeat(4)}.wav`;
    expect(splitForElision(name)).toEqual({ head: name, tail: '' });
  });
});

describe('a name', () => {
  it('is one line, whatever is in it', () => {
    expect(onOneLine('two\nlines\tand\u007f.wav')).toBe('two¶lines»and\ufffd.wav');
  });

  it('is never turned by marks in it', () => {
    expect(onOneLine('door\u202efdp.wav')).toBe('doorfdp.wav');
  });

  it('is set apart within a sentence where it is written from the right', () => {
    expect(withinWords('door.wav')).toBe('door.wav');
    expect(withinWords('דלת.wav')).toBe('\u2068דלת.wav\u2069');
  });
});
