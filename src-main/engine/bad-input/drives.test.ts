/** A drive that goes away in the middle of an index: what was heard stays, the rest waits, and nobody calls it missing. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BadLibrary, expectPlainWords } from './bad-library.test-support.ts';
import { InterferedLibrary } from './interfering.test-support.ts';

// Each opens an engine, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

const NAMES = ['0/crow.flac', '1/sheep.mp3', '2/burp.flac', '3/cat.mp3', '4/door.flac'];
const RECORDINGS = ['misc_crow.flac', 'sheep_bleat.mp3', 'misc_burp.flac', 'cat_meow.mp3', 'perc_door.flac'];
const LONGER = ['loop_3d_printer.flac', 'ambi_lunar_land.flac', 'cow_moo.mp3', 'drum_roll.flac', 'ducks_quack.mp3'];

let library: InterferedLibrary;
beforeEach(async () => {
  library = await InterferedLibrary.make();
});
afterEach(() => library.remove());

const fill = () => {
  for (const [index, name] of NAMES.entries()) library.put(RECORDINGS[index] ?? '', name);
};
const away = () => path.join(library.folder, 'away');
const takeAway = () => renameSync(library.root, away());
const bringBack = () => renameSync(away(), library.root);
const statuses = async () =>
  Object.fromEntries((await library.rows()).map((row) => [path.relative(library.root, row.path.display), row.status]));

async function expectWentAwayAfterOne(takeIt: () => void, bringItBack: () => void): Promise<void> {
  const { failures, listened, outcome } = await library.index({
    afterListening: (name) => {
      if (name === NAMES[1]) takeIt();
    },
  });
  expect(failures).toMatchObject([{ path: library.root, failure: { code: 'library-went-away' } }]);
  expectPlainWords(failures[0]?.failure);
  expect(listened).toEqual(NAMES.slice(0, 2));
  expect(outcome).toMatchObject({ indexed: 1, failed: 1 });
  expect(await statuses()).toEqual({ '0/crow.flac': 'indexed' });
  bringItBack();
  const rest = await library.index();
  expect(rest).toMatchObject({ failures: [], listened: NAMES.slice(1), outcome: { indexed: 4, unchanged: 1 } });
  expect(Object.values(await statuses())).toEqual(NAMES.map(() => 'indexed'));
}

describe('a drive that goes away', () => {
  it('while a file is listened to', async () => {
    fill();
    await expectWentAwayAfterOne(takeAway, bringBack);
  });

  it('while a file is listened to, and leaves an empty folder on another drive', async ({ skip }) => {
    const drive = path.join(library.folder, 'drive');
    mkdirSync(drive);
    const mount = (...args: readonly string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
    const unmount = (place: string) => spawnSync('umount', ['-l', place], { stdio: 'ignore' });
    if (!mount('-t', 'tmpfs', 'none', drive)) skip('only the administrator mounts drives');
    try {
      expect(mount('--bind', drive, library.root)).toBe(true);
      fill();
      await expectWentAwayAfterOne(
        () => unmount(library.root),
        () => mount('--bind', drive, library.root),
      );
    } finally {
      unmount(library.root);
      unmount(drive);
    }
  });

  it('before the folder is read, with sounds and labels known of it', async () => {
    fill();
    await library.index();
    await library.label(NAMES[0] ?? '', 'ANIMALS');
    const before = await library.rows();
    const { failures } = await library.index({ beforeWalk: takeAway });
    expect(failures).toMatchObject([{ path: library.root, failure: { code: 'library-went-away' } }]);
    expect(await library.rows()).toEqual(before);
    bringBack();
    expect(await library.index()).toMatchObject({ failures: [], listened: [], outcome: { unchanged: NAMES.length } });
    expect(await library.rows()).toEqual(before);
  });

  it('while known sounds have changed and are heard anew', async () => {
    fill();
    await library.index();
    for (const name of NAMES) await library.label(name, 'ANIMALS');
    for (const [index, name] of NAMES.entries()) library.put(RECORDINGS[(index + 1) % NAMES.length] ?? '', name);
    const { failures } = await library.index({
      afterListening: (_, pass) => {
        if (pass === 1) takeAway();
      },
    });
    expect(failures).toMatchObject([{ failure: { code: 'library-went-away' } }]);
    for (const row of await library.rows())
      expect(row).toMatchObject({ status: 'indexed', label: { category: 'ANIMALS' } });
    bringBack();
    expect(await library.index()).toMatchObject({ failures: [], outcome: { indexed: NAMES.length, failed: 0 } });
  });
});

it('is one file of a job that is done, and the next job does the rest', async () => {
  const whole = await BadLibrary.make();
  try {
    whole.putNeighbours();
    for (const name of [...RECORDINGS.slice(2), ...LONGER]) {
      whole.put(name, `more/${name}`);
    }
    const place = path.join(whole.folder, 'away');
    let taken = false;
    const report = await whole.engine.index([whole.root], {
      onProgress: ({ soundsDone }) => {
        if (taken || soundsDone === 0) return;
        renameSync(whole.root, place);
        taken = true;
      },
    });
    const { job, files } = await whole.lastJob();
    expect(job).toMatchObject({ state: 'done', failure: null });
    expect(report.missing).toBe(0);
    for (const { status } of (await whole.rows()).values()) expect(status).toBe('indexed');
    // A fast machine may have heard everything before.
    if (report.failed > 0) expect([...files.values()]).toMatchObject([{ failure: { code: 'library-went-away' } }]);
    renameSync(place, whole.root);
    const rest = await whole.index();
    expect(rest.report.indexed + rest.report.unchanged).toBe(2 + 3 + LONGER.length);
    expect(rest.report).toMatchObject({ failed: 0, missing: 0, copies: 0 });
    await whole.expectNeighboursIndexed();
  } finally {
    await whole.remove();
  }
});
