import { expect, it } from 'vitest';
import {
  countOf,
  durationWords,
  folderOfPath,
  nameOfPath,
  percentWords,
  positionWords,
  rateWords,
  remainingWords,
} from './words.ts';

it.each([
  [2.408, '2.41 s'],
  [14.2, '14.2 s'],
  [59.99, '60.0 s'],
  [60, '1:00.0'],
  [62.44, '1:02.4'],
  [119.96, '2:00.0'],
  [3_723, '1:02:03'],
])('writes the length %f as %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

it('writes places to the millisecond', () => {
  expect(positionWords(1.2044)).toBe('0:01.204');
  expect(positionWords(3_661.5)).toBe('1:01:01.500');
});

it('writes rates without needless decimals', () => {
  expect([44_100, 48_000, 22_255].map(rateWords)).toEqual(['44.1 kHz', '48 kHz', '22.255 kHz']);
});

it.each([
  [2, 'a few seconds'],
  [41, 'about 45 s'],
  [200, 'about 3 min'],
  [9_000, 'about 2.5 h'],
])('rounds %f s left to %s', (seconds, words) => {
  expect(remainingWords(seconds)).toBe(words);
});

it('claims certainty only where it is', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percentWords)).toEqual(['0 %', '< 1 %', '50 %', '99 %', '100 %']);
});

it('counts in words', () => {
  expect([countOf(1, 'sound'), countOf(12_482, 'sound')]).toEqual(['1 sound', '12,482 sounds']);
});

it('splits paths of either kind', () => {
  expect([nameOfPath('/a/b.wav'), nameOfPath('C:\\a\\b.wav'), folderOfPath('/a/b.wav')]).toEqual([
    'b.wav',
    'b.wav',
    '/a',
  ]);
});
