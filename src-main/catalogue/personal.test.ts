import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, type CollectionId, type Library, openCatalogue } from './index.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';

// What people make beside labels, and the one history over all of it.

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;
let ids: readonly SoundId[];
const count = 6;
const other = { author: 'somebody else', device: 'lap' };

const file = (n: number, description = `take ${n}`) =>
  listened(library, `${n}.wav`, payload(n), {
    metadata: {
      fields: { description, fxName: 'Door' },
      entries: [{ standard: 'bext', key: 'Description', value: description }],
      warnings: [],
    },
  });
const files = () => Array.from({ length: count }, (_, n) => file(n));
const reopen = async () => {
  await catalogue.close();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
};
const idsOf = async (query: Parameters<Catalogue['query']>[0]) =>
  (await catalogue.page((await catalogue.query(query)).id, 0, 1000)).map(({ id }) => id);
const sound = (place: number) => ids[place] as SoundId;
const row = async (place: number) => (await catalogue.sounds([sound(place)]))[0];
const undo = () => catalogue.step('undo', editor);
const redo = () => catalogue.step('redo', editor);

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  ids = (await scan(catalogue, library, files())).stored.map(({ soundId }) => soundId);
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

describe('a collection', () => {
  let id: CollectionId;
  beforeEach(async () => {
    ({ id } = await catalogue.createCollection({ name: 'Trailer', colour: '#4c8dff' }, editor));
  });
  const members = () => idsOf({ collectionId: id });
  const pick = (...places: number[]) => ({ soundIds: places.map(sound) });

  it('keeps sounds in the order of a person', async () => {
    expect(await catalogue.addToCollection(id, pick(3, 1), null, editor)).toEqual({ changed: 2 });
    await catalogue.addToCollection(id, pick(5, 0), sound(1), editor);
    expect(await members()).toEqual([3, 5, 0, 1].map(sound));
    await catalogue.moveInCollection(id, pick(1, 3), sound(0), editor);
    expect(await members()).toEqual([5, 1, 3, 0].map(sound));
    expect(await catalogue.addToCollection(id, pick(0, 2), sound(5), editor)).toEqual({ changed: 1 });
    expect(await members()).toEqual([2, 5, 1, 3, 0].map(sound));
    expect(await idsOf({ collectionId: id, sort: { by: 'collection', descending: true } })).toEqual(
      [0, 3, 1, 5, 2].map(sound),
    );
    expect(await idsOf({ collectionId: id, sort: { by: 'name' } })).toEqual([0, 1, 2, 3, 5].map(sound));
    await catalogue.removeFromCollection(id, pick(5, 3), editor);
    expect(await catalogue.collections()).toMatchObject([{ id, name: 'Trailer', colour: '#4c8dff', sounds: 3 }]);
    expect(await catalogue.collectionsOf(sound(1))).toEqual([id]);
    await reopen();
    expect(await members()).toEqual([2, 1, 0].map(sound));
  });

  it('takes in a result set, as one step of undo', async () => {
    const { id: resultSetId } = await catalogue.query({});
    await catalogue.addToCollection(id, { resultSetId, except: [sound(2)] }, null, editor);
    expect(await members()).toEqual([0, 1, 3, 4, 5].map(sound));
    await undo();
    expect(await members()).toEqual([]);
    await redo();
    expect(await members()).toEqual([0, 1, 3, 4, 5].map(sound));
  });

  it('takes in rows of a result set', async () => {
    const { id: resultSetId } = await catalogue.query({});
    const ranges = [
      { first: 0, end: 2 },
      { first: 4, end: 99 },
    ];
    await catalogue.addToCollection(id, { resultSetId, ranges, except: [sound(1)] }, null, editor);
    expect(await members()).toEqual([0, 4, 5].map(sound));
  });

  it('is renamed, recoloured, put elsewhere and deleted, and comes back whole', async () => {
    const second = await catalogue.createCollection({ name: 'Game', colour: '' }, editor);
    await catalogue.addToCollection(id, pick(4, 2), null, editor);
    await catalogue.changeCollection(second.id, { name: 'Games', before: id }, editor);
    expect(await catalogue.collections()).toMatchObject([{ name: 'Games' }, { name: 'Trailer' }]);
    await catalogue.deleteCollection(id, editor);
    expect(await catalogue.collections()).toMatchObject([{ name: 'Games' }]);
    expect(await members()).toEqual([]);
    await undo();
    expect(await members()).toEqual([4, 2].map(sound));
  });

  it('that is made of sounds is taken back and done again as a whole', async () => {
    const commandId = uuidv7();
    const create = () =>
      catalogue.createCollection({ name: 'Found', colour: '', soundIds: [4, 2].map(sound) }, editor, { commandId });
    const found = await create();
    expect(await create()).toEqual(found);
    const inIt = () => idsOf({ collectionId: found.id });
    expect(await inIt()).toEqual([4, 2].map(sound));
    await undo();
    expect((await catalogue.collections()).map(({ name }) => name)).toEqual(['Trailer']);
    await redo();
    expect(await inIt()).toEqual([4, 2].map(sound));
  });

  it('has a name of its own', async () => {
    await expect(catalogue.createCollection({ name: 'TRAILER', colour: '' }, editor)).rejects.toMatchObject({
      failure: { code: 'collection-exists' },
    });
    await catalogue.deleteCollection(id, editor);
    await expect(catalogue.addToCollection(id, pick(1), null, editor)).rejects.toMatchObject({
      failure: { code: 'collection-unknown' },
    });
  });

  it('keeps sounds whose files are missing, and those of a removed library until it is back', async () => {
    await catalogue.addToCollection(id, pick(3, 1, 0), null, editor);
    await scan(catalogue, library, [file(0), file(1)]);
    expect(await catalogue.collections()).toMatchObject([{ sounds: 3, missing: 1 }]);
    await catalogue.removeLibrary(library.id);
    expect(await catalogue.collections()).toMatchObject([{ sounds: 0 }]);
    library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
    await scan(catalogue, library, files());
    expect(await members()).toEqual([3, 1, 0].map(sound));
  });

  it('is created once, however often that is sent', async () => {
    const commandId = uuidv7();
    const create = () => catalogue.createCollection({ name: 'Once', colour: '' }, editor, { commandId });
    expect((await create()).id).toBe((await create()).id);
    const adding = uuidv7();
    const add = () => catalogue.addToCollection(id, pick(1, 2), null, editor, { commandId: adding });
    expect(await add()).toEqual({ changed: 2 });
    await catalogue.removeFromCollection(id, pick(1), editor);
    expect(await add()).toEqual({ changed: 2 });
    expect(await members()).toEqual([sound(2)]);
    const deleting = { commandId: uuidv7() };
    expect(await catalogue.deleteCollection(id, editor, deleting)).toEqual({ changed: 1 });
    expect(await catalogue.deleteCollection(id, editor, deleting)).toEqual({ changed: 1 });
  });
});

