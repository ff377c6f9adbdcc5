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

/** Only the pages that hold the rows `first` up to `end`. */
export function pagesOf(first: number, end: number): number[] {
  const from = Math.floor(first / PAGE_ROWS);
  return Array.from({ length: Math.max(0, Math.ceil(end / PAGE_ROWS) - from) }, (_, index) => from + index);
}

/** With another page; those furthest from it are dropped beyond a limit. */
export function withPage(pages: Pages, page: number, rows: readonly SoundRecord[]): Pages {
  const next = new Map(pages).set(page, rows);
  const furthest = [...next.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page));
  for (const key of furthest.slice(0, Math.max(0, next.size - KEPT_PAGES))) next.delete(key);
  return next;
}

/**
 * The row to show at the upper edge: the wanted one where all that would be in sight is here, else the nearest of the
 * nearest page. So a person who drags through a million rows sees sounds go by, a little behind the hand, and no blank rows.
 *
 * @param visibleRows how many are in sight, the last of them perhaps in part
 */
export function firstRowToShow(wanted: number, visibleRows: number, rowCount: number, pages: Pages): number {
  const first = Math.floor(wanted);
  const end = Math.min(rowCount, Math.ceil(wanted + visibleRows));
  if (pagesOf(first, end).every((page) => pages.has(page))) return wanted;
  const middle = (wanted + visibleRows / 2) / PAGE_ROWS - 0.5;
  let nearest: number | undefined;
  for (const page of pages.keys()) {
    if (nearest === undefined || Math.abs(page - middle) < Math.abs(nearest - middle)) nearest = page;
  }
  if (nearest === undefined) return wanted;
  const top = nearest * PAGE_ROWS;
  const lastTop = Math.min(rowCount, top + PAGE_ROWS) - visibleRows;
  // More in sight than a page holds, or what is left of the last one: nothing is gained.
  return lastTop < top ? wanted : Math.min(lastTop, Math.max(top, wanted));
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
