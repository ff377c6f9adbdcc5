import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';

/** Rows that are fetched at once. */
export const PAGE_ROWS = 100;

/** Fetched beyond what is in sight: most of a second of fast scrolling. */
const AHEAD_ROWS = 2 * PAGE_ROWS;

/** Pages kept around the viewport; the rest is forgotten and fetched again when needed. */
const KEPT_PAGES = 80;

export type Pages = ReadonlyMap<number, readonly SoundRecord[]>;

/** The sound of a row, where its page is here. */
export const soundAt = (pages: Pages, row: number): SoundRecord | undefined =>
  pages.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS];

/** Pages of the rows `first` up to `end` and those soon reached on either side, nearest first. */
export function pagesAround(first: number, end: number, rowCount: number): number[] {
  const last = Math.ceil(rowCount / PAGE_ROWS) - 1;
  const from = Math.max(0, Math.floor((first - AHEAD_ROWS) / PAGE_ROWS));
  const to = Math.min(last, Math.floor((end + AHEAD_ROWS) / PAGE_ROWS));
  const middle = (first + end) / 2 / PAGE_ROWS - 0.5;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).sort(
    (a, b) => Math.abs(a - middle) - Math.abs(b - middle),
  );
}

/** With another page; those furthest from it are dropped beyond a limit. */
export function withPage(pages: Pages, page: number, rows: readonly SoundRecord[]): Pages {
  const next = new Map(pages).set(page, rows);
  const furthest = [...next.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page));
  for (const key of furthest.slice(0, Math.max(0, next.size - KEPT_PAGES))) next.delete(key);
  return next;
}

/** With newer records of some sounds wherever they stand; the same pages where none of them does. */
export function withSounds(pages: Pages, sounds: readonly SoundRecord[]): Pages {
  const byId = new Map(sounds.map((sound) => [sound.id, sound]));
  const touched = [...pages].filter(([, rows]) => rows.some(({ id }) => byId.has(id)));
  if (touched.length === 0) return pages;
  const next = new Map(pages);
  for (const [page, rows] of touched)
    next.set(
      page,
      rows.map((sound) => byId.get(sound.id) ?? sound),
    );
  return next;
}
