import { describe, expect, it } from 'vitest';
import { clock, counted, elide, failureText, percent, printable, roughDuration } from './words.ts';

describe('words for people', () => {
  it('writes lengths as a clock', () => {
    expect([0, 2.41, 61.5, 3_723].map(clock)).toEqual(['0:00.00', '0:02.41', '1:01.50', '1:02:03']);
  });

  it('writes times left roughly', () => {
    expect([0.2, 45, 720, 12_000].map(roughDuration)).toEqual(['1 s', '45 s', '12 min', '3 h 20 min']);
  });

  it('counts with separators and the right noun', () => {
    expect([counted(1, 'sound'), counted(12_482, 'sound'), counted(2, 'copy', 'copies')]).toEqual([
      '1 sound',
      '12,482 sounds',
      '2 copies',
    ]);
    expect(percent(0.874)).toBe('87 %');
  });

  it('elides in the middle, so that take numbers stay', () => {
    expect(elide('Car_Door_Slam_Heavy_03.wav', 15)).toBe('Car_Doo…_03.wav');
    expect(elide('short.wav', 15)).toBe('short.wav');
  });

  it('shows control characters instead of sending them to the terminal', () => {
    expect(printable('\u202egpj')).toBe('\\u{202e}gpj');
    expect(printable('a\nb\x1b[2J😀é')).toBe('a\\x0ab\\x1b[2J😀é');
  });

  it('adds the next step to a failure', () => {
    expect(failureText({ message: 'It is empty.', nextStep: 'Record it again.' })).toBe(
      'It is empty. Record it again.',
    );
    expect(failureText({ message: 'It is empty.', nextStep: null })).toBe('It is empty.');
  });
});
