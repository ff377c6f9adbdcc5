import type { watch as watchNatively } from 'node:fs';
import { mkdirSync, mkdtempSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FolderWatch, type WatchOptions, type WatchProblem, watchFolder } from './watch-folder.ts';

let root: string;
let changes = 0;
let problems: WatchProblem[] = [];
let watching: FolderWatch | null = null;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sonotheque-watch-'));
  changes = 0;
  problems = [];
});
afterEach(() => {
  watching?.close();
  rmSync(root, { recursive: true, force: true });
});

async function begin(options: Partial<WatchOptions> = {}): Promise<void> {
  watching = watchFolder(Buffer.from(root), {
    onChange: () => {
      changes += 1;
    },
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  await watching.ready;
}

const put = (...names: readonly string[]) => writeFileSync(path.join(root, ...names), 'x');
const folder = (...names: readonly string[]) => mkdirSync(path.join(root, ...names), { recursive: true });
/** Told since it was last asked. */
const told = () =>
  vi.waitUntil(() => {
    const some = changes > 0;
    changes = 0;
    return some;
  });

describe('a watched folder', () => {
  it('tells of sounds that come, change, move and go, at any depth', async () => {
    folder('Doors', 'Wood');
    put('Doors', 'Wood', 'slam.wav');
    await begin();
    put('Doors', 'Wood', 'creak.wav');
    await told();
    put('Doors', 'Wood', 'slam.wav');
    await told();
    renameSync(path.join(root, 'Doors', 'Wood', 'slam.wav'), path.join(root, 'Doors', 'slam.wav'));
    await told();
    rmSync(path.join(root, 'Doors', 'slam.wav'));
    await told();
    expect(problems).toEqual([]);
  });

  it('takes in folders that come, with those in them, and tells of those that go', async () => {
    await begin();
    folder('New', 'Deeper');
    await told();
    await vi.waitUntil(() => {
      put('New', 'Deeper', 'rain.flac');
      return changes > 0;
    });
    changes = 0;
    rmSync(path.join(root, 'New'), { recursive: true });
    await told();
  });

  it('says nothing of files that are no sounds', async () => {
    await begin();
    const { promise: seen, resolve } = Promise.withResolvers<void>();
    const other = watch(root, (_event, name) => {
      if (name === 'film.sonotheque-wal') resolve();
    });
    put('notes.txt');
    put('film.sonotheque-wal');
    await seen;
    other.close();
    expect(changes).toBe(0);
    put('last.wav');
    await told();
  });

  it.runIf(process.platform === 'linux')(
    'gives up where the system watches no more folders, and lets all go',
    async () => {
      folder('a', 'b');
      folder('c');
      const open = new Set<object>();
      const scarce = ((...values: Parameters<typeof watch>) => {
        if (open.size === 2) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        const watcher = watch(...values);
        open.add(watcher);
        watcher.on('close', () => open.delete(watcher));
        return watcher;
      }) as typeof watchNatively;
      await begin({ watch: scarce });
      expect(problems).toEqual(['too-many-folders']);
      await vi.waitUntil(() => open.size === 0);
      put('rain.wav');
      expect(changes).toBe(0);
    },
  );

  it.runIf(process.platform === 'linux')('has a limit of its own, as others need watches too', async () => {
    folder('a', 'b');
    await begin({ mostFolders: 2 });
    expect(problems).toEqual(['too-many-folders']);
  });

  it('is a problem where there is no folder', async () => {
    rmSync(root, { recursive: true });
    await begin();
    expect(problems).toEqual(['not-possible']);
  });
});
