import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { defaultSettings } from '../../../src-shared/contract/settings.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { ActionContext, AppState } from '../../app/index.ts';
import { createSimilarSearch } from '../similar/actions.ts';
import { initialSimilarState, type SimilarQuestion } from '../similar/state.ts';
import { createBrowserActions } from './actions.ts';
import { soundAt } from './result-pages.ts';
import { initialBrowserState } from './state.ts';

const sound = (id: number): SoundRecord => ({
  id: id as SoundId,
  path: `/a/${id}.wav`,
  library: 'a',
  status: 'indexed',
  failure: null,
  format: null,
  loudness: null,
  frames: 0,
  label: null,
  suggestions: [],
  fields: {},
  stagedFields: [],
  favourite: false,
  rating: 0,
  note: null,
  playCount: 0,
  playedAt: null,
  warnings: [],
  isCopy: false,
});
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window's browser over an engine whose answers are lists of ids. */
function browse(answer: (text: string) => readonly number[] | Promise<readonly number[]>) {
  const sets = new Map<number, readonly number[]>();
  const asked: string[] = [];
  const engine = {
    sounds: {
      query: async ({ text = '' }: { readonly text?: string }) => {
        const id = asked.push(text);
        const ids = await answer(text);
        sets.set(id, ids);
        return { id, count: ids.length, revision: 1 };
      },
      page: async ({ resultSetId, offset, limit }: { resultSetId: number; offset: number; limit: number }) =>
        (sets.get(resultSetId) ?? []).slice(offset, offset + limit).map(sound),
      positionOf: async ({ resultSetId, id }: { resultSetId: number; id: number }) => {
        const position = (sets.get(resultSetId) ?? []).indexOf(id);
        return position < 0 ? null : position;
      },
      release: async ({ resultSetId }: { resultSetId: number }) => {
        sets.delete(resultSetId);
        return null;
      },
      get: async ({ id }: { id: number }) => sound(id),
    },
    listening: {
      similarSet: async ({ to }: { readonly to: { readonly id: number } }) => {
        const id = asked.push(`like ${to.id}`);
        const ids = [to.id + 1, to.id + 2];
        sets.set(id, ids);
        const matches = ids.map((soundId, at) => ({ soundId, similarity: 0.9 - at / 10 }));
        return { id, count: ids.length, revision: 1, expandedTo: [], matches };
      },
    },
    catalogue: { status: async () => ({ sounds: { total: 1_000, failed: 0 } }) },
  } as unknown as EngineClient;
  const store = createStore(() => ({ browser: initialBrowserState, similar: initialSimilarState }) as AppState);
  const context: ActionContext = {
    engine,
    host: null,
    state: store.getState,
    change: (part, values) =>
      store.setState((state) => ({ [part]: { ...state[part], ...values } }) as Partial<AppState>),
    prefer: async () => {},
    tell: () => {},
    announce: () => {},
  };
  return {
    actions: createBrowserActions(context, createSimilarSearch(context)),
    ask: (question: SimilarQuestion) => context.change('similar', { question }),
    similar: () => store.getState().similar,
    asked,
    sets,
    browser: () => store.getState().browser,
    settle: () => vi.advanceTimersByTimeAsync(2_000),
  };
}

describe('typing', () => {
  it('asks once for what was typed last', async () => {
    const { actions, asked, settle, browser } = browse(() => [1]);
    actions.setText('d');
    actions.setText('do');
    actions.setText('door');
    await settle();
    expect(asked).toEqual(['door']);
    expect(browser().results?.count).toBe(1);
  });

  it('shows the last answer even when an earlier one comes later, and lets the earlier go', async () => {
    const slow = Promise.withResolvers<readonly number[]>();
    const { actions, settle, browser, sets } = browse((text) => (text === 'slow' ? slow.promise : [7]));
    actions.setText('slow');
    await settle();
    actions.setText('fast');
    await settle();
    slow.resolve([1, 2, 3]);
    await settle();
    expect(browser().results?.count).toBe(1);
    expect(sets.size).toBe(1);
  });

  it('points at a mistake at once, keeps what is on show and asks nothing', async () => {
    const { actions, asked, settle, browser } = browse(() => [1, 2]);
    actions.start();
    await settle();
    actions.setText('door (');
    expect(browser().problem).toMatchObject({ start: 5, end: 6 });
    await settle();
    expect(asked).toEqual(['']);
    expect(browser().results?.count).toBe(2);
  });
});

