import { fork } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { type Catalogue, type Library, openCatalogue, restoreBackup } from '../index.ts';
import { dumpFacts } from '../testing/dump-facts.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from '../testing/fixtures.ts';
import { superfluous } from './places.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let catalogue: Catalogue;
let library: Library;

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'test.sonotheque');
  catalogue = await openCatalogue(path);
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  await scan(catalogue, library, files(1, 2));
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

const files = (...numbers: readonly number[]) => numbers.map((n) => listened(library, `${n}.wav`, payload(n)));
const label = async (name: string, category: string) => {
  const soundId = (await catalogue.soundByPath(`/all/${name}`))?.id as SoundId;
  await catalogue.label([{ soundId, region: null, decision: { category, catId: null }, source: 'human' }], editor);
};
const names = () => readdirSync(`${path}-backups`).sort();
const day = (date: number) => new Date(2026, 4, date, 12);

describe('a backup', () => {
  it('holds what people made, lies in a folder of its own, and says what it holds', async () => {
    await label('1.wav', 'WATER');
    const backup = await catalogue.backup(day(3));
    expect(backup).toMatchObject({ file: `${path}-backups/test-2026-05-03.sonotheque`, sounds: 2, labels: 1 });
    expect(backup.bytes).toBe(readFileSync(backup.file).length);
    expect(await catalogue.backups()).toEqual([backup]);
    expect(names()).toEqual([basename(backup.file)]);
  });

  it('is made while others write', async () => {
    const making = catalogue.backup();
    let written = 0;
    const writing = (async () => {
      for (; written < 30; written += 1) await catalogue.storeListened(files(100 + written));
    })();
    expect((await making).sounds).toBeGreaterThanOrEqual(2);
    await writing;
    expect((await catalogue.status()).sounds.total).toBe(32);
  });

  it('is made once a day when it is due', async () => {
    expect(await catalogue.backupIfDue(day(3))).not.toBeNull();
    expect(await catalogue.backupIfDue(day(3))).toBeNull();
    expect(await catalogue.backupIfDue(day(4))).not.toBeNull();
    expect(names()).toEqual(['test-2026-05-03.sonotheque', 'test-2026-05-04.sonotheque']);
  });

  it('outlives seven newer days, and an earlier one of its day only where that knew more labels', async () => {
    for (let date = 1; date <= 8; date++) await catalogue.backup(day(date));
    expect(names()).toHaveLength(7);
    expect(names()[0]).toBe('test-2026-05-02.sonotheque');
    await label('1.wav', 'WATER');
    await catalogue.backup(day(8));
    await catalogue.step('undo', editor);
    await catalogue.backup(day(8));
    expect(names().slice(-2)).toEqual(['test-2026-05-08-2.sonotheque', 'test-2026-05-08-3.sonotheque']);
  });

  it('that cannot be read counts for nothing and is left where it is', async () => {
    await catalogue.backup(day(3));
    writeFileSync(`${path}-backups/test-2026-05-04.sonotheque`, 'x'.repeat(5000));
    expect(await catalogue.backups()).toHaveLength(1);
    await catalogue.backup(day(5));
    expect(names()).toHaveLength(3);
  });
});

describe('superfluous backups', () => {
  it('never include the newest', () => {
    const one = { file: 'a', day: '2026-05-03', number: 1, labels: 0 };
    expect(superfluous([one])).toEqual([]);
    expect(superfluous([{ ...one, number: 2 }, one])).toEqual([one]);
  });
});

