import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, type Library, openCatalogue } from './index.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
  library = await catalogue.addLibrary({ name: 'Doors', root: pathName('/sounds/doors') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

const slam = () => listened(library, 'wood/DoorSlam03.wav', payload(1));
const labelDoor = (soundId: SoundId) =>
  catalogue.label([{ soundId, region: null, decision: { category: 'DOORS', catId: null }, source: 'human' }], editor);
const at = (path: string) => catalogue.soundByPath(`/sounds/doors/${path}`);
async function idAt(path: string): Promise<SoundId> {
  const row = await at(path);
  if (row === null) throw new Error(`Nothing at ${path}.`);
  return row.id;
}

describe('scanning a library', () => {
  it('listens to what is new and to nothing a second time', async () => {
    expect((await scan(catalogue, library, [slam()])).states).toEqual(['new']);
    expect((await scan(catalogue, library, [slam()])).states).toEqual(['unchanged']);
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 1, indexed: 1 }, frames: 2 });
  });

  it('gives back what was stored', async () => {
    await scan(catalogue, library, [slam()]);
    const row = await at('wood/DoorSlam03.wav');
    expect(row).toMatchObject({
      library: 'Doors',
      path: { display: '/sounds/doors/wood/DoorSlam03.wav' },
      status: 'indexed',
      format: slam().format,
      loudness: slam().loudness,
      payloadHash: payload(1),
      frames: 2,
      label: null,
      suggestions: [{ category: 'DOORS' }],
      copyOf: null,
    });
    const id = await idAt('wood/DoorSlam03.wav');
    expect(await catalogue.peaks(id)).toEqual(Uint8Array.of(1, 2, 3));
    const vectors = await catalogue.vectors(id);
    expect(vectors?.levelsDb).toEqual(Float32Array.of(-20, -30));
    const original = slam().vectors?.embeddings ?? [];
    expect(vectors?.embeddings.length).toBe(1024);
    for (const [i, value] of (vectors?.embeddings ?? []).entries()) expect(value).toBeCloseTo(original[i] ?? 0, 1);
  });

  it('keeps names that are not UTF-8', async () => {
    const bytes = new Uint8Array([0x54, 0xfc, 0x72, 0x2e, 0x77, 0x61, 0x76]);
    await scan(catalogue, library, [listened(library, '', payload(1), { path: { bytes, display: 'T\ufffdr.wav' } })]);
    const row = await catalogue.soundByPath(new Uint8Array([...Buffer.from('/sounds/doors/'), ...bytes]));
    expect(row?.relativePath).toEqual({ bytes, display: 'T\ufffdr.wav' });
  });

  it('marks what vanished as missing, and brings it back with its label', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    expect((await scan(catalogue, library, [])).result).toEqual({ seen: 0, missing: 1, moved: 0 });
    expect(await at('wood/DoorSlam03.wav')).toMatchObject({ id, status: 'missing', label: { category: 'DOORS' } });
    expect((await scan(catalogue, library, [slam()])).states).toEqual(['unchanged']);
    expect(await at('wood/DoorSlam03.wav')).toMatchObject({ id, status: 'indexed', label: { category: 'DOORS' } });
  });

  it('leaves labels with a library whose folder is empty: a drive may be away', async () => {
    const backup = await catalogue.addLibrary({ name: 'Backup', root: pathName('/backup') });
    const bell = () => listened(library, 'bell.wav', payload(1));
    const rest = () => listened(library, 'gong.wav', payload(2));
    const copies = () => [listened(backup, 'bell.wav', payload(1)), listened(backup, 'gong.wav', payload(2))];
    await scan(catalogue, library, [bell(), rest()]);
    const id = await idAt('bell.wav');
    await labelDoor(id);
    await scan(catalogue, backup, copies());
    expect((await scan(catalogue, library, [])).result).toEqual({ seen: 0, missing: 2, moved: 0 });
    expect(await at('bell.wav')).toMatchObject({ id, status: 'missing', label: { category: 'DOORS' } });
    expect(await catalogue.soundByPath('/backup/bell.wav')).toMatchObject({ status: 'indexed', label: null });
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 4, indexed: 2, missing: 2 } });
    expect((await scan(catalogue, backup, copies())).states).toEqual(['unchanged', 'unchanged']);
    expect((await scan(catalogue, library, [bell(), rest()])).states).toEqual(['unchanged', 'unchanged']);
    expect(await at('bell.wav')).toMatchObject({ id, status: 'indexed', label: { category: 'DOORS' } });
    expect(await catalogue.soundByPath('/backup/bell.wav')).toMatchObject({ label: null });
  });

  it('keeps ids and labels of a library that lies elsewhere now', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    const moved = await catalogue.relocateLibrary(library.id, { name: 'New', root: pathName('/new') });
    expect(moved).toMatchObject({ id: library.id, name: 'New', root: { display: '/new' } });
    expect(await catalogue.soundByPath('/new/wood/DoorSlam03.wav')).toMatchObject({ id, label: { category: 'DOORS' } });
    expect((await catalogue.query({ text: 'path:/new/wood lib:new' })).count).toBe(1);
    expect((await scan(catalogue, moved, [slam()])).states).toEqual(['unchanged']);
  });

  it('refuses to lay a library over another', async () => {
    const other = await catalogue.addLibrary({ name: 'Other', root: pathName('/other') });
    const place = { name: 'Other', root: other.root };
    await expect(catalogue.relocateLibrary(library.id, place)).rejects.toMatchObject({
      failure: { code: 'library-exists' },
    });
  });

  it('knows a sound that moved after it was missed', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    await scan(catalogue, library, []);
    const { stored } = await scan(catalogue, library, [listened(library, 'metal/Bang.wav', payload(1))]);
    expect(stored).toEqual([{ soundId: id, outcome: 'moved', copyOf: null }]);
    expect(await at('metal/Bang.wav')).toMatchObject({ id, status: 'indexed', label: { category: 'DOORS' } });
    expect(await at('wood/DoorSlam03.wav')).toBeNull();
  });

  it('knows a sound that moved within one scan, whichever place was met first', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    const { result } = await scan(catalogue, library, [
      listened(library, 'renamed.wav', payload(1), { vectors: null, peaks: null, suggestions: null }),
    ]);
    expect(result).toMatchObject({ missing: 0, moved: 1 });
    expect(await at('renamed.wav')).toMatchObject({
      id,
      status: 'indexed',
      frames: 2,
      label: { category: 'DOORS' },
      suggestions: [{ category: 'DOORS' }],
    });
    expect(await catalogue.status()).toMatchObject({ sounds: { total: 1, missing: 0 } });
    expect((await catalogue.query({ text: 'renamed' })).count).toBe(1);
    expect((await catalogue.query({ text: 'slam' })).count).toBe(0);
  });

  it('keeps a copy apart: its own row, no label of the first', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    const { stored } = await scan(catalogue, library, [
      slam(),
      listened(library, 'copy.wav', payload(1), { vectors: null, peaks: null, suggestions: null, loudness: null }),
    ]);
    expect(stored).toMatchObject([{ outcome: 'copied', copyOf: id }]);
    expect(await at('copy.wav')).toMatchObject({
      copyOf: id,
      label: null,
      frames: 2,
      loudness: slam().loudness,
      suggestions: [{ category: 'DOORS' }],
    });
    await scan(catalogue, library, [listened(library, 'copy.wav', payload(1))]);
    expect(await at('wood/DoorSlam03.wav')).toMatchObject({ id, status: 'missing' });
  });

  it('keeps identity and label when only metadata changed', async () => {
    await scan(catalogue, library, [slam()]);
    const id = await idAt('wood/DoorSlam03.wav');
    await labelDoor(id);
    const { states, stored } = await scan(catalogue, library, [
      listened(library, 'wood/DoorSlam03.wav', payload(1), {
        hints: { sizeBytes: 1200, modifiedNs: 2n, edgesHash: 'ff' },
        metadata: { fields: { title: 'Castle gate' }, entries: [], warnings: [] },
        vectors: null,
        peaks: null,
      }),
    ]);
    expect(states).toEqual(['changed']);
    expect(stored).toEqual([{ soundId: id, outcome: 'updated', copyOf: null }]);
    expect(await at('wood/DoorSlam03.wav')).toMatchObject({ frames: 2, label: {}, fields: { title: 'Castle gate' } });
    expect((await catalogue.query({ text: 'castle' })).count).toBe(1);
  });

  it('lets labels follow the content when a file is replaced and its content lives on elsewhere', async () => {
    await scan(catalogue, library, [slam()]);
    await labelDoor(await idAt('wood/DoorSlam03.wav'));
    const replaced = listened(library, 'wood/DoorSlam03.wav', payload(2), {
      hints: { sizeBytes: 7, modifiedNs: 7n, edgesHash: '07' },
    });
    for (const files of [[listened(library, 'old.wav', payload(1)), replaced]]) await scan(catalogue, library, files);
    expect(await at('old.wav')).toMatchObject({ label: { category: 'DOORS' } });
    expect(await at('wood/DoorSlam03.wav')).toMatchObject({ label: null });
  });

  it('remembers failures and does not try the same file again', async () => {
    const scanId = await catalogue.beginScan(library.id);
    const entry = { path: pathName('broken.wav'), sizeBytes: 3, modifiedNs: 3n };
    const failure = { code: 'truncated', message: 'The file ends too early.', nextStep: null };
    await catalogue.recordSeen(library.id, scanId, [entry]);
    await catalogue.recordFailures([
      { libraryId: library.id, path: entry.path, hints: { sizeBytes: 3, modifiedNs: 3n, edgesHash: '' }, failure },
    ]);
    expect(await catalogue.recordSeen(library.id, scanId, [entry])).toEqual(['failedBefore']);
    expect(await catalogue.recordSeen(library.id, scanId, [{ ...entry, modifiedNs: 4n }])).toEqual(['changed']);
    await catalogue.finishScan(library.id, scanId);
    expect(await at('broken.wav')).toMatchObject({ status: 'failed', failure });
    expect((await catalogue.query({ text: 'broken status:failed' })).count).toBe(1);
    expect((await catalogue.libraryCounts()).get(library.id)).toMatchObject({ failed: 1 });
  });

  it('offers sounds with the same size and edges as candidates', async () => {
    await scan(catalogue, library, [slam()]);
    const { sizeBytes, edgesHash } = slam().hints;
    expect(await catalogue.findMoveCandidates({ sizeBytes, edgesHash })).toMatchObject([
      { path: { display: 'wood/DoorSlam03.wav' }, payloadHash: payload(1), status: 'indexed' },
    ]);
    expect(await catalogue.findMoveCandidates({ sizeBytes: 1, edgesHash })).toEqual([]);
    expect(await catalogue.hasVectors(payload(1), modelVersion)).toBe(true);
    expect(await catalogue.hasVectors(payload(2), modelVersion)).toBe(false);
  });
});
