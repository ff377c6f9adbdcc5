import { expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { PAGE_ROWS, pagesAround, soundAt, withPage, withSounds } from './result-pages.ts';

const sound = (id: number, path = `/a/${id}.wav`): SoundRecord => ({
  id: id as SoundId,
  path,
  library: 'a',
  status: 'indexed',
  failure: null,
  format: null,
  loudness: null,
  frames: 0,
  label: null,
  suggestions: [],
  fields: {},
  stagedFields: [],
  favourite: false,
  rating: 0,
  note: null,
  playCount: 0,
  playedAt: null,
  warnings: [],
  isCopy: false,
});
const page = (number: number) => Array.from({ length: PAGE_ROWS }, (_, index) => sound(number * PAGE_ROWS + index + 1));

it('asks for the page in sight first, then for its neighbours', () => {
  expect(pagesAround(0, 30, 1_000)).toEqual([0, 1, 2]);
  expect(pagesAround(450, 480, 1_000)).toEqual([4, 5, 3, 6, 2]);
  expect(pagesAround(980, 1_000, 1_000)).toEqual([9, 8, 7]);
  expect(pagesAround(0, 30, 0)).toEqual([]);
});

it('finds sounds by row', () => {
  const pages = withPage(withPage(new Map(), 0, page(0)), 3, page(3));
  expect(soundAt(pages, 3 * PAGE_ROWS + 5)?.id).toBe(3 * PAGE_ROWS + 6);
  expect(soundAt(pages, PAGE_ROWS)).toBeUndefined();
});

it('forgets what lies far away', () => {
  let pages = withPage(new Map(), 0, page(0));
  for (let number = 100; number < 200; number += 1) pages = withPage(pages, number, page(number));
  expect(pages.size).toBe(80);
  expect(pages.has(0)).toBe(false);
  expect(pages.has(199)).toBe(true);
});

it('takes newer records in, and leaves pages alone that they do not concern', () => {
  const pages = withPage(new Map(), 0, page(0));
  expect(soundAt(withSounds(pages, [sound(2, '/moved.wav')]), 1)?.path).toBe('/moved.wav');
  expect(withSounds(pages, [sound(99_999)])).toBe(pages);
});
