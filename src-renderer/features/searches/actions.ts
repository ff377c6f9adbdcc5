import type { PastSearch, SavedSearchRecord } from '../../../src-shared/contract/searches.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { asksForSomething, filterOf, readQuery, type SoundQuery, sameQuery } from '../browser/sound-query.ts';

/** A search that stands for so long was meant. */
const SETTLED_MILLISECONDS = 2_000;
const PAST_SHOWN = 50;

type Neighbours = { readonly ask: (query: Partial<SoundQuery>) => void };
type Kept = { readonly [name: string]: never };

/** What is kept of a query. */
const keptOf = (query: SoundQuery) => JSON.parse(JSON.stringify(filterOf(query))) as Kept;

/** Searches of before, and those under names. */
export function createSearchesActions({ engine, state, change, tell }: ActionContext, { ask }: Neighbours) {
  let settling: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    try {
      change('searches', { saved: await engine.searches.list(undefined, { context: { unasked: true } }) });
    } catch {
      // The next change of the catalogue asks again; what is known stays.
    }
  }

  async function refreshPast(): Promise<void> {
    try {
      change('searches', { past: await engine.searches.past({ limit: PAST_SHOWN }, { context: { unasked: true } }) });
    } catch {
      // What is known stays.
    }
  }

  async function remember(query: SoundQuery): Promise<void> {
    try {
      await engine.searches.remember({ query: keptOf(query) }, { context: { unasked: true } });
      await refreshPast();
    } catch {
      // A search that isn't remembered is no reason to disturb anybody.
    }
  }

  /** @returns whether it was done */
  async function done(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      await refresh();
      return true;
    } catch (thrown) {
      tell(failureOf(thrown));
      return false;
    }
  }

  const save = (search: {
    readonly id?: string;
    readonly name: string;
    readonly query: SavedSearchRecord['query'];
    readonly before?: string | null;
  }): Promise<boolean> =>
    done(() => engine.searches.save({ commandId: crypto.randomUUID(), ...search, query: search.query as Kept }));

  return {
    refresh,
    refreshPast,
    /** The table shows another search: remembers it when it stays. */
    noteShown: (): void => {
      clearTimeout(settling);
      settling = setTimeout(() => {
        const { results, query } = state().browser;
        if (results !== null && sameQuery(results.query, query) && asksForSomething(query)) void remember(query);
      }, SETTLED_MILLISECONDS);
    },
    run: ({ query }: Pick<SavedSearchRecord | PastSearch, 'query'>): void => {
      const read = readQuery(query);
      if (read !== undefined) ask(read);
    },
    /** The person goes on with what the search found. */
    rememberNow: (): void => {
      const { query } = state().browser;
      if (asksForSomething(query)) void remember(query);
    },
    saveAs: async (name: string): Promise<void> => {
      change('shell', { dialogue: null });
      void remember(state().browser.query);
      if (await save({ name, query: keptOf(state().browser.query) }))
        tell({ text: `Saved the search “${name}”.`, nextStep: null, isFailure: false });
    },
    rename: async ({ id, query }: SavedSearchRecord, name: string): Promise<void> => {
      change('shell', { dialogue: null });
      await save({ id, name, query });
    },
    /** With what is asked now in its place. */
    replace: async ({ id, name }: SavedSearchRecord): Promise<void> => {
      if (await save({ id, name, query: keptOf(state().browser.query) }))
        tell({ text: `“${name}” is now what you see.`, nextStep: null, isFailure: false });
    },
    /** @param before the one that it is to stand before; `null`: at the end */
    move: async (id: string, before: string | null): Promise<void> => {
      const search = state().searches.saved?.find((one) => one.id === id);
      if (search !== undefined) await save({ id, name: search.name, query: search.query, before });
    },
    remove: async ({ id, name }: SavedSearchRecord): Promise<void> => {
      if (await done(() => engine.searches.delete({ commandId: crypto.randomUUID(), id })))
        tell({ text: `Deleted the search “${name}”.`, nextStep: null, isFailure: false });
    },
    forgetPast: async (): Promise<void> => {
      await done(() => engine.searches.forget());
      await refreshPast();
    },
  };
}
