/** Files that are written, replaced or deleted while they are listened to: nothing old is stored for what lies there now. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectPlainWords } from './bad-library.test-support.ts';
import { InterferedLibrary } from './interfering.test-support.ts';

// Each opens an engine, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

let library: InterferedLibrary;
beforeAll(async () => {
  library = await InterferedLibrary.make();
});
afterAll(() => library.remove());

beforeEach(async () => {
  rmSync(library.root, { recursive: true });
  library.put('misc_crow.flac', '0-first.flac');
  library.put('dog_bark.mp3', 'it.mp3');
  library.put('sheep_bleat.mp3', '~last/last.mp3');
});

const codes = (failures: readonly { readonly failure: { readonly code: string } }[]) =>
  failures.map(({ failure }) => failure.code);
const replaceByCat = () =>
  copyFileSync(new URL('../../../e2e/starter-sounds/cat_meow.mp3', import.meta.url), library.at('it.mp3'));
const firstPassOnly = (change: () => void) => (name: string, pass: number) => {
  if (name === 'it.mp3' && pass === 1) change();
};
const neighboursAreIndexed = async () => {
  for (const name of ['0-first.flac', '~last/last.mp3'])
    expect(await library.row(name)).toMatchObject({ status: 'indexed' });
};

describe('a file that changes while it is listened to', () => {
  it('is heard again as it lies there now', async () => {
    const { failures, listened } = await library.index({ afterListening: firstPassOnly(replaceByCat) });
    expect(failures).toEqual([]);
    expect(listened.filter((name) => name === 'it.mp3')).toHaveLength(2);
    const heard = await library.row('it.mp3');
    expect(heard.sizeBytes).toBe(statSync(library.at('it.mp3')).size);
    expect(heard.format?.durationSeconds).toBeLessThan(4);
    expect((await library.index()).listened).toEqual([]);
    await neighboursAreIndexed();
  });

  it('is noticed even where size and time stay the same', async () => {
    const swap = () => {
      const { atime, mtime, size } = statSync(library.at('it.mp3'));
      const other = readFileSync(new URL('../../../e2e/starter-sounds/cow_moo.mp3', import.meta.url));
      writeFileSync(library.at('new'), other.subarray(0, size));
      utimesSync(library.at('new'), atime, mtime);
      renameSync(library.at('new'), library.at('it.mp3'));
    };
    // A time that is kept exactly.
    utimesSync(library.at('it.mp3'), 1_000_000_000, 1_000_000_000);
    const { listened } = await library.index({ afterListening: firstPassOnly(swap) });
    expect(listened.filter((name) => name === 'it.mp3')).toHaveLength(2);
    expect(await library.row('it.mp3')).toMatchObject({ status: 'indexed' });
  });

  it('that never rests is a failure, keeps its label, and is heard by the next index', async () => {
    await library.index();
    await library.label('it.mp3', 'ANIMALS');
    appendFileSync(library.at('it.mp3'), Buffer.alloc(417));
    const { failures, listened } = await library.index({
      afterListening: (name) => appendFileSync(library.at(name), Buffer.alloc(417)),
    });
    expect(listened).toEqual(['it.mp3', 'it.mp3']);
    expect(codes(failures)).toEqual(['changing']);
    const row = await library.row('it.mp3');
    expect(row).toMatchObject({ status: 'failed', failure: failures[0]?.failure, label: { category: 'ANIMALS' } });
    expectPlainWords(row.failure);
    const rested = await library.index();
    expect(rested).toMatchObject({ failures: [], listened: ['it.mp3'] });
    expect(await library.row('it.mp3')).toMatchObject({
      id: row.id,
      status: 'indexed',
      label: { category: 'ANIMALS' },
    });
    expect((await library.index()).listened).toEqual([]);
    await neighboursAreIndexed();
  });

  it('is heard whole when it was half written at first', async () => {
    const whole = readFileSync(library.at('0-first.flac'));
    rmSync(library.at('it.mp3'));
    writeFileSync(library.at('half.flac'), whole.subarray(0, 30));
    const { failures } = await library.index({
      afterListening: (name, pass) => {
        if (name === 'half.flac' && pass === 1) writeFileSync(library.at(name), whole);
      },
    });
    expect(failures).toEqual([]);
    expect(await library.row('half.flac')).toMatchObject({ status: 'indexed' });
  });

  it('is a failure where it was deleted; gone at the next index, heard when it is back', async () => {
    const bytes = readFileSync(library.at('it.mp3'));
    const { failures } = await library.index({ afterListening: firstPassOnly(() => rmSync(library.at('it.mp3'))) });
    expect(codes(failures)).toEqual(['vanished']);
    expect(await library.row('it.mp3')).toMatchObject({ status: 'failed', failure: { code: 'vanished' } });
    expectPlainWords((await library.row('it.mp3')).failure);
    expect(await library.index()).toMatchObject({ failures: [], listened: [] });
    expect(await library.row('it.mp3')).toMatchObject({ status: 'missing' });
    writeFileSync(library.at('it.mp3'), bytes);
    await library.index();
    expect(await library.row('it.mp3')).toMatchObject({ status: 'indexed', failure: null });
    await neighboursAreIndexed();
  });

  it.skipIf(process.platform === 'win32')('is not opened where a pipe took its place', async () => {
    const { failures, listened } = await library.index({
      afterListening: firstPassOnly(() => {
        rmSync(library.at('it.mp3'));
        execFileSync('mkfifo', [library.at('it.mp3')]);
      }),
    });
    expect(codes(failures)).toEqual(['not-a-file']);
    expect(listened.filter((name) => name === 'it.mp3')).toHaveLength(1);
    await neighboursAreIndexed();
  });
});
