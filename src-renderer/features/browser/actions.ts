import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord, SoundResultSet } from '../../../src-shared/contract/sounds.ts';
import { parseQuery } from '../../../src-shared/query/index.ts';
import type { ActionContext } from '../../app/index.ts';
import { failureOf } from '../../app/index.ts';
import { createPageLoader } from './page-loader.ts';
import { findPlace } from './places.ts';
import { soundAt, withSounds } from './result-pages.ts';
import type { Results, SortOrder } from './state.ts';

const TYPING_PAUSE_MILLISECONDS = 120;
/** While a job brings sounds in, the table follows at this pace. */
const REFRESH_PAUSE_MILLISECONDS = 700;

/** Searching, scrolling and choosing. */
export function createBrowserActions(context: ActionContext) {
  const { engine, state, change, tell } = context;
  let newest = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let refreshing: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const loader = createPageLoader(context, () => refreshSoon());

  const questionNow = (): string => {
    const { text, libraryId, sort } = state().browser;
    return JSON.stringify([text, libraryId, sort]);
  };

  function release(results: Pick<Results, 'id'> | null): void {
    if (results !== null) engine.sounds.release({ resultSetId: results.id }).catch(() => {});
  }

  /** @param unasked nobody typed: the catalogue changed */
  async function search(unasked: boolean): Promise<void> {
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
      const found = await engine.sounds.query(filter, { context: { unasked } });
      if (serial !== newest) release(found);
      else await show(found, question, serial, unasked);
    } catch (thrown) {
      if (serial !== newest) return;
      change('browser', { failure: failureOf(thrown) });
      if (!unasked && state().browser.results !== null) tell(failureOf(thrown));
    } finally {
      if (serial === newest) running = false;
    }
  }

  /** Puts new results in the place of the old, once what will be in sight is here: nothing flashes. */
  async function show(found: SoundResultSet, question: string, serial: number, unasked: boolean): Promise<void> {
    const before = state().browser;
    const samePlace = before.results?.question === question;
    const viewport = loader.viewport();
    const anchor =
      samePlace && before.results && viewport.first > 0 ? soundAt(before.results.pages, viewport.first) : undefined;
    const pages = await loader.fetchAround(
      found,
      samePlace ? viewport : { first: 0, end: viewport.end - viewport.first },
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
      scrollTo: !samePlace ? { firstRow: 0 } : anchored ? { firstRow: anchored.row + viewport.fraction } : null,
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

  /** The catalogue changed: follows soon, never twice at once, and never while a search of the person runs. */
  function refreshSoon(): void {
    if (refreshing !== undefined) return;
    refreshing = setTimeout(() => {
      refreshing = undefined;
      if (running) refreshSoon();
      else {
        void search(true);
        void countAll();
      }
    }, REFRESH_PAUSE_MILLISECONDS);
  }

  function searchSoon(): void {
    clearTimeout(typing);
    typing = setTimeout(() => void search(false), TYPING_PAUSE_MILLISECONDS);
  }

  /** Whether the chosen sound is among the results, as far as they are here. */
  function isOnShow(): boolean {
    const { results, selection } = state().browser;
    if (results === null || selection === null) return false;
    const there = soundAt(results.pages, selection.row);
    return selection.sound === null || there === undefined || there.id === selection.sound.id;
  }

  function select(row: number): void {
    const { results } = state().browser;
    if (results === null || results.count === 0) return;
    const next = Math.min(results.count - 1, Math.max(0, row));
    change('browser', { selection: { row: next, sound: soundAt(results.pages, next) ?? null } });
    loader.ensure({ first: next, end: next + 1, fraction: 0 }, true);
  }

  return {
    /** The first search, and one after each return of the engine. */
    start: (): void => {
      void search(true);
      void countAll();
    },
    refreshSoon,
    setText: (text: string): void => {
      const parsed = parseQuery(text);
      // A mistake shows at once; the results of before stay until there are new ones.
      change('browser', { text, problem: parsed.ok ? null : parsed.error });
      searchSoon();
    },
    showLibrary: (libraryId: LibraryId | null): void => {
      change('browser', { libraryId });
      void search(false);
    },
    showFailed: (): void => {
      change('browser', { text: 'status:failed', libraryId: null });
      void search(false);
    },
    sortBy: (by: SortOrder['by']): void => {
      const { sort } = state().browser;
      change('browser', { sort: { by, descending: sort.by === by && sort.descending !== true } });
      void search(false);
    },
    select,
    /** From the search into the table: keeps the chosen sound where it was found too. */
    selectSomething: (): void => {
      if (!isOnShow()) select(0);
    },
    /** @param step rows, downwards positive */
    moveSelection: (step: number): void => {
      const { selection } = state().browser;
      if (selection !== null && isOnShow()) select(selection.row + step);
      // With nothing chosen among these, a step begins with what is in sight.
      else select(Number.isFinite(step) ? loader.viewport().first : step);
    },
    /** Rows in sight; fetches what is missing around them. */
    setViewport: (first: number, end: number, fraction: number): void => loader.ensure({ first, end, fraction }, false),
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
