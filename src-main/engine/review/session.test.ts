/** One review over a real catalogue, while what it is about changes. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { type Catalogue, openCatalogue } from '../../catalogue/index.ts';
import { editor, listened, modelVersion, pathName, payload, scan } from '../../catalogue/testing/fixtures.ts';
import { scopeOf } from './scope.ts';
import { ReviewSession } from './session.ts';

let folder = '';
let catalogue: Catalogue;
let session: ReviewSession;
let ids: readonly SoundId[] = [];
let version = 0;

const suggested = (category: string, probability: number) => ({
  modelVersion,
  suggestions: [{ category, catId: null as CatId | null, probability, evidence: [] }],
});

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-session-'));
  catalogue = await openCatalogue(path.join(folder, 'test.sonotheque'));
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  const files = [0.3, 0.5, 0.7, 0.9].map((probability, at) =>
    listened(library, `${'abcd'[at]}.wav`, payload(at + 1), { suggestions: suggested('DOORS', probability) }),
  );
  ids = (await scan(catalogue, library, files)).stored.map(({ soundId }) => soundId);
  const parts = {
    catalogue: () => catalogue,
    version: () => version,
    onFault: (error: unknown) => {
      throw error;
    },
  };
  session = new ReviewSession(1, await scopeOf(catalogue, undefined, undefined), parts, 1);
  await session.refresh();
});
afterEach(async () => {
  session.close();
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Of places that are no audits. */
const leastCertain = async (onHand: readonly SoundId[] = []) => {
  for (let place = 0; ; place++) {
    const items = await session.next({ order: 'least-certain', seed: 1, onHand, place, limit: 1 });
    const [item] = items;
    if (item?.kind !== 'audit') return item?.members[0]?.sound.id;
  }
};

describe('a review', () => {
  it('follows suggestions that are scored anew, and tells that something changed', async () => {
    expect(await leastCertain()).toBe(ids[0]);
    const before = session.changes.version;
    await catalogue.storeSuggestions([
      { soundId: ids[0] as SoundId, suggestions: suggested('DOORS', 0.95) },
      { soundId: ids[3] as SoundId, suggestions: suggested('WIND', 0.1) },
    ]);
    version += 1;
    await session.refresh();
    expect(session.readVersion).toBe(version);
    expect(session.changes.version).toBeGreaterThan(before);
    expect(await leastCertain()).toBe(ids[3]);
    expect(await leastCertain([ids[3] as SoundId])).toBe(ids[1]);
  });

  it('takes what was decided out at once, and back in once that is taken back', async () => {
    const decision = { category: 'WIND', catId: null };
    await catalogue.labelAll([ids[0] as SoundId], { region: null, decision, source: 'human' }, editor);
    session.noteDecided([ids[0] as SoundId]);
    expect(session.state.sounds).toEqual({ total: 4, person: 1, machine: 0, open: 3 });
    expect(await leastCertain()).toBe(ids[1]);
    await session.refresh();
    expect(session.state.sounds.open).toBe(3);
    await catalogue.step('undo', editor);
    await session.refresh();
    expect(session.state.sounds.open).toBe(4);
    expect(await leastCertain()).toBe(ids[0]);
  });

  it('reviews what was accepted in bulk where that is asked for', async () => {
    await catalogue.acceptInBulk(ids.slice(2), 0, editor, { detail: '' });
    await session.refresh();
    expect(session.state.sounds).toEqual({ total: 4, person: 0, machine: 2, open: 2 });
    const scope = await scopeOf(catalogue, { labelSources: ['model'] }, undefined);
    expect(scope).toMatchObject({ withLabelled: true, name: '{"labelSources":["model"]}' });
  });

  it('names what it is over: the same for the same sounds, nothing for everything', async () => {
    expect(session.scope.name).toBe('');
    const one = await scopeOf(catalogue, { text: 'rain ', sort: { by: 'name' } }, undefined);
    expect(one.name).toBe('{"text":"rain"}');
    const some = await scopeOf(catalogue, undefined, { ids: [3, 1] as SoundId[] });
    expect(some.name).toBe((await scopeOf(catalogue, undefined, { ids: [1, 3] as SoundId[] })).name);
  });
});
