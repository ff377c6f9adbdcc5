import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { SoundRecord, SoundResultSet } from '../../../src-shared/contract/sounds.ts';
import { parseQuery } from '../../../src-shared/query/index.ts';
import type { ActionContext } from '../../app/index.ts';
import { failureOf, kept } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import type { SimilarSearch } from '../similar/actions.ts';
import {
  type ColumnLayout,
  columnsOf,
  layoutOf,
  type RowHeight,
  rowHeightOf,
  rowPixels,
  withoutMatches,
} from './column-layout.ts';
import { createPageLoader } from './page-loader.ts';
import { findPlace } from './places.ts';
import { afterLeaving, travel } from './query-history.ts';
import { soundAt, withSounds } from './result-pages.ts';
import {
  countRows,
  hasRow,
  noRows,
  oneRow,
  piecesOf,
  type RowRange,
  type RowRanges,
  rowsBetween,
  withoutRows,
  withRows,
} from './row-ranges.ts';
import { type SortOrder, sameOrder } from './sort-order.ts';
import { filterOf, type Narrowing, readQuery, type SoundQuery, sameQuery } from './sound-query.ts';
import type { Results, Selection } from './state.ts';

const TYPING_PAUSE_MILLISECONDS = 120;
/** A person who types again after this begins something new. */
const SAME_WORD_MILLISECONDS = 1_500;
/** How long results are kept after others took their place: a command about their rows may still be under way. */
const LEFT_MILLISECONDS = 3_000;
/** While a job brings sounds in, the table follows at this pace. */
const REFRESH_PAUSE_MILLISECONDS = 700;
/** Selected rows that are fetched at once: more would keep the window busy for longer than a frame or two. */
const PIECE_ROWS = 250;

/** Of this window alone, and only until it is closed: a reload goes on where it was. */
const keptFilter = kept<unknown>(
  'query',
  (stored) => stored,
  null,
  () => sessionStorage,
);

