import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { PAGE_ROWS, type Pages, withPage } from './result-pages.ts';

type Search = {
  readonly pages: Pages;
  readonly positionOf: (id: SoundId) => Promise<number | null>;
  readonly fetchPage: (page: number) => Promise<readonly SoundRecord[]>;
};

/** Where a sound stands in new results, with the page that it stands on; `null` where it is not among them. */
export async function findPlace(
  id: SoundId,
  { pages, positionOf, fetchPage }: Search,
): Promise<{ readonly row: number; readonly pages: Pages } | null> {
  const row = await positionOf(id);
  if (row === null) return null;
  const page = Math.floor(row / PAGE_ROWS);
  return { row, pages: pages.has(page) ? pages : withPage(pages, page, await fetchPage(page)) };
}
