import type { SoundRecord, SoundResultSet } from '../../../src-shared/contract/sounds.ts';
import type { ActionContext } from '../../app/index.ts';
import { PAGE_ROWS, type Pages, pagesAround, pagesOf, soundAt, withPage } from './result-pages.ts';

export type Viewport = {
  readonly first: number;
  readonly end: number;
  /** Hidden part of the first row, 0–1. */
  readonly fraction: number;
};

/** The engine reads one page after the other: more on their way would only stand before what is wanted by then. */
const AT_ONCE = 2;

/** Fetches the pages around what is in sight; what has scrolled by before its turn came is never fetched. */
export function createPageLoader({ engine, state, change }: ActionContext, onGone: () => void) {
  let viewport: Viewport = { first: 0, end: 60, fraction: 0 };
  let wanted: number[] = [];
  const underWay = new Set<string>();

  const fetchPage = (resultSetId: number, page: number, unasked: boolean): Promise<readonly SoundRecord[]> =>
    engine.sounds.page({ resultSetId, offset: page * PAGE_ROWS, limit: PAGE_ROWS }, { context: { unasked } });

  /** What is in sight comes first and alone: where a hand drags through all rows, the rest would only hold it up. */
  function wantedNow(count: number): number[] {
    const { results } = state().browser;
    const inSight = pagesOf(viewport.first, Math.min(viewport.end, count));
    const missing = inSight.filter((page) => results?.pages.has(page) !== true);
    return missing.length > 0 ? missing : pagesAround(viewport.first, viewport.end, count);
  }

  function pump(): void {
    const { results } = state().browser;
    if (results === null) return;
    for (const page of wanted) {
      if (underWay.size >= AT_ONCE) return;
      const key = `${results.id}/${page}`;
      if (results.pages.has(page) || underWay.has(key)) continue;
      underWay.add(key);
      fetchPage(results.id, page, false)
        .then(
          (rows) => arrive(results.id, page, rows),
          () => {
            wanted = wanted.filter((other) => other !== page);
            onGone();
          },
        )
        .finally(() => {
          underWay.delete(key);
          pump();
        });
    }
  }

  function arrive(resultSetId: number, page: number, rows: readonly SoundRecord[]): void {
    const { results, selection } = state().browser;
    if (results?.id !== resultSetId) return;
    const pages = withPage(results.pages, page, rows);
    const chosen = selection?.sound === null ? soundAt(pages, selection.row) : undefined;
    change('browser', {
      results: { ...results, pages },
      ...(selection !== null && chosen !== undefined ? { selection: { ...selection, sound: chosen } } : {}),
    });
    wanted = [...wanted.filter((other) => other !== page), ...wantedNow(results.count)];
  }

  return {
    viewport: (): Viewport => viewport,
    fetchPage,
    /** @param aside rows that are wanted although they are not in sight (yet) */
    ensure: (rows: Viewport, aside: boolean): void => {
      if (!aside) viewport = rows;
      const { results } = state().browser;
      if (results === null) return;
      wanted = aside
        ? [...pagesAround(rows.first, rows.end, results.count).slice(0, 1), ...wanted]
        : wantedNow(results.count);
      pump();
    },
    /** Fetches again what the new results lack around the viewport. */
    refill: (): void => {
      const { results } = state().browser;
      if (results !== null) wanted = wantedNow(results.count);
      pump();
    },
    /** Pages of new results that are not on show yet: only those that will be in sight. */
    fetchAround: async (
      { id, count }: Pick<SoundResultSet, 'id' | 'count'>,
      { first, end }: Pick<Viewport, 'first' | 'end'>,
      unasked: boolean,
    ): Promise<Pages> => {
      const lastRow = Math.max(0, count - 1);
      const from = Math.floor(Math.min(first, lastRow) / PAGE_ROWS);
      const to = Math.floor(Math.min(Math.max(first, end - 1), lastRow) / PAGE_ROWS);
      let pages: Pages = new Map();
      if (count === 0) return pages;
      for (let page = from; page <= to; page += 1) pages = withPage(pages, page, await fetchPage(id, page, unasked));
      return pages;
    },
  };
}
