import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Catalogue, openCatalogue } from '../catalogue/index.ts';
import { librariesOf, nestedIn } from './libraries.ts';

let folder = '';
let catalogue: Catalogue;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-libraries-')));
  mkdirSync(path.join(folder, 'sounds', 'doors'), { recursive: true });
  catalogue = await openCatalogue(path.join(folder, 'test.sonotheque'), {});
});
afterEach(async () => {
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = async (...folders: readonly string[]) =>
  (
    await librariesOf(
      catalogue,
      folders.map((name) => path.join(folder, name)),
    )
  ).map(({ name }) => name);

describe('which libraries a folder means', () => {
  it('is the same one under another spelling or link', async () => {
    await names('sounds');
    symlinkSync(path.join(folder, 'sounds'), path.join(folder, 'alias'));
    expect(await names('sounds/', 'alias', 'sounds/../sounds')).toEqual(['sounds']);
    expect(await catalogue.libraries()).toHaveLength(1);
  });

  it('is the library around a folder inside it', async () => {
    await names('sounds');
    expect(await names('sounds/doors')).toEqual(['sounds']);
  });

  it('brings the libraries inside along, which keep their sounds', async () => {
    await names('sounds/doors');
    expect(await names('sounds')).toEqual(['sounds', 'doors']);
    const [doors, sounds] = await catalogue.libraries();
    expect(sounds && doors && nestedIn(sounds, [sounds, doors])).toEqual([doors]);
  });

  it('refuses what is no folder, with a next step', async () => {
    writeFileSync(path.join(folder, 'door.wav'), '');
    await expect(names('gone')).rejects.toMatchObject({ failure: { code: 'folder-not-found' } });
    await expect(names('door.wav')).rejects.toMatchObject({ failure: { code: 'not-a-folder' } });
  });
});
