/** An application that is open over real folders, whose sounds come, go and change under it. */
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LibraryId } from '../../../src-shared/contract/identifiers.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { Library } from '../../catalogue/index.ts';
import type { WatchOptions } from '../../indexing/index.ts';
import { Notifier } from '../jobs/notifier.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';
import { LibraryWatcher, type LibraryWatcherOptions } from './library-watcher.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const LONG = { timeout: 20_000 };

describe('an open application', { timeout: 60_000 }, () => {
  let folder: string;
  let library: string;
  let engine: DrivenEngine;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-watching-'));
    library = path.join(folder, 'library');
    mkdirSync(library);
    copyFileSync(path.join(starter, 'perc_bell.flac'), path.join(library, 'perc_bell.flac'));
    engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8', service: true });
    await engine.index([library], {});
    await vi.waitUntil(async () => (await one()).watching === 'watched', LONG);
  });
  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function one() {
    const [only] = await engine.client.libraries.list();
    if (only === undefined) throw new Error('There is no library.');
    return only;
  }
  const names = async (text: string) => (await engine.sounds(text)).map((sound) => path.basename(sound.path));

  it('takes in what comes, and marks what goes', async () => {
    mkdirSync(path.join(library, 'animals'));
    copyFileSync(path.join(starter, 'dog_bark.mp3'), path.join(library, 'animals', 'dog_bark.mp3'));
    await vi.waitUntil(async () => (await names('status:indexed dog')).length === 1, LONG);
    rmSync(path.join(library, 'perc_bell.flac'));
    await vi.waitUntil(async () => (await names('status:missing')).join() === 'perc_bell.flac', LONG);
  });

  it('sees a drive go and come back, and takes in what is new on it', async () => {
    renameSync(library, `${library} away`);
    await vi.waitUntil(async () => (await one()).watching === 'away', LONG);
    copyFileSync(path.join(starter, 'misc_crow.flac'), path.join(`${library} away`, 'misc_crow.flac'));
    renameSync(`${library} away`, library);
    await vi.waitUntil(async () => (await names('status:indexed crow')).length === 1, LONG);
    expect((await one()).watching).toBe('watched');
  });

  it('lets a library alone when a person says so', async () => {
    const { id } = await one();
    await engine.client.settings.set({ unwatchedLibraries: [id] });
    await vi.waitUntil(async () => (await one()).watching === 'off', LONG);
    await engine.client.settings.set({ unwatchedLibraries: [] });
    await vi.waitUntil(async () => (await one()).watching === 'watched', LONG);
    await engine.client.settings.set({ watchFolders: false });
    await vi.waitUntil(async () => (await one()).watching === 'off', LONG);
  });
});

describe('watching libraries', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-root-'));
  const library = {
    id: 1 as LibraryId,
    name: 'Doors',
    root: { bytes: Buffer.from(root), display: root },
    addedAt: new Date(0),
    lastScanAt: new Date(0),
  } satisfies Library;
  let indexed: string[];
  let watcher: LibraryWatcher;
  let told: WatchOptions[];
  beforeEach(() => {
    indexed = [];
    told = [];
  });
  afterEach(() => watcher.close());

  const pauses = { quietMilliseconds: 20, betweenLooksMilliseconds: 5, drivesMilliseconds: 20, restFactor: 0 };
  function begin(more: Partial<LibraryWatcherOptions> = {}): void {
    watcher = new LibraryWatcher({
      libraries: async () => [library],
      settings: async () => ({ watchFolders: true, unwatchedLibraries: [] }),
      isAllMissing: async () => false,
      index: async (folder) => {
        indexed.push(folder);
        return { id: String(indexed.length) } as Job;
      },
      lastRun: async () => ({ startedAt: new Date(0), finishedAt: new Date(0) }) as Job,
      isWorkedOn: () => false,
      told: [new Notifier()],
      onAvailability: () => {},
      onFault: (error) => {
        throw error;
      },
      watch: (_root, options) => {
        told.push(options);
        return { ready: Promise.resolve(), close: () => {} };
      },
      pauses,
      ...more,
    });
    watcher.start();
  }

  it('makes one index of a storm of changes', async () => {
    begin();
    await vi.waitUntil(() => told.length === 1);
    for (let change = 0; change < 1_000; change += 1) told[0]?.onChange();
    await vi.waitUntil(() => indexed.length > 0);
    expect(indexed).toEqual([root]);
  });

  it('waits for a job that is at the folder already, also a paused one, and never wakes it', async () => {
    let working = true;
    let asked = 0;
    begin({
      isWorkedOn: () => {
        asked += 1;
        return working;
      },
    });
    await vi.waitUntil(() => told.length === 1);
    told[0]?.onChange();
    await vi.waitUntil(() => asked > 3);
    expect(indexed).toEqual([]);
    working = false;
    await vi.waitUntil(() => indexed.length === 1);
  });

  it('looks through what can not be watched: at the start, and when a person is back, not each time', async () => {
    begin({
      watch: (_root, { onProblem }) => {
        onProblem('network-drive');
        return { ready: Promise.resolve(), close: () => {} };
      },
      pauses: { ...pauses, lookAgainMilliseconds: 200 },
    });
    await vi.waitUntil(() => indexed.length === 1);
    expect(watcher.stateOf(library.id)).toBe('network-drive');
    expect(await watcher.lookAgain()).toBe(0);
    await vi.waitUntil(async () => (await watcher.lookAgain()) === 1);
    await vi.waitUntil(() => indexed.length === 2);
  });

  it('says so when a library is watched, let alone, or away', async () => {
    let isWatched = true;
    let said: string[] = [];
    const settings = new Notifier();
    begin({
      settings: async () => ({ watchFolders: isWatched, unwatchedLibraries: [] }),
      told: [settings],
      onAvailability: () => said.push(watcher.stateOf(library.id)),
    });
    await vi.waitUntil(() => said.length === 1);
    expect(said).toEqual(['watched']);
    isWatched = false;
    settings.notify();
    await vi.waitUntil(() => said.length === 2);
    expect(said).toEqual(['watched', 'off']);
    said = [];
    renameSync(root, `${root} away`);
    isWatched = true;
    settings.notify();
    await vi.waitUntil(() => said.length === 1);
    expect(said).toEqual(['away']);
    renameSync(`${root} away`, root);
    await vi.waitUntil(() => said.length === 2);
    expect(said).toEqual(['away', 'watched']);
  });

  it('looks through a library that was away when it was last looked at', async () => {
    begin({ isAllMissing: async () => true });
    await vi.waitUntil(() => indexed.length === 1);
  });
});
