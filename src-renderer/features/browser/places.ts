import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { PAGE_ROWS, type Pages, rowOf, withPage } from './result-pages.ts';

/** A sound that moved further than this is given up: its row is not worth the wait. */
const MOST_PAGES = 8;

type Search = {
  readonly pages: Pages;
  /** Row where it stood before. */
  readonly from: number;
  /** How many more results there are than before: as far as rows can have moved down by new ones alone. */
  readonly grownBy: number;
  readonly count: number;
  readonly fetchPage: (page: number) => Promise<readonly SoundRecord[]>;
};

/**
 * Where a sound stands in new results, beginning where it stood before and looking at its neighbours in turn; also the
 * pages that were fetched on the way. `null` where it is not near.
 */
export async function findPlace(
  id: number,
  { pages, from, grownBy, count, fetchPage }: Search,
): Promise<{ readonly row: number; readonly pages: Pages } | null> {
  let known = pages;
  const last = Math.ceil(count / PAGE_ROWS) - 1;
  const start = Math.min(last, Math.floor(from / PAGE_ROWS));
  const reach = Math.ceil(Math.abs(grownBy) / PAGE_ROWS) + 1;
  for (const page of nearestFirst(start, Math.min(reach, MOST_PAGES))) {
    const row = rowOf(known, id);
    if (row !== undefined) return { row, pages: known };
    if (page < 0 || page > last || known.has(page)) continue;
    known = withPage(known, page, await fetchPage(page));
  }
  const row = rowOf(known, id);
  return row === undefined ? null : { row, pages: known };
}

function nearestFirst(start: number, reach: number): number[] {
  const order = [start];
  for (let distance = 1; distance <= reach && order.length < MOST_PAGES; distance += 1) {
    order.push(start + distance, start - distance);
  }
  return order;
}