describe('restoring', () => {
  it('brings back what was, sets aside what is, and loses nothing that the index holds of it', async () => {
    await label('1.wav', 'WATER');
    const backup = await catalogue.backup();
    await label('1.wav', 'WIND');
    await scan(catalogue, library, files(1, 2, 3));
    await catalogue.close();
    const facts = [...dumpFacts(path)];
    const { setAside } = await restoreBackup(path, backup.file);
    expect(basename(setAside ?? '')).toMatch(/^test\.sonotheque-replaced-\d{8}-\d{6}$/u);

    catalogue = await openCatalogue(path);
    expect(catalogue.repairs).toEqual([]);
    expect(await catalogue.soundByPath('/all/1.wav')).toMatchObject({ frames: 2, label: { category: 'WATER' } });
    expect((await catalogue.query({ text: 'wav' })).count).toBe(2);
    expect(await catalogue.soundByPath('/all/3.wav')).toBeNull();
    // Its number is given again: nothing of the sound that had it may cling to the next.
    await scan(catalogue, library, files(1, 2, 4));
    const fourth = await catalogue.soundByPath('/all/4.wav');
    expect(fourth).toMatchObject({ frames: 2, payloadHash: payload(4) });
    const vectors = await catalogue.vectors(fourth?.id as SoundId);
    const best = await catalogue.similar({ queryVectors: vectors?.embeddings ?? new Float32Array(0), limit: 1 });
    expect(best).toMatchObject([{ soundId: fourth?.id }]);
    await catalogue.close();

    await restoreBackup(path, setAside ?? '');
    catalogue = await openCatalogue(path);
    await scan(catalogue, library, files(1, 2, 3));
    await catalogue.close();
    expect([...dumpFacts(path)]).toEqual(facts);
  });

  it('refuses what is damaged, foreign or not there, and a catalogue that is open', async () => {
    const { file } = await catalogue.backup();
    await expect(restoreBackup(path, file)).rejects.toMatchObject({ failure: { code: 'catalogue-in-use' } });
    await catalogue.close();
    const before = readFileSync(path);
    const bytes = readFileSync(file);
    const spoilt = join(folder.path, 'spoilt');
    writeFileSync(spoilt, bytes.fill(0xa5, 8192, 60_000));
    await expect(restoreBackup(path, spoilt)).rejects.toMatchObject({ failure: { code: 'backup-damaged' } });
    writeFileSync(spoilt, 'hello '.repeat(1000));
    await expect(restoreBackup(path, spoilt)).rejects.toMatchObject({ failure: { code: 'backup-damaged' } });
    await expect(restoreBackup(path, `${file}x`)).rejects.toMatchObject({ failure: { code: 'backup-missing' } });
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder.path).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it.each(['copy', 'prepare', 'settle', 'aside', 'in place', 'sync', 'index'])(
    'leaves the old or the new, whole, when it is killed before “%s”',
    async (step) => {
      await label('1.wav', 'WATER');
      const { file } = await catalogue.backup();
      await label('1.wav', 'WIND');
      await catalogue.close();
      const child = fork(join(import.meta.dirname, '../testing/killed-restore.ts'), [path, file, step], {
        execArgv: [],
      });
      const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
      expect(signal).toBe('SIGKILL');

      catalogue = await openCatalogue(path);
      const replaced = ['sync', 'index'].includes(step);
      expect(await catalogue.soundByPath('/all/1.wav')).toMatchObject({
        frames: 2,
        label: { category: replaced ? 'WATER' : 'WIND' },
      });
      expect(catalogue.repairs).toEqual([]);
      await catalogue.close();
      await restoreBackup(path, file);
      catalogue = await openCatalogue(path);
      expect(await catalogue.soundByPath('/all/1.wav')).toMatchObject({ label: { category: 'WATER' } });
    },
  );

  it('works where no catalogue is', async () => {
    const { file } = await catalogue.backup();
    await catalogue.close();
    const elsewhere = join(dirname(path), 'other.sonotheque');
    copyFileSync(file, join(folder.path, 'copy'));
    expect(await restoreBackup(elsewhere, join(folder.path, 'copy'))).toEqual({ setAside: null });
    expect(existsSync(elsewhere)).toBe(true);
    catalogue = await openCatalogue(elsewhere);
    expect(catalogue.repairs).toEqual([]);
    expect((await scan(catalogue, library, files(1, 2))).states).toEqual(['changed', 'changed']);
  });
});
