/** The disk under the catalogue is full or can only be read: the job says so, and labels are safe. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { driveEngine } from '../testing/drive-engine.test-support.ts';
import { BadLibrary } from './bad-library.test-support.ts';

// Each opens an engine, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

const RECORDINGS = ['ambi_lunar_land.flac', 'cow_moo.mp3', 'drum_roll.flac', 'ducks_quack.mp3', 'loop_3d_printer.flac'];

let folder = '';
let disk = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-disk-')));
  disk = path.join(folder, 'disk');
  mkdirSync(disk);
});
afterEach(() => {
  unmount();
  rmSync(folder, { recursive: true, force: true });
});

const run = (command: string, ...args: readonly string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const unmount = () => run('umount', '-l', disk);
const image = () => path.join(folder, 'image');
const mountImage = (file = image()) => run('mount', '-o', 'loop', file, disk);

function mountSmall(): boolean {
  return run('mount', '-t', 'tmpfs', '-o', 'size=8m', 'none', disk);
}

/** A disk whose file system can give up, as it does when its hardware fails: from then on it can only be read. */
function mountMortal(): boolean {
  return run('truncate', '-s', '24M', image()) && run('mkfs.ext4', '-q', image()) && mountImage();
}
const giveUp = () => run('mount', '-o', 'remount,abort', disk);

const fillers: string[] = [];
function fill(leavingBytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  const filler = path.join(disk, `filler-${fillers.length}`);
  fillers.push(filler);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leavingBytes)));
}
const makeRoom = () => {
  for (const filler of fillers.splice(0)) rmSync(filler);
};

async function labelled(): Promise<BadLibrary> {
  const library = await BadLibrary.make(path.join(disk, 'test.sonotheque'));
  library.putNeighbours();
  await library.index();
  await library.engine.label(library.at('0-first.flac'), 'ANMLDog');
  for (const name of RECORDINGS) library.put(name, `more/${name}`);
  return library;
}

/** As SQLite meets it: by its own check, or by the system's answer to writing. */
const READ_ONLY = expect.stringMatching(/^catalogue-(read-only|io)$/);

describe('a disk under the catalogue that', () => {
  it('is full ends the job with one sentence; with room again the same engine goes on', async ({ skip }) => {
    if (!mountSmall()) skip('only the administrator mounts disks');
    const library = await labelled();
    try {
      fill(64 * 1_024);
      await expect(library.engine.index([library.root], {})).rejects.toMatchObject({
        failure: { code: 'catalogue-full' },
      });
      const rows = await library.rows();
      expect(rows.get('0-first.flac')).toMatchObject({ status: 'indexed', label: { catId: 'ANMLDog' } });
      expect([...rows.values()].filter(({ status }) => status !== 'indexed')).toEqual([]);
      fill(0);
      const second = library.at('~last/last.mp3');
      // There may be room for it in what the catalogue has already: then it is kept, else refused; never both or neither.
      const kept = await library.engine.label(second, 'ANMLWild').then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ failure: { code: 'catalogue-full' } });
          return false;
        },
      );
      makeRoom();
      expect((await library.rows()).get('~last/last.mp3')?.label?.catId).toBe(kept ? 'ANMLWild' : undefined);
      const { report } = await library.index();
      expect(report.indexed + report.unchanged).toBe(2 + RECORDINGS.length);
      expect(report).toMatchObject({ failed: 0, missing: 0 });
      expect((await library.rows()).get('0-first.flac')?.label?.catId).toBe('ANMLDog');
      await library.expectNeighboursIndexed();
    } finally {
      await library.remove();
    }
  });

  it('turns read-only ends the job with one sentence; on a healthy disk it goes on', async ({ skip }) => {
    if (!mountMortal()) skip('only the administrator mounts disks');
    const library = await labelled();
    expect(giveUp()).toBe(true);
    await expect(library.engine.index([library.root], {})).rejects.toMatchObject({ failure: { code: READ_ONLY } });
    await expect(library.engine.label(library.at('~last/last.mp3'), 'ANMLWild')).rejects.toMatchObject({
      failure: { code: READ_ONLY },
    });
    // What is known can still be looked at.
    expect((await library.rows()).get('0-first.flac')?.label?.catId).toBe('ANMLDog');
    // Not every file can be put away.
    await library.engine.close().catch(() => {});
    unmount();
    // As after a repair; the system holds on to the disk that gave up.
    expect(run('cp', image(), `${image()}-repaired`) && mountImage(`${image()}-repaired`)).toBe(true);
    library.engine = await driveEngine({ catalogue: path.join(disk, 'test.sonotheque'), precision: 'int8' });
    try {
      expect((await library.rows()).get('0-first.flac')?.label?.catId).toBe('ANMLDog');
      const { report } = await library.index();
      expect(report).toMatchObject({ failed: 0, missing: 0 });
      expect(report.indexed + report.unchanged).toBe(2 + RECORDINGS.length);
    } finally {
      await library.remove();
    }
  });
});
