import { expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { firstRowToShow, PAGE_ROWS, pagesAround, pagesOf, soundAt, withPage, withSounds } from './result-pages.ts';

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

it('knows the pages of some rows', () => {
  expect(pagesOf(0, 30)).toEqual([0]);
  expect(pagesOf(180, 205)).toEqual([1, 2]);
  expect(pagesOf(0, 0)).toEqual([]);
});

it('shows the nearest rows that are here while those wanted are on their way', () => {
  const pages = withPage(withPage(new Map(), 3, page(3)), 4, page(4));
  const show = (wanted: number) => firstRowToShow(wanted, 25.5, 1_000_000, pages);
  expect(show(380.25)).toBe(380.25);
  expect(show(480)).toBe(500 - 25.5);
  expect(show(500_000)).toBe(500 - 25.5);
  expect(show(12)).toBe(300);
  expect(firstRowToShow(12, 25.5, 1_000_000, new Map())).toBe(12);
  // The last page has fewer rows than are in sight: those before it are wanted, too, and nothing else will do.
  expect(firstRowToShow(990, 25.5, 1_005, withPage(new Map(), 10, page(10).slice(0, 5)))).toBe(990);
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