describe('marks', () => {
  it('are shown, found and taken back', async () => {
    const { id: resultSetId } = await catalogue.query({});
    await catalogue.mark({ resultSetId }, { rating: 3 }, editor);
    await catalogue.mark({ soundIds: [sound(1)] }, { favourite: true, rating: 5, note: 'the good one' }, editor);
    expect(await row(1)).toMatchObject({ favourite: true, rating: 5, note: 'the good one' });
    expect(await idsOf({ favourite: true })).toEqual([sound(1)]);
    expect(await idsOf({ favourite: false })).toHaveLength(count - 1);
    expect(await idsOf({ ratingAtLeast: 4 })).toEqual([sound(1)]);
    expect((await catalogue.query({ ratingAtLeast: 3 })).count).toBe(count);
    expect(await undo()).toMatchObject({ entry: { action: 'mark', sounds: 1 }, changed: [sound(1)] });
    expect(await row(1)).toMatchObject({ favourite: false, rating: 3, note: null });
    await undo();
    expect(await row(1)).toMatchObject({ rating: 0 });
  });

  it('that somebody else changed since stay as they are', async () => {
    const target = { soundIds: [sound(0), sound(1)] };
    await catalogue.mark(target, { rating: 4 }, editor);
    await catalogue.mark({ soundIds: [sound(0)] }, { rating: 1 }, other);
    expect(await undo()).toMatchObject({ changed: [sound(1)] });
    expect([(await row(0))?.rating, (await row(1))?.rating]).toEqual([1, 0]);
  });

  it('follow a moved file, and what was heard when another file takes its place', async () => {
    await catalogue.mark({ soundIds: [sound(0)] }, { rating: 4 }, editor);
    const moved = { ...file(0), path: pathName('moved.wav') };
    await scan(catalogue, library, [...files().slice(1), moved]);
    expect(await catalogue.soundByPath('/all/moved.wav')).toMatchObject({ id: sound(0), rating: 4 });
  });
});

