import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, type Library, openCatalogue } from './index.ts';
import { allOf, editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;
const root = { name: 'Doors', root: pathName('/sounds/doors') };

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  library = await catalogue.addLibrary(root);
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

const reopen = async () => {
  await catalogue.close();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
};
const files = (count: number, into: Library = library) =>
  Array.from({ length: count }, (_, i) => listened(into, `${i + 1}.wav`, payload(i + 1)));
const label = (soundId: SoundId) =>
  catalogue.label([{ soundId, region: null, decision: { category: 'WATER', catId: null }, source: 'human' }], editor);
const idAt = async (path: string) => (await catalogue.soundByPath(path))?.id as SoundId;

describe('changes', () => {
  it('are told before the write resolves, with a growing revision, until one stops listening', async () => {
    const revisions: number[] = [];
    const stop = catalogue.onChange(({ revision }) => revisions.push(revision));
    await catalogue.storeListened(files(1));
    expect(revisions).toHaveLength(1);
    await label(await idAt('/sounds/doors/1.wav'));
    expect(revisions).toHaveLength(2);
    expect((await catalogue.query({})).revision).toBe(revisions.at(-1));
    stop();
    await catalogue.step('undo', editor);
    expect(revisions).toHaveLength(2);
  });

  it('are not told for jobs, settings and what failed', async () => {
    let told = 0;
    catalogue.onChange(() => (told += 1));
    await catalogue.setSetting('x', 1);
    const times = { createdAt: new Date(), startedAt: null, finishedAt: null };
    const rest = { request: null, progress: null, report: null, failure: null };
    await catalogue.saveJob({ id: uuidv7(), kind: 'index', state: 'queued', priority: 'low', ...times, ...rest });
    await expect(catalogue.storeVectors([{ payloadHash: payload(1), vectors: unknownVectors }])).rejects.toThrow();
    expect(told).toBe(0);
  });
  const unknownVectors = {
    modelVersion: 'unknown' as typeof modelVersion,
    embeddings: new Float32Array(512),
    levelsDb: new Float32Array(1),
  };
});

describe('a removed library', () => {
  it('is gone with its sounds and all that was stored of them; others keep what they share', async () => {
    const other = await catalogue.addLibrary({ name: 'Other', root: pathName('/other') });
    await catalogue.storeListened([...files(120), listened(other, 'twin.wav', payload(1))]);
    await catalogue.removeLibrary(library.id);
    expect(await catalogue.libraries()).toEqual([other]);
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 1, indexed: 1, missing: 0 }, frames: 2 });
    const rows = await allOf(catalogue.rows(await catalogue.query({})));
    expect(rows.map(({ relativePath }) => relativePath.display)).toEqual(['twin.wav']);
    expect(await catalogue.soundByPath('/sounds/doors/1.wav')).toBeNull();
    expect(await catalogue.hasVectors(payload(1), modelVersion)).toBe(true);
    expect(await catalogue.hasVectors(payload(2), modelVersion)).toBe(false);
    expect((await catalogue.query({ text: '2.wav' })).count).toBe(0);
    const query = (await catalogue.vectors(rows[0]?.id as SoundId))?.embeddings as Float32Array;
    expect(await catalogue.similar({ queryVectors: query, limit: 10 })).toMatchObject([{ soundId: rows[0]?.id }]);
  });

  it('comes back with ids and labels when its root is added again', async () => {
    await scan(catalogue, library, files(3));
    const id = await idAt('/sounds/doors/2.wav');
    await label(id);
    await catalogue.removeLibrary(library.id);
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 0 }, labels: 0, libraries: [] });
    expect((await catalogue.query({ text: '2.wav' })).count).toBe(0);
    expect(await catalogue.labelHistory(id)).toHaveLength(1);
    await reopen();
    expect((await catalogue.query({})).count).toBe(0);

    const again = await catalogue.addLibrary({ ...root, name: 'Doors again' });
    expect(again).toMatchObject({ id: library.id, name: 'Doors again' });
    expect(await catalogue.soundByPath('/sounds/doors/2.wav')).toMatchObject({ id, status: 'missing' });
    expect((await scan(catalogue, again, files(3))).states).toEqual(['new', 'unchanged', 'new']);
    expect(await catalogue.soundByPath('/sounds/doors/2.wav')).toMatchObject({
      id,
      status: 'indexed',
      frames: 2,
      label: { category: 'WATER' },
    });
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 3, indexed: 3 }, labels: 1 });
  });

  it('gives the labels to the same sound in another library', async () => {
    await scan(catalogue, library, files(2));
    const id = await idAt('/sounds/doors/1.wav');
    await label(id);
    await catalogue.removeLibrary(library.id);
    const other = await catalogue.addLibrary({ name: 'Other', root: pathName('/other') });
    await scan(catalogue, other, [listened(other, 'renamed.wav', payload(1))]);
    expect(await catalogue.soundByPath('/other/renamed.wav')).toMatchObject({ id, label: { category: 'WATER' } });
  });

  it('leaves its root free for a library that moves there', async () => {
    await scan(catalogue, library, files(1));
    await label(await idAt('/sounds/doors/1.wav'));
    await catalogue.removeLibrary(library.id);
    const other = await catalogue.addLibrary({ name: 'Other', root: pathName('/other') });
    expect(await catalogue.relocateLibrary(other.id, root)).toMatchObject({ id: other.id, name: 'Doors' });
  });

  it('goes on being removed at the next opening', async () => {
    await scan(catalogue, library, files(400));
    const removed = catalogue.removeLibrary(library.id).catch(() => undefined);
    await new Promise<void>((resolve) => catalogue.onChange(() => resolve()));
    await reopen();
    await removed;
    expect(await catalogue.libraries()).toEqual([]);
    expect((await catalogue.query({})).count).toBe(0);
    await expect.poll(() => catalogue.hasVectors(payload(400), modelVersion)).toBe(false);
  });
});
