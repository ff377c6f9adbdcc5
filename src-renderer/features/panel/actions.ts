import type { FacetName, FolderBranch } from '../../../src-shared/contract/facets.ts';
import type { SoundFilter } from '../../../src-shared/contract/sounds.ts';
import { type ActionContext, failureOf, kept } from '../../app/index.ts';
import { facetNames, filterOf, type Narrowing, sameQuery, withToggled } from '../browser/sound-query.ts';
import { branchOf, withBranch } from './branch-keys.ts';
import { initialPanelState, type PanelPart, panelParts } from './state.ts';

/** After what a person asked: the table comes first. */
const AFTER_QUERY_MILLISECONDS = 60;
/** While a job changes the catalogue, counts follow at this pace. */
const FOLLOW_MILLISECONDS = 1_000;
/** Of a branch: opening one builds them all. */
export const ROWS_AT_FIRST = 100;

const someOf =
  <Word extends string>(words: readonly Word[]) =>
  (stored: unknown): readonly Word[] | undefined =>
    Array.isArray(stored) ? words.filter((word) => stored.includes(word)) : undefined;

const keptClosedParts = kept<readonly PanelPart[]>('panel-closed', someOf(panelParts), []);
const keptOpenFacets = kept<readonly FacetName[]>('panel-facets', someOf(facetNames), initialPanelState.openFacets);
const keptBranches = kept<readonly string[]>(
  'panel-branches',
  (stored) => (Array.isArray(stored) ? stored.filter((key) => typeof key === 'string').slice(0, 500) : undefined),
  [],
);

type Neighbours = { readonly narrow: (narrowing: Narrowing) => void };

/** Trees and facets: how many sounds there are of each, and choosing among them. */
export function createPanelActions({ engine, state, change }: ActionContext, { narrow }: Neighbours) {
  change('panel', {
    closedParts: keptClosedParts.read(),
    openFacets: keptOpenFacets.read(),
    openBranches: keptBranches.read(),
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let running = false;
  let askedAgain = false;

  const isOpen = (part: PanelPart): boolean => !state().panel.closedParts.includes(part);

  /** What the table shows, without its order. */
  function filterNow(): SoundFilter | null {
    const { results } = state().browser;
    if (results === null) return null;
    const { sort: _, ...filter } = filterOf(results.query);
    return filter;
  }

  const below = (key: string, filter: SoundFilter): Promise<readonly FolderBranch[]> | null => {
    const branch = branchOf(key);
    if (branch?.kind !== 'folder') return null;
    const { libraryId, path } = branch;
    return engine.sounds.folders({ libraryId, path, filter }, { context: { unasked: true } });
  };

  /** One question after the other, so that what is typed meanwhile comes in between. */
  async function count(): Promise<void> {
    const filter = filterNow();
    if (filter === null) return;
    const { query } = state().browser;
    const isOld = (): boolean => !sameQuery(query, state().browser.query);
    const unasked = { context: { unasked: true } };
    if (isOpen('libraries')) {
      const libraries = await engine.sounds.libraries({ filter }, unasked);
      const folders = new Map<string, readonly FolderBranch[]>();
      for (const key of state().panel.openBranches) {
        const rows = await below(key, filter);
        if (rows !== null) folders.set(key, rows);
        if (isOld()) return;
      }
      change('panel', { libraries, folders });
    }
    if (isOld()) return;
    if (isOpen('categories')) change('panel', { categories: await engine.sounds.categories({ filter }, unasked) });
    if (isOld()) return;
    if (isOpen('facets')) change('panel', { facets: await engine.sounds.facets({ filter }, unasked) });
  }

  async function countNow(): Promise<void> {
    waiting = undefined;
    dueAt = Number.POSITIVE_INFINITY;
    if (running) {
      askedAgain = true;
      return;
    }
    running = true;
    try {
      await count();
      change('panel', { failure: null });
    } catch (thrown) {
      change('panel', { failure: failureOf(thrown) });
    } finally {
      running = false;
      if (askedAgain) {
        askedAgain = false;
        countIn(AFTER_QUERY_MILLISECONDS);
      }
    }
  }

  /** Never later than asked for before. */
  function countIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (at >= dueAt) return;
    clearTimeout(waiting);
    dueAt = at;
    waiting = setTimeout(() => void countNow(), milliseconds);
  }

  /** Fetches the rows of a branch that was just opened. */
  async function load(key: string): Promise<void> {
    const filter = filterNow();
    if (filter === null) return;
    try {
      const rows = await below(key, filter);
      if (rows !== null) change('panel', { folders: new Map(state().panel.folders).set(key, rows) });
    } catch (thrown) {
      change('panel', { failure: failureOf(thrown) });
    }
  }

  return {
    /** The table shows something else. */
    countSoon: (): void => countIn(AFTER_QUERY_MILLISECONDS),
    /** The catalogue changed. */
    follow: (): void => countIn(FOLLOW_MILLISECONDS),
    openBranches: (keys: readonly string[]): void => {
      const { folders } = state().panel;
      keptBranches.write(keys);
      change('panel', { openBranches: keys });
      for (const key of keys) if (!folders.has(key)) void load(key);
    },
    showMore: (key: string): void => {
      const { shownRows } = state().panel;
      change('panel', { shownRows: new Map(shownRows).set(key, (shownRows.get(key) ?? ROWS_AT_FIRST) * 3) });
    },
    choose: (tree: 'folders' | 'categories', key: string | undefined): void =>
      narrow(withBranch(state().browser.query.narrowing, tree, key)),
    toggleValue: (name: FacetName, value: unknown): void =>
      narrow(withToggled(state().browser.query.narrowing, name, value)),
    toggleUnreviewed: (): void => {
      const { unreviewed, ...others } = state().browser.query.narrowing;
      narrow(unreviewed === true ? others : { ...others, unreviewed: true });
    },
    togglePart: (part: PanelPart): void => {
      const { closedParts } = state().panel;
      const next = closedParts.includes(part) ? closedParts.filter((other) => other !== part) : [...closedParts, part];
      keptClosedParts.write(next);
      change('panel', { closedParts: next });
      countIn(0);
    },
    toggleFacet: (name: FacetName): void => {
      const { openFacets } = state().panel;
      const next = openFacets.includes(name) ? openFacets.filter((other) => other !== name) : [...openFacets, name];
      keptOpenFacets.write(next);
      change('panel', { openFacets: next });
    },
  };
}