describe('markers', () => {
  const at = (startSeconds: number, endSeconds: number | null, name: string) => ({
    id: uuidv7(),
    startSeconds,
    endSeconds,
    name,
    colour: '',
  });

  it('are points and regions with names, changed and taken back', async () => {
    const [slam, creak] = [at(1.5, null, 'slam'), at(0.25, 1, 'creak')];
    await catalogue.putMarkers(sound(0), [slam, creak], editor);
    await catalogue.putMarkers(sound(0), [{ ...slam, startSeconds: 2 }], editor);
    expect(await catalogue.markers(sound(0))).toEqual([creak, { ...slam, startSeconds: 2 }]);
    await catalogue.removeMarkers(sound(0), [creak.id], editor);
    await undo();
    await undo();
    expect(await catalogue.markers(sound(0))).toEqual([creak, slam]);
  });
});

describe('staged edits', () => {
  const deed = { action: 'edit', detail: 'description' } as const;
  const stage = (places: readonly number[], fields: Parameters<Catalogue['stageEdits']>[1]) =>
    catalogue.stageEdits({ soundIds: places.map(sound) }, fields, deed, editor);

  it('override what is shown and searched, and are taken back', async () => {
    await stage([0, 1], { description: 'heavy oak', creatorId: 'MS' });
    expect(await row(0)).toMatchObject({
      fields: { description: 'heavy oak', fxName: 'Door', creatorId: 'MS' },
      stagedFields: ['creatorId', 'description'],
    });
    expect(await idsOf({ text: 'oak' })).toEqual([0, 1].map(sound));
    expect(await idsOf({ text: '"take 1"' })).toEqual([]);
    expect(await catalogue.metadata(sound(0))).toMatchObject({ fields: { description: 'take 0' } });
    expect(await catalogue.stagedEdits(sound(0))).toMatchObject([
      { field: 'creatorId', fileValue: null },
      { field: 'description', value: 'heavy oak', fileValue: 'take 0', author: 'editor' },
    ]);
    expect(await catalogue.countStaged()).toEqual({ sounds: 2, edits: 4 });
    expect(await catalogue.stagedSounds(sound(0), 10)).toMatchObject([{ soundId: sound(1) }]);
    await undo();
    expect(await idsOf({ text: '"take 1"' })).toEqual([sound(1)]);
    expect(await catalogue.countStaged()).toEqual({ sounds: 0, edits: 0 });
  });

  it('take a field out, and are none where the file says the same', async () => {
    await stage([0], { description: 'take 0', fxName: '' });
    const found = await row(0);
    expect(found?.stagedFields).toEqual(['fxName']);
    expect(found?.fields).toEqual({ description: 'take 0' });
    await stage([0], { fxName: null });
    expect((await row(0))?.fields.fxName).toBe('Door');
  });

  it('stay when the file is listened to again, also in what is searched', async () => {
    await stage([0], { description: 'heavy oak' });
    await catalogue.storeListened([file(0, 'take zero')]);
    expect(await row(0)).toMatchObject({ fields: { description: 'heavy oak' } });
    expect(await idsOf({ text: 'oak' })).toEqual([sound(0)]);
    expect(await idsOf({ text: 'zero' })).toEqual([]);
  });

  it('come in parts that are one command, and once when sent again', async () => {
    const commandId = uuidv7();
    const send = () =>
      catalogue.stageValues(
        (async function* () {
          for (const place of [0, 1, 2]) {
            const value = `${(await row(place))?.fields.description}!`;
            yield { values: [{ soundId: sound(place), field: 'description', value }], soundsDone: place + 1 };
          }
        })(),
        { action: 'replace', detail: '' },
        editor,
        { commandId },
      );
    expect(await send()).toEqual({ changed: 3 });
    expect(await send()).toEqual({ changed: 3 });
    expect((await row(2))?.fields.description).toBe('take 2!');
    await undo();
    expect(await catalogue.countStaged()).toEqual({ sounds: 0, edits: 0 });
  });
});

describe('what was played', () => {
  it('is counted for each sound, and listed newest first', async () => {
    for (const [place, at] of [
      [0, 1000],
      [1, 2000],
      [0, 3000],
    ] as const)
      await catalogue.notePlayed(sound(place), new Date(at));
    expect(await row(0)).toMatchObject({ playCount: 2, playedAt: new Date(3000) });
    expect((await catalogue.plays({ limit: 2 })).map(({ soundId }) => soundId)).toEqual([0, 1].map(sound));
    await catalogue.forgetPlays();
    expect(await row(0)).toMatchObject({ playCount: 0, playedAt: null });
  });

  it('is forgotten with a sound that nobody made anything for', async () => {
    await catalogue.notePlayed(sound(0), new Date());
    await catalogue.removeLibrary(library.id);
    expect(await catalogue.plays({ limit: 10 })).toEqual([]);
  });
});

