import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord, SoundResultSet } from '../../../src-shared/contract/sounds.ts';
import { parseQuery } from '../../../src-shared/query/index.ts';
import type { ActionContext } from '../../app/index.ts';
import { failureOf, keptChoice } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import type { SimilarSearch } from '../similar/actions.ts';
import { type ColumnLayout, keptLayout, type RowHeight, rowHeights, withoutMatches } from './column-layout.ts';
import { keptSort } from './kept-sort.ts';
import { createPageLoader } from './page-loader.ts';
import { findPlace } from './places.ts';
import { soundAt, withSounds } from './result-pages.ts';
import { countRows, hasRow, noRows, oneRow, piecesOf, rowsBetween, withoutRows, withRows } from './row-ranges.ts';
import type { Results, Selection, SortOrder } from './state.ts';

const TYPING_PAUSE_MILLISECONDS = 120;
/** While a job brings sounds in, the table follows at this pace. */
const REFRESH_PAUSE_MILLISECONDS = 700;
/** Selected rows that are fetched at once: more would keep the window busy for longer than a frame or two. */
const PIECE_ROWS = 250;

const keptRowHeight = keptChoice<RowHeight>('row-height', rowHeights, 'normal');

/** Searching, scrolling and choosing. */
export function createBrowserActions(context: ActionContext, similar: SimilarSearch) {
  const { engine, state, change, tell, announce } = context;
  change('browser', { layout: keptLayout.read(), rowHeight: keptRowHeight.read(), sort: keptSort.read() });
  let newest = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  /** Whether a refresh waits for the selection of several rows to end. */
  let isBehind = false;
  /** What was chosen, and where the table stood, before it showed similar sounds. */
  let wayBack: { readonly selection: Selection | null; readonly firstRow: number } | null = null;
  const loader = createPageLoader(context, () => refreshSoon('gone'));

  const questionNow = (): string => {
    const { text, libraryId, sort } = state().browser;
    const { question, mode, isWithinSearch } = state().similar;
    const likeWhat = question && [question.to, question.region, mode, isWithinSearch];
    return JSON.stringify([text, libraryId, sort, likeWhat]);
  };

  function release(results: Pick<Results, 'id'> | null): void {
    if (results !== null) engine.sounds.release({ resultSetId: results.id }).catch(() => {});
  }

  /**
   * @param unasked nobody typed: the catalogue changed
   * @param firstRow where the table is to stand with an answer to another question
   */
  async function search(unasked: boolean, firstRow = 0): Promise<void> {
    newest += 1;
    const serial = newest;
    const { text, libraryId, sort } = state().browser;
    const question = questionNow();
    const parsed = parseQuery(text);
    if (!parsed.ok) {
      change('browser', { problem: parsed.error });
      return;
    }
    change('browser', { problem: null });
    running = true;
    try {
      const filter = { ...(text.trim() === '' ? {} : { text }), ...(libraryId === null ? {} : { libraryId }), sort };
      const like = state().similar.question;
      if (like === null) similar.cancel();
      const found =
        like === null
          ? await engine.sounds.query(filter, { context: { unasked } })
          : await similar.find(like, filter, unasked);
      if (serial !== newest) release(found);
      else await show(found, question, serial, unasked, firstRow);
    } catch (thrown) {
      if (serial !== newest) return;
      change('browser', { failure: failureOf(thrown) });
      // The table still shows what it did before this was asked.
      if (!unasked && state().similar.matches.size === 0) change('similar', { question: null });
      if (!unasked && state().browser.results !== null) tell(failureOf(thrown));
    } finally {
      if (serial === newest) running = false;
    }
  }

  /** Puts new results in the place of the old, once what will be in sight is here: nothing flashes. */
  async function show(
    found: SoundResultSet,
    question: string,
    serial: number,
    unasked: boolean,
    firstRow: number,
  ): Promise<void> {
    const before = state().browser;
    const samePlace = before.results?.question === question;
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
    if (serial !== newest) {
      release(found);
      return;
    }
    const results: Results = {
      id: found.id,
      count: found.count,
      question,
      pages: kept?.pages ?? anchored?.pages ?? pages,
    };
    const selected = state().browser.selection;
    const sameSelection = selected?.sound?.id === chosen?.sound?.id;
    const selection =
      sameSelection && kept
        ? { row: kept.row, sound: soundAt(results.pages, kept.row) ?? chosen?.sound ?? null }
        : selected;
    change('browser', {
      results,
      failure: null,
      selection,
      selected: selection !== null && kept && sameSelection ? oneRow(selection.row) : noRows,
      anchor: null,
      menuAt: null,
      scrollTo: !samePlace ? { firstRow } : anchored ? { firstRow: anchored.row + viewport.fraction } : null,
    });
    release(before.results);
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
    if (why === 'changed' && countRows(state().browser.selected) > 1) {
      isBehind = true;
      void countAll();
      return;
    }
    if (refreshing !== undefined) return;
    refreshing = setTimeout(() => {
      refreshing = undefined;
      if (running || (why === 'changed' && countRows(state().browser.selected) > 1)) refreshSoon(why);
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

  /** Selected sounds, some hundred at a time, so that nothing waits for all of them. */
  async function* selectedSounds(): AsyncGenerator<readonly SoundRecord[], void, void> {
    const { results, selected } = state().browser;
    if (results === null) return;
    for (const { first, end } of piecesOf(selected, PIECE_ROWS))
      yield await engine.sounds.page({ resultSetId: results.id, offset: first, limit: end - first });
  }

  function arrange(layout: ColumnLayout): void {
    const kept = withoutMatches(layout);
    keptLayout.write(kept);
    change('browser', { layout: kept });
  }

  return {
    /** The first search, and one after each return of the engine. */
    start: (): void => {
      void search(true);
      void countAll();
    },
    refreshSoon: (): void => refreshSoon(),
    setText: (text: string): void => {
      const parsed = parseQuery(text);
      // A mistake shows at once; the results of before stay until there are new ones.
      change('browser', { text, problem: parsed.ok ? null : parsed.error });
      leaveUnlessWithin();
      searchSoon();
    },
    showLibrary: (libraryId: LibraryId | null): void => {
      change('browser', { libraryId });
      leaveUnlessWithin();
      void search(false);
    },
    showFailed: (): void => {
      change('browser', { text: 'status:failed', libraryId: null });
      leaveUnlessWithin();
      void search(false);
    },
    sortBy: (by: SortOrder['by']): void => {
      if (state().similar.question !== null) {
        tell({ text: 'Similar sounds stand nearest first.', nextStep: null, isFailure: false });
        return;
      }
      const { sort } = state().browser;
      const next = { by, descending: sort.by === by && sort.descending !== true };
      keptSort.write(next);
      change('browser', { sort: next });
      void search(false);
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
      if (back?.selection) change('browser', { selection: back.selection, anchor: null });
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
      keptRowHeight.write(rowHeight);
      change('browser', { rowHeight });
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