describe('while sounds come in', () => {
  it('keeps the chosen sound chosen and what is in sight in sight', async () => {
    let ids = range(1_000, 500);
    const { actions, settle, browser } = browse(() => ids);
    actions.start();
    await settle();
    actions.setViewport(300, 330, 0.5);
    await settle();
    actions.select(310);
    await settle();
    expect(browser().selection?.sound?.id).toBe(1_310);
    ids = [...range(1, 150), ...ids];
    actions.refreshSoon();
    await settle();
    expect(browser().selection).toMatchObject({ row: 460, sound: { id: 1_310 } });
    expect(browser().scrollTo).toEqual({ firstRow: 450.5 });
    expect(soundAt(browser().results?.pages ?? new Map(), 450)?.id).toBe(1_300);
  });

  it('stays at the top where the person is at the top', async () => {
    let ids = range(1_000, 500);
    const { actions, settle, browser } = browse(() => ids);
    actions.start();
    await settle();
    actions.setViewport(0, 30, 0);
    ids = [...range(1, 50), ...ids];
    actions.refreshSoon();
    await settle();
    expect(browser().results?.count).toBe(550);
    expect(browser().scrollTo?.firstRow ?? 0).toBe(0);
  });

  it('leaves several selected rows alone, also those selected while the answer was under way', async () => {
    let answer: readonly number[] | Promise<readonly number[]> = range(1, 50);
    const { actions, settle, browser } = browse(() => answer);
    actions.start();
    await settle();
    actions.select(3);
    const late = Promise.withResolvers<readonly number[]>();
    answer = late.promise;
    actions.refreshSoon();
    await settle();
    actions.select(5, 'extend');
    late.resolve(range(1, 60));
    await settle();
    expect(browser().selected).toEqual([{ first: 3, end: 6 }]);
    expect(browser().results?.count).toBe(50);
    actions.select(5);
    await settle();
    expect(browser().results?.count).toBe(60);
    expect(browser().selection).toMatchObject({ row: 5, sound: { id: 6 } });
  });
});

describe('choosing', () => {
  it('waits for the sound of a row whose page is not here yet', async () => {
    const { actions, settle, browser } = browse(() => range(1, 1_000));
    actions.start();
    await settle();
    actions.moveSelection(Number.POSITIVE_INFINITY);
    expect(browser().selection).toEqual({ row: 999, sound: null });
    await settle();
    expect(browser().selection?.sound?.id).toBe(1_000);
  });

  it('begins anew where a search does not find the chosen sound', async () => {
    const { actions, settle, browser } = browse((text) => (text === '' ? range(1, 50) : range(500, 20)));
    actions.start();
    await settle();
    actions.select(10);
    actions.setText('other');
    await settle();
    expect(browser().selection?.sound?.id).toBe(11);
    actions.setViewport(0, 20, 0);
    actions.moveSelection(1);
    expect(browser().selection?.sound?.id).toBe(500);
  });
});

describe('similar sounds', () => {
  const like = (id: number): SimilarQuestion => ({
    to: { id: id as SoundId },
    name: 'it',
    sound: null,
    region: null,
  });

  it('take the place of what was found, and give way to it with what was chosen', async () => {
    const { actions, ask, settle, browser, similar, sets } = browse(() => range(1, 300));
    actions.start();
    await settle();
    actions.select(4);
    ask(like(5));
    actions.enterSimilar();
    await settle();
    expect(browser().results?.count).toBe(2);
    expect(similar().matches.get(6 as SoundId)?.similarity).toBe(0.9);
    actions.select(1);
    expect(browser().selection?.sound?.id).toBe(7);
    actions.leaveSimilar();
    await settle();
    expect(browser().results?.count).toBe(300);
    expect(browser().selection).toMatchObject({ row: 4, sound: { id: 5 } });
    expect(similar().matches.size).toBe(0);
    // Those of before are still there for commands that are under way, but not for long.
    expect(sets.size).toBeGreaterThan(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sets.size).toBe(1);
  });

  it('go when something else is searched for', async () => {
    const { actions, ask, asked, settle, similar } = browse(() => [1]);
    ask(like(5));
    actions.enterSimilar();
    await settle();
    actions.setText('door');
    await settle();
    expect(similar().question).toBeNull();
    expect(asked.at(-1)).toBe('door');
  });
});

describe('what is set', () => {
  it('is what the first search goes by, and other windows are followed where this one has no choice of its own', async () => {
    const { actions, asked, settle, browser } = browse(() => [1]);
    const byName = { ...defaultSettings, sort: { by: 'name' as const }, rowHeightPixels: 24 };
    actions.receiveSettings(byName, null);
    expect(browser()).toMatchObject({ rowHeight: 'compact', query: { sort: { by: 'name' } } });
    actions.start();
    await settle();
    const byRate = { ...byName, sort: { by: 'sampleRate' as const } };
    actions.receiveSettings(byRate, byName);
    expect(browser().query.sort).toEqual({ by: 'sampleRate' });
    actions.ask({ sort: { by: 'duration' } });
    await settle();
    actions.receiveSettings(byName, byRate);
    expect(browser().query.sort).toEqual({ by: 'duration' });
    expect(asked).toHaveLength(3);
  });

  it('brings columns back as they were arranged', () => {
    const { actions, browser } = browse(() => [1]);
    const columns = [
      { name: 'duration', shown: true, widthPixels: 90 },
      { name: 'name', shown: true, widthPixels: null },
    ];
    actions.receiveSettings({ ...defaultSettings, columns }, null);
    expect(browser().layout).toMatchObject({ pixels: { duration: 90 } });
    expect(browser().layout.order.slice(0, 2)).toEqual(['duration', 'name']);
  });
});
