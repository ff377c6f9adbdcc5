/** What happens to labels when folders of libraries move, vanish and come back; on real recordings. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FailedPath } from '../../src-shared/contract/indexing.ts';
import type { SoundRecord } from '../../src-shared/contract/sounds.ts';
import { type DrivenEngine, driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));

let folder = '';
let engine: DrivenEngine;
let failures: FailedPath[] = [];

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-moved-')));
  engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (...parts: readonly string[]) => path.join(folder, ...parts);
const put = (sound: string, ...place: readonly string[]) => {
  mkdirSync(path.dirname(at(...place)), { recursive: true });
  copyFileSync(path.join(starter, sound), at(...place));
};
const index = (...folders: readonly string[]) => {
  failures = [];
  return engine.index(
    folders.map((name) => at(name)),
    { onFailure: (failed) => failures.push(failed) },
  );
};
const sounds = async (): Promise<readonly Pick<SoundRecord, 'path' | 'status' | 'label'>[]> => engine.sounds('');
const shortly = async () =>
  (await sounds()).map(({ path: file, status, label }) => [path.relative(folder, file), status, label?.catId ?? null]);
const codes = () => failures.map(({ path: place, failure }) => [path.relative(folder, place), failure.code]);

async function indexedAndLabelled(): Promise<void> {
  put('dog_bark.mp3', 'old', 'animals', 'dog_bark.mp3');
  put('perc_bell.flac', 'old', 'perc_bell.flac');
  await index('old');
  await engine.label(at('old', 'animals', 'dog_bark.mp3'), 'ANMLDog');
}

describe('a library whose folder', () => {
  it('was renamed keeps its sounds and labels when the new folder is indexed', async () => {
    await indexedAndLabelled();
    renameSync(at('old'), at('new'));
    expect(await index('new')).toMatchObject({ indexed: 0, unchanged: 2, missing: 0, failed: 0, frames: 0 });
    expect(await shortly()).toEqual([
      ['new/animals/dog_bark.mp3', 'indexed', 'ANMLDog'],
      ['new/perc_bell.flac', 'indexed', null],
    ]);
    expect((await engine.client.catalogue.status()).libraries).toEqual([{ name: 'new', path: at('new') }]);
  });

  it('was renamed with other changes is known by half of its sounds', async () => {
    await indexedAndLabelled();
    renameSync(at('old'), at('new'));
    rmSync(at('new', 'perc_bell.flac'));
    put('cat_meow.mp3', 'new', 'cat_meow.mp3');
    expect(await index('new')).toMatchObject({ indexed: 1, unchanged: 1, missing: 1 });
    expect(await shortly()).toContainEqual(['new/animals/dog_bark.mp3', 'indexed', 'ANMLDog']);
  });

  it('was renamed takes the libraries inside along', async () => {
    put('cat_meow.mp3', 'old', 'cats', 'cat_meow.mp3');
    put('perc_bell.flac', 'old', 'perc_bell.flac');
    await index('old/cats');
    await index('old');
    await engine.label(at('old', 'cats', 'cat_meow.mp3'), 'ANMLCat');
    renameSync(at('old'), at('new'));
    expect(await index('new')).toMatchObject({ indexed: 0, unchanged: 2, missing: 0 });
    expect(await shortly()).toContainEqual(['new/cats/cat_meow.mp3', 'indexed', 'ANMLCat']);
    expect((await engine.client.catalogue.status()).libraries.map(({ name }) => name)).toEqual(['cats', 'new']);
  });

  it('is still there is not taken for moved when a copy is indexed', async () => {
    await indexedAndLabelled();
    cpSync(at('old'), at('copy'), { recursive: true });
    expect(await index('copy')).toMatchObject({ indexed: 2, copies: 2 });
    expect((await engine.client.catalogue.status()).libraries).toHaveLength(2);
    expect(await shortly()).toContainEqual(['old/animals/dog_bark.mp3', 'indexed', 'ANMLDog']);
  });

  it('is away has its sounds marked missing, with their labels, until it is back or found elsewhere', async () => {
    await indexedAndLabelled();
    renameSync(at('old'), at('new'));
    expect(await index('old')).toMatchObject({ indexed: 0, missing: 2, failed: 1 });
    expect(codes()).toEqual([['old', 'library-offline']]);
    expect(failures[0]?.failure.message).toContain('its 2 sounds are marked missing and keep their labels');
    expect(await index('old/animals')).toMatchObject({ missing: 2, failed: 1 });
    expect(await shortly()).toContainEqual(['old/animals/dog_bark.mp3', 'missing', 'ANMLDog']);
    expect(await index('new')).toMatchObject({ indexed: 0, unchanged: 2, missing: 0 });
    expect(await shortly()).toContainEqual(['new/animals/dog_bark.mp3', 'indexed', 'ANMLDog']);
  });

  it('is away is named when a folder around it is indexed', async () => {
    await indexedAndLabelled();
    renameSync(at('old'), at('..', `${path.basename(folder)}-elsewhere`));
    try {
      expect(await index('.')).toMatchObject({ missing: 2, failed: 1 });
      expect(codes()).toEqual([['old', 'library-offline']]);
    } finally {
      rmSync(`${folder}-elsewhere`, { recursive: true });
    }
  });

  it('moved within a folder that is indexed as a whole keeps its labels', async () => {
    await indexedAndLabelled();
    renameSync(at('old'), at('new'));
    expect(await index('.')).toMatchObject({ moved: 2, missing: 0, frames: 0 });
    expect(await shortly()).toContainEqual(['new/animals/dog_bark.mp3', 'indexed', 'ANMLDog']);
  });

  it('is empty, as that of an unmounted drive, leaves no label to a copy elsewhere', async () => {
    await indexedAndLabelled();
    cpSync(at('old'), at('backup'), { recursive: true });
    await index('backup');
    renameSync(at('old'), at('unmounted'));
    mkdirSync(at('old'));
    expect(await index('old')).toMatchObject({ missing: 2, moved: 0 });
    await index('backup');
    expect(await shortly()).toContainEqual(['old/animals/dog_bark.mp3', 'missing', 'ANMLDog']);
    expect(await shortly()).toContainEqual(['backup/animals/dog_bark.mp3', 'indexed', null]);
    rmSync(at('old'), { recursive: true });
    renameSync(at('unmounted'), at('old'));
    expect(await index('old')).toMatchObject({ unchanged: 2, missing: 0, frames: 0 });
    expect(await shortly()).toContainEqual(['old/animals/dog_bark.mp3', 'indexed', 'ANMLDog']);
    expect(await sounds()).toHaveLength(4);
  });
});

it('refuses a folder that was never there', async () => {
  await indexedAndLabelled();
  await expect(index('never')).rejects.toMatchObject({ failure: { code: 'folder-not-found' } });
  await expect(index('old/never')).rejects.toMatchObject({ failure: { code: 'folder-not-found' } });
});