/** Searching, scrolling and choosing. */
export function createBrowserActions(context: ActionContext, similar: SimilarSearch) {
  const { engine, state, change, tell, announce, prefer } = context;
  const goneOn = readQuery(keptFilter.read());
  if (goneOn) change('browser', { query: goneOn });
  let newest = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let typedAt = Number.NEGATIVE_INFINITY;
  let running = false;
  /** Rows that are to be selected in the next results of the same query, which are the chosen sounds at another place. */
  let movedTo: RowRange | null = null;
  /** Whether a refresh waits for the selection of several rows to end. */
  let isBehind = false;
  /** Whether the engine has let the results on show go: nothing more can be done with their rows. */
  let areGone = false;
  /** What was chosen, and where the table stood, before it showed similar sounds. */
  let wayBack: { readonly selection: Selection | null; readonly firstRow: number } | null = null;
  const loader = createPageLoader(context, () => refreshSoon('gone'));

  /** What similar sounds are looked for to, and how; `null`: none. */
  const likeWhat = (): string | null => {
    const { question, mode, isWithinSearch } = state().similar;
    return question && JSON.stringify([question.to, question.region, mode, isWithinSearch]);
  };

  /** Several rows are selected, of results that are still there: others must not take their place. */
  const isHeldBack = (): boolean => !areGone && countRows(state().browser.selected) > 1;

  function release(results: Pick<Results, 'id'> | null): void {
    if (results !== null) engine.sounds.release({ resultSetId: results.id }).catch(() => {});
  }

  function releaseLater(results: Results | null): void {
    if (results !== null) setTimeout(() => release(results), LEFT_MILLISECONDS);
  }

  /**
   * @param unasked nobody typed: the catalogue changed
   * @param firstRow where the table is to stand with an answer to another question
   */
  async function search(unasked: boolean, firstRow = 0): Promise<void> {
    newest += 1;
    const serial = newest;
    const { query } = state().browser;
    const asked = { query, like: likeWhat() };
    const parsed = parseQuery(query.text);
    if (!parsed.ok) {
      change('browser', { problem: parsed.error });
      return;
    }
    change('browser', { problem: null });
    running = true;
    try {
      const like = state().similar.question;
      if (like === null) similar.cancel();
      const found =
        like === null
          ? await engine.sounds.query(filterOf(query), { context: { unasked } })
          : await similar.find(like, filterOf(query), unasked);
      if (serial !== newest) release(found);
      else await show(found, asked, serial, unasked, firstRow);
    } catch (thrown) {
      if (serial !== newest) return;
      const failure = failureOf(thrown);
      // The engine that answered is gone, and its answer with it: the next one is asked.
      if (failure.code === 'result-set-gone') {
        refreshSoon('gone');
        return;
      }
      change('browser', { failure });
      // The table still shows what it did before this was asked.
      if (!unasked && state().similar.matches.size === 0) change('similar', { question: null });
      if (!unasked && state().browser.results !== null) tell(failure);
    } finally {
      if (serial === newest) running = false;
    }
  }

  /** Puts new results in the place of the old, once what will be in sight is here: nothing flashes. */
  async function show(
    found: SoundResultSet,
    { query, like }: Pick<Results, 'query' | 'like'>,
    serial: number,
    unasked: boolean,
    firstRow: number,
  ): Promise<void> {
    const before = state().browser;
    const samePlace = before.results !== null && before.results.like === like && sameQuery(before.results.query, query);
    const viewport = loader.viewport();
    const anchor =
      samePlace && before.results && viewport.first > 0 ? soundAt(before.results.pages, viewport.first) : undefined;
    const pages = await loader.fetchAround(
      found,
      samePlace ? viewport : { first: Math.floor(firstRow), end: Math.floor(firstRow) + viewport.end - viewport.first },
      unasked,
    );
    const fetchPage = (page: number) => loader.fetchPage(found.id, page, unasked);
    const positionOf = (id: SoundId) =>
      engine.sounds.positionOf({ resultSetId: found.id, id }, { context: { unasked } });
    const anchored = anchor && (await findPlace(anchor.id, { pages, positionOf, fetchPage }));
    const chosen = state().browser.selection;
    const kept =
      chosen?.sound && (await findPlace(chosen.sound.id, { pages: anchored?.pages ?? pages, positionOf, fetchPage }));
    // Several rows were selected while this was fetched: the selection is of the rows of before.
    const isOvertaken = unasked && samePlace && movedTo === null && isHeldBack();
    if (serial !== newest || isOvertaken) {
      release(found);
      if (isOvertaken) isBehind = true;
      return;
    }
    areGone = false;
    const results: Results = {
      id: found.id,
      count: found.count,
      query,
      like,
      expandedTo: found.expandedTo,
      pages: kept?.pages ?? anchored?.pages ?? pages,
    };
    const selected = state().browser.selection;
    const sameSelection = selected?.sound?.id === chosen?.sound?.id;
    const selection =
      sameSelection && kept
        ? { row: kept.row, sound: soundAt(results.pages, kept.row) ?? chosen?.sound ?? null }
        : selected;
    const moved = samePlace ? movedTo : null;
    movedTo = null;
    change('browser', {
      results,
      failure: null,
      selection:
        moved === null || kept ? selection : { row: moved.first, sound: soundAt(results.pages, moved.first) ?? null },
      selected: moved !== null ? [moved] : selection !== null && kept && sameSelection ? oneRow(selection.row) : noRows,
      anchor: null,
      menuAt: null,
      scrollTo: !samePlace ? { firstRow } : anchored ? { firstRow: anchored.row + viewport.fraction } : null,
    });
    releaseLater(before.results);
    loader.refill();
    if (selected?.sound && !kept) void refreshSelected(selected.sound);
  }

  async function refreshSelected({ id }: SoundRecord): Promise<void> {
    try {
      const sound = await engine.sounds.get({ id }, { context: { unasked: true } });
      const { selection } = state().browser;
      if (selection?.sound?.id === id) change('browser', { selection: { ...selection, sound } });
    } catch {
      // It is no longer in the catalogue; what was known of it stays in sight until another is chosen.
    }
  }

  async function countAll(): Promise<void> {
    try {
      const { sounds } = await engine.catalogue.status(undefined, { context: { unasked: true } });
      change('browser', { totalSounds: sounds.total, failedSounds: sounds.failed });
    } catch {
      // The next change of the catalogue asks again.
    }
  }

  /**
   * The catalogue changed: follows soon, never twice at once, and never while a search of the person runs. While several
   * rows are selected the results stay as they are: the selection is of these rows, not of those that would come.
   */
  function refreshSoon(why: 'changed' | 'gone' = 'changed'): void {
    areGone ||= why === 'gone';
    if (isHeldBack()) {
      isBehind = true;
      void countAll();
      return;
    }
    if (refreshing !== undefined) return;
    refreshing = setTimeout(() => {
      refreshing = undefined;
      if (running || isHeldBack()) refreshSoon();
      else {
        isBehind = false;
        void search(true);
        void countAll();
      }
    }, REFRESH_PAUSE_MILLISECONDS);
  }

  /** What is searched for changed: similar sounds go, unless they are looked for within it. */
  function leaveUnlessWithin(): void {
    const { question, isWithinSearch } = state().similar;
    if (question === null || isWithinSearch) return;
    wayBack = null;
    change('similar', { question: null, matches: new Map() });
  }

  function searchSoon(): void {
    clearTimeout(typing);
    typing = setTimeout(() => void search(false), TYPING_PAUSE_MILLISECONDS);
  }

  /** A collection has an order of its own, which nothing else has. */
  function withFittingSort(next: SoundQuery, before: SoundQuery): SoundQuery {
    const { collectionId } = next.narrowing;
    if (collectionId !== undefined && collectionId !== before.narrowing.collectionId)
      return { ...next, sort: { by: 'collection' } };
    return collectionId === undefined && next.sort.by === 'collection'
      ? { ...next, sort: state().settings.settings?.sort ?? { by: 'path' } }
      : next;
  }

  function put(query: SoundQuery): void {
    const parsed = parseQuery(query.text);
    keptFilter.write(filterOf(query));
    // A mistake shows at once; the results of before stay until there are new ones.
    change('browser', { query, problem: parsed.ok ? null : parsed.error });
  }

  /** Asks something else, at once. */
  function ask(changes: Partial<SoundQuery>): void {
    const { query: before, history } = state().browser;
    const query = withFittingSort({ ...before, ...changes }, before);
    clearTimeout(typing);
    typedAt = Number.NEGATIVE_INFINITY;
    if (!sameQuery(before, query)) change('browser', { history: afterLeaving(history, before, false) });
    put(query);
    leaveUnlessWithin();
    void search(false);
  }

  function go(way: 'back' | 'forward'): void {
    const { query, history } = state().browser;
    const step = travel(history, query, way);
    if (step === null) return;
    clearTimeout(typing);
    typedAt = Number.NEGATIVE_INFINITY;
    change('browser', { history: step.history });
    put(step.query);
    leaveUnlessWithin();
    void search(false);
  }

  /** Whether the chosen sound is among the results, as far as they are here. */
  function isOnShow(): boolean {
    const { results, selection } = state().browser;
    if (results === null || selection === null || selection.row >= results.count) return false;
    const there = soundAt(results.pages, selection.row);
    return selection.sound === null || there === undefined || there.id === selection.sound.id;
  }

  function select(row: number, how: 'only' | 'extend' | 'toggle' = 'only'): void {
    const { results, selection, selected, anchor } = state().browser;
    if (results === null || results.count === 0) return;
    const next = Math.min(results.count - 1, Math.max(0, row));
    const from = anchor ?? selection?.row ?? next;
    const single = { first: next, end: next + 1 };
    const chosen = {
      only: oneRow(next),
      extend: [rowsBetween(from, next)],
      toggle: hasRow(selected, next) ? withoutRows(selected, single) : withRows(selected, single),
    }[how];
    change('browser', {
      selection: { row: next, sound: soundAt(results.pages, next) ?? null },
      selected: chosen,
      anchor: how === 'extend' ? from : next,
    });
    loader.ensure({ first: next, end: next + 1, fraction: 0 }, true);
    if (isBehind && countRows(chosen) <= 1) refreshSoon();
    if (countRows(chosen) > 1) announce(`${countOf(countRows(chosen), 'sound')} selected.`);
  }

  /**
   * Fetches anew what is on show of these results, after a command over many sounds; nothing moves. Never fails: the
   * command was carried out, and rows that can't be had come with the next answer.
   */
  async function refreshRows(): Promise<void> {
    const { results } = state().browser;
    if (results === null) return;
    const viewport = loader.viewport();
    let fresh: Results['pages'];
    try {
      fresh = await loader.fetchAround(results, viewport, false);
    } catch {
      // Of an engine that has left, say: the next one is asked.
      refreshSoon('gone');
      return;
    }
    const now = state().browser;
    if (now.results?.id !== results.id) return;
    change('browser', { results: { ...now.results, pages: fresh } });
    loader.refill();
    if (now.selection?.sound) await refreshSelected(now.selection.sound);
  }

  /** Selected sounds, some hundred at a time, so that nothing waits for all of them. */
  async function* selectedSounds(): AsyncGenerator<readonly SoundRecord[], void, void> {
    const { results, selected } = state().browser;
    if (results === null) return;
    for (const { first, end } of piecesOf(selected, PIECE_ROWS))
      yield await engine.sounds.page({ resultSetId: results.id, offset: first, limit: end - first });
  }

  function arrange(layout: ColumnLayout): void {
    const kept = withoutMatches(layout);
    change('browser', { layout: kept });
    void prefer({ columns: columnsOf(kept) });
  }

  return {
    /** The first search, and one after each return of the engine. */
    start: (): void => {
      void search(true);
      void countAll();
    },
    refreshSoon: (): void => refreshSoon(),
    /**
     * What is set, here or in another window. The order and the thesaurus follow as long as this window had them as they
     * were set.
     *
     * @param before what was set till now; `null` at first
     */
    receiveSettings: ({ columns, rowHeightPixels, sort, thesaurus }: Settings, before: Settings | null): void => {
      const { layout, query } = state().browser;
      if (JSON.stringify(columns) !== JSON.stringify(columnsOf(layout)))
        change('browser', { layout: layoutOf(columns) });
      change('browser', { rowHeight: rowHeightOf(rowHeightPixels) });
      if (before === null) {
        if (goneOn === undefined) change('browser', { query: { ...query, sort, thesaurus } });
        return;
      }
      const followed = {
        ...(sameOrder(query.sort, before.sort) && !sameOrder(sort, before.sort) ? { sort } : {}),
        ...(query.thesaurus === before.thesaurus && thesaurus !== before.thesaurus ? { thesaurus } : {}),
      };
      if (Object.keys(followed).length > 0) ask(followed);
    },
    setText: (text: string): void => {
      const { query, history } = state().browser;
      const now = performance.now();
      change('browser', { history: afterLeaving(history, query, now - typedAt < SAME_WORD_MILLISECONDS) });
      typedAt = now;
      put({ ...query, text });
      leaveUnlessWithin();
      searchSoon();
    },
    ask,
    /** Other sounds of the same text. */
    narrow: (narrowing: Narrowing): void => ask({ narrowing }),
    clearNarrowing: (): void => ask({ narrowing: {} }),
    /** Some sounds that were found elsewhere, and nothing else. */
    showExactly: (sounds: NonNullable<Narrowing['sounds']>): void => ask({ text: '', narrowing: { sounds } }),
    goBack: (): void => go('back'),
    goForward: (): void => go('forward'),
    switchThesaurus: (): void => {
      const thesaurus = !state().browser.query.thesaurus;
      ask({ thesaurus });
      void prefer({ thesaurus });
    },
    showFailed: (): void => ask({ text: 'status:failed', narrowing: {} }),
    sortBy: (by: SortOrder['by']): void => {
      if (state().similar.question !== null) {
        tell({ text: 'Similar sounds stand nearest first.', nextStep: null, isFailure: false });
        return;
      }
      const { sort } = state().browser.query;
      const descending = by !== 'collection' && sort.by === by && sort.descending !== true;
      const next = { by, ...(descending ? { descending } : {}) };
      ask({ sort: next });
      if (by !== 'collection') void prefer({ sort: next });
    },
    /** The selected sounds have another place now: asks again and selects them there. */
    followMoved: (rows: RowRange): void => {
      movedTo = rows;
      void search(true);
    },
    /** The selected sounds as a command takes them: rows, however many; `null` with none. */
    selectedRows: (): { readonly resultSetId: number; readonly ranges: RowRanges; readonly count: number } | null => {
      const { results, selected } = state().browser;
      const count = countRows(selected);
      return results === null || count === 0 ? null : { resultSetId: results.id, ranges: selected, count };
    },
    /** The table is to show similar sounds: remembers the way back. */
    enterSimilar: (): void => {
      const { first, fraction } = loader.viewport();
      wayBack ??= { selection: state().browser.selection, firstRow: first + fraction };
      void search(false);
    },
    askAgain: (): void => void search(false),
    /** Back to the search, with what was chosen and where the table stood. */
    leaveSimilar: (): void => {
      if (state().similar.question === null) return;
      const back = wayBack;
      wayBack = null;
      similar.cancel();
      change('similar', { question: null, matches: new Map() });
      if (back?.selection) change('browser', { selection: { ...back.selection, cameBack: true }, anchor: null });
      void search(false, back?.firstRow ?? 0);
    },
    select,
    /** From the search into the table: keeps the chosen sound where it was found too. */
    selectSomething: (): void => {
      if (!isOnShow()) select(0);
    },
    /**
     * @param step rows, downwards positive
     * @param extend takes all between along
     */
    moveSelection: (step: number, extend = false): void => {
      const { selection } = state().browser;
      if (selection !== null && isOnShow()) select(selection.row + step, extend ? 'extend' : 'only');
      // With nothing chosen among these, a step begins with what is in sight.
      else select(Number.isFinite(step) ? loader.viewport().first : step);
    },
    selectAll: (): void => {
      const { results } = state().browser;
      if (results === null || results.count === 0) return;
      if (!isOnShow()) select(0);
      change('browser', { selected: [{ first: 0, end: results.count }], anchor: 0 });
      announce(`All ${countOf(results.count, 'sound')} selected.`);
    },
    /** Back to the chosen sound alone. */
    selectOnlyChosen: (): void => {
      const { selection } = state().browser;
      if (selection !== null) select(selection.row);
    },
    selectedSounds,
    refreshRows,
    openMenu: (at: { readonly x: number; readonly y: number }): void => change('browser', { menuAt: at }),
    closeMenu: (): void => change('browser', { menuAt: null }),
    /** Full paths of the selected sounds, a line each, into the clipboard. */
    copyPaths: async (): Promise<void> => {
      const count = countRows(state().browser.selected);
      try {
        const paths: string[] = [];
        for await (const sounds of selectedSounds()) paths.push(...sounds.map(({ path }) => path));
        await navigator.clipboard.writeText(paths.join('\n'));
        tell({ text: `Copied ${countOf(count, 'path')}.`, nextStep: null, isFailure: false });
      } catch (thrown) {
        tell(failureOf(thrown));
      }
    },
    arrange,
    setRowHeight: (rowHeight: RowHeight): void => {
      change('browser', { rowHeight });
      void prefer({ rowHeightPixels: rowPixels[rowHeight] });
    },
    /** Rows in sight; fetches what is missing around them. */
    setViewport: (first: number, end: number, fraction: number): void => loader.ensure({ first, end, fraction }, false),
    /** The sounds below and above the chosen one, as far as they are here. */
    besideChosen: (): readonly SoundRecord[] => {
      const { results, selection } = state().browser;
      if (results === null || selection === null) return [];
      return [1, -1, 2].flatMap((step) => soundAt(results.pages, selection.row + step) ?? []);
    },
    pageRows: (): number => Math.max(1, loader.viewport().end - loader.viewport().first - 2),
    /** Newer records of sounds, from a decision or another window. */
    soundsChanged: (sounds: readonly SoundRecord[]): void => {
      const { results, selection } = state().browser;
      if (results !== null) change('browser', { results: { ...results, pages: withSounds(results.pages, sounds) } });
      const newer = sounds.find(({ id }) => id === selection?.sound?.id);
      if (selection !== null && newer !== undefined) change('browser', { selection: { ...selection, sound: newer } });
    },
  };
}