describe('searches', () => {
  it('are saved under a name, in order, and taken back', async () => {
    const rain = await catalogue.saveSearch({ name: 'Rain', query: '{"text":"rain"}' }, editor);
    const loud = await catalogue.saveSearch({ name: 'Loud', query: '{}', before: rain.id }, editor);
    await catalogue.saveSearch({ id: rain.id, name: 'Heavy rain', query: '{"text":"rain heavy"}' }, editor);
    expect(await catalogue.savedSearches()).toMatchObject([{ id: loud.id }, { id: rain.id, name: 'Heavy rain' }]);
    await catalogue.deleteSearch(loud.id, editor);
    await undo();
    expect(await catalogue.savedSearches()).toMatchObject([{ name: 'Loud' }, { name: 'Heavy rain' }]);
  });

  it('are remembered once each, the newest first, two hundred of them', async () => {
    for (let i = 0; i < 205; i++) await catalogue.noteSearch(`{"text":"${i % 203}"}`, new Date(i));
    const remembered = await catalogue.searchHistory(1000);
    expect(remembered).toHaveLength(200);
    expect(remembered[0]).toEqual({ query: '{"text":"1"}', searchedAt: new Date(204) });
  });
});

describe('the history', () => {
  const label = (place: number, category: string) =>
    catalogue.label(
      [{ soundId: sound(place), region: null, decision: { category, catId: null }, source: 'human' }],
      editor,
    );
  const state = async () => {
    const rows = await catalogue.sounds(ids);
    const collections = await catalogue.collections();
    return {
      sounds: rows.map(({ rating, favourite, fields, label: current }) => ({
        rating,
        favourite,
        description: fields.description,
        label: current?.category ?? null,
      })),
      collections: await Promise.all(
        collections.map(async ({ id, name }) => ({ name, members: await idsOf({ collectionId: id }) })),
      ),
    };
  };

  it('has one entry a command, with who, where and what', async () => {
    await label(0, 'WATER');
    await catalogue.mark({ soundIds: ids }, { rating: 2 }, editor);
    await catalogue.mark({ soundIds: ids }, { rating: 2 }, editor);
    await catalogue.mark({ soundIds: ids }, { rating: 3 }, other);
    expect(await catalogue.history({ author: 'editor', limit: 10 })).toMatchObject([
      { action: 'rate', detail: '2', sounds: count, state: 'done', device: 'desk' },
      { action: 'label', detail: 'WATER', sounds: 1 },
    ]);
    expect(await catalogue.nextSteps('editor')).toMatchObject({ undo: { action: 'rate' }, redo: null });
  });

  it('goes back and forth over a closing, labels included, and deletes no event', async () => {
    await label(0, 'WATER');
    await label(0, 'WIND');
    await undo();
    await undo();
    await reopen();
    expect((await row(0))?.label).toBeNull();
    await redo();
    expect((await row(0))?.label?.category).toBe('WATER');
    await redo();
    expect((await row(0))?.label?.category).toBe('WIND');
    expect(await redo()).toEqual({ entry: null, changed: [] });
    await undo();
    expect((await row(0))?.label?.category).toBe('WATER');
    expect((await catalogue.labelHistory(sound(0))).map(({ kind }) => kind)).toEqual([
      'set',
      'set',
      'undo',
      'undo',
      'undo',
      'undo',
      'undo',
    ]);
  });

  it('does once what is sent twice', async () => {
    await label(0, 'WATER');
    await label(0, 'WIND');
    const commandId = uuidv7();
    const first = await catalogue.step('undo', editor, { commandId });
    expect(await catalogue.step('undo', editor, { commandId })).toMatchObject({ entry: { id: first.entry?.id } });
    expect((await row(0))?.label?.category).toBe('WATER');
  });

  it('of large commands comes in parts too', async () => {
    const more = await scan(
      catalogue,
      library,
      Array.from({ length: 450 }, (_, n) => file(n)),
    );
    const all = [...ids, ...more.stored.map(({ soundId }) => soundId)];
    const done: number[] = [];
    const command = { onProgress: (progress: { readonly done: number }) => done.push(progress.done) };
    await catalogue.mark({ soundIds: all }, { rating: 1 }, editor, command);
    expect(done).toEqual([200, 400]);
    await catalogue.label(
      all.map((soundId) => ({ soundId, region: null, decision: { category: 'RAIN', catId: null }, source: 'human' })),
      editor,
    );
    const told: number[] = [];
    const { changed } = await catalogue.step('undo', editor, { onProgress: ({ done }) => told.push(done) });
    expect(changed).toHaveLength(450);
    expect(told).toEqual([200, 400]);
    await undo();
    expect((await catalogue.query({ ratingAtLeast: 1 })).count).toBe(0);
    await redo();
    expect((await catalogue.query({ ratingAtLeast: 1 })).count).toBe(450);
  });

  it('finishes at the next opening a step that a crash cut off', async () => {
    await catalogue.mark({ soundIds: ids }, { rating: 2 }, editor);
    await catalogue.close();
    const db = new Sqlite(join(folder.path, 'test.sonotheque'));
    // As if only the last of its parts had been taken back.
    db.exec(`UPDATE history SET state = 'undone', unsettled = 1;
      UPDATE history_changes SET undone = 1 WHERE number > 4; DELETE FROM marks WHERE sound_id IN (${ids.slice(4)})`);
    db.close();
    catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
    await expect.poll(async () => (await catalogue.query({ ratingAtLeast: 1 })).count).toBe(0);
    await redo();
    expect((await catalogue.query({ ratingAtLeast: 2 })).count).toBe(count);
  });

  it('is a stack: undo and redo give the states that were, and a new command ends what could be done again', async () => {
    const places = fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 3 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('rate' as const), places, rating: fc.nat(5) }),
      fc.record({ kind: fc.constant('favourite' as const), places, on: fc.boolean() }),
      fc.record({ kind: fc.constant('label' as const), place: fc.nat(count - 1), to: fc.constantFrom('WIND', 'RAIN') }),
      fc.record({ kind: fc.constant('edit' as const), places, value: fc.constantFrom('oak', 'pine', '') }),
      fc.record({ kind: fc.constant('add' as const), places }),
      fc.record({ kind: fc.constant('remove' as const), places }),
      fc.record({ kind: fc.constant('recreate' as const), name: fc.constantFrom('A', 'B') }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('redo' as const) }),
    );
    const steps = fc.array(step, { minLength: 5, maxLength: 20 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        run += 1;
        const author = { author: `editor ${run}`, device: 'desk' };
        const { id } = await catalogue.createCollection({ name: `C${run}`, colour: '' }, other);
        const past: Awaited<ReturnType<typeof state>>[] = [];
        let future: Awaited<ReturnType<typeof state>>[] = [];
        let now = await state();
        for (const one of all) {
          if (one.kind === 'undo' || one.kind === 'redo') {
            const { entry } = await catalogue.step(one.kind, author);
            const [from, to] = one.kind === 'undo' ? [past, future] : [future, past];
            const wanted = from.pop();
            expect(entry === null).toBe(wanted === undefined);
            if (wanted !== undefined) {
              to.push(now);
              now = wanted;
            }
            expect(await state()).toEqual(now);
            continue;
          }
          const soundIds = 'places' in one ? one.places.map(sound) : [];
          const before = (await catalogue.nextSteps(author.author)).undo?.number;
          if (one.kind === 'rate') await catalogue.mark({ soundIds }, { rating: one.rating }, author);
          if (one.kind === 'favourite') await catalogue.mark({ soundIds }, { favourite: one.on }, author);
          if (one.kind === 'edit')
            await catalogue.stageEdits(
              { soundIds },
              { description: one.value },
              { action: 'edit', detail: '' },
              author,
            );
          if (one.kind === 'add') await catalogue.addToCollection(id, { soundIds }, null, author);
          if (one.kind === 'remove') await catalogue.removeFromCollection(id, { soundIds }, author);
          if (one.kind === 'recreate') await catalogue.changeCollection(id, { name: `${one.name}${run}` }, author);
          if (one.kind === 'label') {
            const decision = { category: one.to, catId: null };
            await catalogue.label([{ soundId: sound(one.place), region: null, decision, source: 'human' }], author);
          }
          if ((await catalogue.nextSteps(author.author)).undo?.number === before) continue;
          past.push(now);
          future = [];
          now = await state();
        }
        await catalogue.deleteCollection(id, other);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
