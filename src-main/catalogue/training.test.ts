import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { LibraryId, SoundId } from '../../src-shared/contract/identifiers.ts';
import { openCatalogue } from './open-catalogue.ts';
import { editor, listened, modelVersion, pathName, payload, temporaryFolder } from './testing/fixtures.ts';
import type { Catalogue, Library, NewLabel } from './types.ts';

const folder = temporaryFolder();
let turn = 0;
let catalogue: Catalogue;
let library: Library;
let ids: readonly SoundId[] = [];

beforeEach(async () => {
  turn += 1;
  catalogue = await openCatalogue(join(folder.path, `training-${turn}.sonotheque`));
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  const sounds = [1, 2, 3, 4].map((number) => listened(library, `doors/${number}.wav`, payload(number)));
  const without = listened(library, 'doors/5.wav', payload(5), { vectors: null });
  ids = (await catalogue.storeListened([...sounds, without])).map(({ soundId }) => soundId);
});
afterEach(() => catalogue.close());
afterAll(folder.remove);

const label = (place: number, change: Partial<NewLabel> = {}) =>
  catalogue.label(
    [
      {
        soundId: ids[place] as SoundId,
        region: null,
        decision: { category: 'DOORS', catId: null },
        source: 'human',
        ...change,
      },
    ],
    editor,
  );

it('gives sounds with a label for all of them, with contents and levels, part by part', async () => {
  await label(0);
  await label(1, { source: 'import', decision: { category: 'RAIN', catId: null } });
  await label(4, { source: 'metadata' });
  const [first] = await catalogue.labelledSounds(library.id, 0, 1);
  expect(first).toMatchObject({
    soundId: ids[0],
    relativePath: 'doors/1.wav',
    payloadHash: payload(1),
    category: 'DOORS',
    catId: null,
  });
  expect(Buffer.from(first?.file ?? []).toString()).toBe(join('/all', 'doors', '1.wav'));
  expect(first?.levelsDb.length).toBeGreaterThan(0);
  const rest = await catalogue.labelledSounds(library.id, ids[0] ?? 0, 9);
  expect(rest.map(({ soundId, category, levelsDb }) => [soundId, category, levelsDb.length > 0])).toEqual([
    [ids[1], 'RAIN', true],
    [ids[4], 'DOORS', false],
  ]);
  const counts = await catalogue.labelledCounts();
  expect(counts.map(({ category, sounds }) => [category, sounds])).toEqual([
    ['DOORS', 2],
    ['RAIN', 1],
  ]);
});

it('leaves out labels of regions, of a model, and those that were cleared', async () => {
  await label(0, { region: { startSeconds: 0, endSeconds: 1 } });
  await label(1, { source: 'model' });
  await label(2);
  await label(2, { decision: null });
  expect(await catalogue.labelledSounds(library.id, 0, 9)).toEqual([]);
  expect(await catalogue.labelledCounts()).toEqual([]);
  expect(await catalogue.labelledSounds(99 as LibraryId, 0, 9)).toEqual([]);
});

it('gives sounds of a list by their ids', async () => {
  const found = await catalogue.trainableSounds([ids[3] ?? 0, 999, ids[0] ?? 0]);
  expect(found.map(({ soundId, category }) => [soundId, category])).toEqual([
    [ids[3], null],
    [ids[0], null],
  ]);
});
