/** Things with a sound's name that are no ordinary files: they get a row and are never opened. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { BadLibrary, expectPlainWords, type IndexedOnce } from './bad-library.test-support.ts';

// Each opens an engine, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

const CODES: Readonly<Record<string, string>> = {
  'dangling.wav': 'dangling-link',
  'loop.wav': 'link-loop',
  'one.wav': 'link-loop',
  'other.wav': 'link-loop',
  'pipe.wav': 'not-a-file',
  'linked-pipe.wav': 'not-a-file',
  'socket.wav': 'not-a-file',
};

let library: BadLibrary;
let socket: net.Server;
let first: IndexedOnce;
let rows: ReadonlyMap<string, SoundRecord>;
let device = false;

function makeDevice(): boolean {
  // Its number is that of /dev/zero: opened, it would never end.
  return spawnSync('mknod', [library.at('device.wav'), 'c', '1', '5'], { stdio: 'ignore' }).status === 0;
}

describe.skipIf(process.platform === 'win32')('what is no ordinary file', () => {
  beforeAll(async () => {
    library = await BadLibrary.make();
    library.putNeighbours();
    symlinkSync('nowhere.wav', library.at('dangling.wav'));
    symlinkSync('loop.wav', library.at('loop.wav'));
    symlinkSync('other.wav', library.at('one.wav'));
    symlinkSync('one.wav', library.at('other.wav'));
    mkdirSync(library.at('folder.wav'));
    library.put('dog_bark.mp3', 'folder.wav/dog_bark.mp3');
    symlinkSync('..', library.at('folder.wav', 'up'));
    symlinkSync('../folder.wav', library.at('folder.wav', 'round.wav'));
    execFileSync('mkfifo', [library.at('pipe.wav')]);
    symlinkSync('pipe.wav', library.at('linked-pipe.wav'));
    socket = net.createServer().listen(library.at('socket.wav'));
    await new Promise((resolve) => socket.once('listening', resolve));
    device = makeDevice();
    first = await library.index();
    rows = await library.rows();
  }, 120_000);
  afterAll(async () => {
    socket.close();
    await library.remove();
  });

  it.each(Object.entries(CODES))('%s is a failed row and a file of the job, in plain words', (name, code) => {
    const row = rows.get(name);
    expect(row).toMatchObject({ status: 'failed', failure: { code } });
    expectPlainWords(row?.failure);
    expect(first.files.get(name)).toMatchObject({ kind: 'failed', failure: row?.failure });
  });

  it('a device is one too, where one can be made', ({ skip }) => {
    if (!device) skip('only the administrator makes devices');
    expect(rows.get('device.wav')).toMatchObject({ status: 'failed', failure: { code: 'not-a-file' } });
    expect(first.files.get('device.wav')?.failure?.message).toBe('This is a device, not a file; it was not opened.');
  });

  it('nobody opened the pipe: it has had no reader, and whoever opened it would still wait', () => {
    expect(() => {
      closeSync(openSync(library.at('pipe.wav'), constants.O_WRONLY | constants.O_NONBLOCK));
    }).toThrow('ENXIO');
  });

  it('a folder named as a sound is a folder, and links in circles end', () => {
    expect([...rows.keys()].sort()).toEqual(
      [
        ...Object.keys(CODES),
        ...(device ? ['device.wav'] : []),
        ...['0-first.flac', '~last/last.mp3', 'folder.wav/dog_bark.mp3'],
      ].sort(),
    );
    expect(rows.get('folder.wav/dog_bark.mp3')).toMatchObject({ status: 'indexed' });
  });

  it('listening to a pipe by its name does not open it either', async () => {
    const heard = await Array.fromAsync(
      await library.engine.client.listening.suggest({ paths: [library.at('pipe.wav')], top: 1 }),
    );
    expect(heard.flat()).toMatchObject([{ failure: { code: 'not-a-file' } }]);
  });

  it('takes nothing from the good sounds beside it', () => library.expectNeighboursIndexed());

  it('is told of again by the next index', async () => {
    const again = await library.index();
    expect(again.report).toMatchObject({ indexed: 0, unchanged: 3, failed: first.report.failed, missing: 0 });
    expect(await library.rows()).toEqual(rows);
  });
});
