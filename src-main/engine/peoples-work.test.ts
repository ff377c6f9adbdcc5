/** What people make beside labels, through the contract as a window uses it. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryState } from '../../src-shared/contract/history.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type DrivenEngine, driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));
const names = ['dog_bark.mp3', 'perc_bell.flac', 'misc_crow.flac'];

let folder = '';
let engine: DrivenEngine;
let ids: readonly SoundId[];
const command = () => ({ commandId: uuidv7() });

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-engine-'));
  const library = path.join(folder, 'library');
  mkdirSync(library);
  for (const name of names) copyFileSync(path.join(starter, name), path.join(library, name));
  engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
  await engine.index([library], {});
  ids = (await engine.sounds('')).map(({ id }) => id);
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
const all = () => ({ ids: [...ids] });

describe("a person's work", () => {
  it('is signed by the author of the settings, which every window hears of', async () => {
    const leave = new AbortController();
    const watching = await engine.client.settings.watch(undefined, { signal: leave.signal });
    const authors: string[] = [];
    for await (const { authorName } of watching) {
      authors.push(authorName);
      if (authorName === 'Mira') break;
      await engine.client.settings.set({ authorName: 'Mira', theme: 'dark' });
    }
    leave.abort();
    expect(authors).toEqual(['', 'Mira']);
    expect(await engine.client.settings.get()).toMatchObject({ theme: 'dark', rowHeightPixels: 28 });
    const [id] = ids as [SoundId];
    await engine.client.labels.set({ ...command(), sounds: { ids: [id] }, decision: 'WOODHndl' });
    expect(await engine.client.labels.history({ id })).toMatchObject([
      { kind: 'set', category: 'WOOD', author: 'Mira', device: os.hostname(), stands: true },
    ]);
  });

  it('labels regions, and result sets as a whole', async () => {
    const [id] = ids as [SoundId];
    const region = { startSeconds: 0.5, endSeconds: 1 };
    await engine.client.labels.set({ ...command(), sounds: { ids: [id] }, region, decision: 'DOORWood' });
    expect(await engine.client.labels.list({ id })).toMatchObject([
      { region: null, catId: 'WOODHndl', locked: true },
      { region, catId: 'DOORWood', author: 'Mira' },
    ]);
    const { id: resultSetId } = await engine.client.sounds.query({});
    const except = [id];
    const labelled = await engine.client.labels.set({
      ...command(),
      sounds: { resultSetId, except },
      decision: 'RAINGlas',
    });
    expect(labelled.map(({ label }) => label?.catId)).toEqual(['RAINGlas', 'RAINGlas']);
  });

  it('is taken back and done again, and says what that would be', async () => {
    const leave = new AbortController();
    const states: HistoryState[] = [];
    const watching = await engine.client.history.watch(undefined, { signal: leave.signal });
    for await (const state of watching) {
      states.push(state);
      if (states.length === 1) await engine.client.history.undo(command());
      if (state.redo !== null) break;
    }
    leave.abort();
    expect(states[0]?.undo?.title).toBe('Label 2 sounds RAINGlas');
    expect(states.at(-1)).toMatchObject({ redo: { title: 'Label 2 sounds RAINGlas', state: 'undone' }, working: [] });
    const redone = await engine.client.history.redo(command());
    expect(redone).toMatchObject({ entry: { title: 'Label 2 sounds RAINGlas', state: 'done' }, soundCount: 2 });
  });

  it('marks, collects and finds again', async () => {
    const [first, second] = ids as [SoundId, SoundId];
    await engine.client.marks.set({ ...command(), sounds: { ids: [first] }, favourite: true, rating: 5 });
    const { id } = await engine.client.collections.create({ ...command(), name: 'Reel 3' });
    await engine.client.collections.add({ ...command(), id, sounds: { ids: [second, first] } });
    const found = await Array.fromAsync(await engine.client.sounds.list({ collectionId: id }));
    expect(found.flat()).toMatchObject([{ id: second }, { id: first, favourite: true, rating: 5 }]);
    const best = await Array.fromAsync(await engine.client.sounds.list({ collectionId: id, ratingAtLeast: 4 }));
    expect(best.flat().map((sound) => sound.id)).toEqual([first]);
    await engine.client.collections.change({ ...command(), id, colour: '#ff0000' });
    expect(await engine.client.collections.list()).toMatchObject([{ name: 'Reel 3', colour: '#ff0000', sounds: 2 }]);
    await expect(engine.client.collections.create({ ...command(), name: 'reel 3' })).rejects.toMatchObject({
      failure: { code: 'collection-exists' },
    });
  });

  it('edits metadata, alone and by find and replace', async () => {
    const fields = { description: 'Old door, old wood', creatorId: 'MS' };
    expect(await engine.client.edits.set({ ...command(), sounds: all(), fields })).toEqual({ changed: 6 });
    const wanted = { sounds: all(), fields: ['description' as const], find: 'old (\\w+)', replacement: 'new $1' };
    const replacing = { ...wanted, regularExpression: true };
    expect(await engine.client.edits.preview({ ...replacing, limit: 1 })).toEqual({
      changes: [
        {
          id: ids[0],
          path: expect.any(String),
          field: 'description',
          before: 'Old door, old wood',
          after: 'new door, new wood',
        },
      ],
      values: 3,
      sounds: 3,
    });
    expect(await engine.client.edits.replace({ ...command(), ...replacing })).toEqual({ changed: 3 });
    const [sound] = await engine.sounds('"new wood"');
    expect(sound).toMatchObject({ fields: { description: 'new door, new wood' } });
    expect(sound?.stagedFields).toEqual(['creatorId', 'description']);
    await expect(engine.client.edits.preview({ ...replacing, find: '(', replacement: '' })).rejects.toMatchObject({
      failure: { code: 'pattern-invalid' },
    });
    await engine.client.history.undo(command());
    expect(await engine.sounds('"old wood"')).toHaveLength(3);
    await engine.client.edits.clear({ ...command(), sounds: all() });
    expect(await engine.client.edits.count()).toEqual({ sounds: 0, edits: 0 });
  });

  it('keeps markers, what was played and what was searched for', async () => {
    const [id] = ids as [SoundId];
    const marker = { id: uuidv7(), startSeconds: 0.25, name: 'hit' };
    expect(await engine.client.markers.put({ ...command(), id, markers: [marker] })).toEqual([
      { ...marker, endSeconds: null, colour: '' },
    ]);
    await engine.client.plays.record({ id });
    expect(await engine.client.plays.list({ limit: 5 })).toMatchObject([{ sound: { id, playCount: 1 } }]);
    const saved = await engine.client.searches.save({
      ...command(),
      name: 'Rain',
      query: { text: 'rain', sort: { by: 'name' } },
    });
    expect(await engine.client.searches.list()).toEqual([saved]);
    await engine.client.searches.remember({ query: { text: 'rain', status: 'indexed' } });
    await engine.client.searches.remember({ query: { status: 'indexed', text: 'rain' } });
    expect(await engine.client.searches.past({ limit: 10 })).toMatchObject([
      { query: { text: 'rain', status: 'indexed' } },
    ]);
  });
});
