/** Another user of the same machine: can enter the folder that a catalogue lies in, and gets nothing of it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIndexJob } from '../../../src-shared/client/index.ts';
import { openConnection } from './open-connection.ts';

const NOBODY = { uid: 65_534, gid: 65_534 };
const stranger = fileURLToPath(new URL('./testing/stranger.test-support.ts', import.meta.url));
const sound = fileURLToPath(new URL('../../../e2e/starter-sounds/dog_bark.mp3', import.meta.url));

/** Only root can become somebody else, and only where that one may run this Node and read the test. */
const canBeAnother =
  process.platform !== 'win32' &&
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(stranger)})`], {
    ...NOBODY,
    cwd: '/',
  }).status === 0;

let folder = '';
let catalogue = '';
let umask = 0;

beforeEach(() => {
  umask = process.umask(0o022);
  folder = mkdtempSync(path.join(os.tmpdir(), 'second-user-'));
  chmodSync(folder, 0o777);
  catalogue = path.join(folder, 'test.sonotheque');
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

const namesIn = (place: string): string[] => readdirSync(place, { recursive: true }).map(String);
const modes = () =>
  Object.fromEntries(namesIn(folder).map((name) => [name, statSync(path.join(folder, name)).mode & 0o777]));

/** An application at work: sounds, labels, a backup, a catalogue set aside. */
async function useIt() {
  const connection = await openConnection({ catalogue, service: true });
  const { client } = connection;
  const sounds = path.join(folder, 'sounds');
  mkdirSync(sounds, { mode: 0o700 });
  copyFileSync(sound, path.join(sounds, 'dog_bark.mp3'));
  await runIndexJob(client, [sounds], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onFailure: () => {},
    onWarning: () => {},
  });
  const decide = (decision: string) =>
    client.labels.set({ commandId: uuidv7(), sounds: { path: path.join(sounds, 'dog_bark.mp3') }, decision });
  await decide('ANMLDog');
  const { file } = await client.catalogue.backUp();
  await client.catalogue.restore({ file });
  await decide('ANMLWild');
  rmSync(sounds, { recursive: true });
  return connection;
}

describe.skipIf(process.platform === 'win32')('what Sonotheque makes beside and for a catalogue', () => {
  it('is for its owner only, while it is open and after', async () => {
    const connection = await useIt();
    const open = modes();
    for (const kind of ['', '-index', '-wal', '-shm', '-index-wal', '-lock', '-open', '-owner', '-logs', '-backups']) {
      expect(Object.keys(open)).toContain(`test.sonotheque${kind}`);
    }
    expect(Object.keys(open).some((name) => name.includes('-replaced-'))).toBe(true);
    await connection.close();
    for (const [name, mode] of Object.entries({ ...open, ...modes() })) expect([name, mode & 0o077]).toEqual([name, 0]);
  });

  it('keeps the mode that its owner gave it', async () => {
    await (await openConnection({ catalogue, service: false })).close();
    chmodSync(catalogue, 0o640);
    const connection = await useIt();
    await connection.close();
    expect(statSync(catalogue).mode & 0o777).toBe(0o640);
  });

  it('lies in folders that only its owner enters, where those are made too', async () => {
    const deep = path.join(folder, 'made', 'inside', 'test.sonotheque');
    await (await openConnection({ catalogue: deep, service: false })).close();
    expect(modes()).toMatchObject({ made: 0o700, 'made/inside': 0o700 });
  });
});

// Skipped where the tests don't run as root.
describe.skipIf(!canBeAnother)('another user', () => {
  it('reads no file of the catalogue, and reaches neither the socket nor its token', async () => {
    const connection = await useIt();
    try {
      const { address } = JSON.parse(readFileSync(`${catalogue}-owner`, 'utf8')) as { address: string };
      writeFileSync(path.join(folder, 'for-everybody'), '');
      chmodSync(path.join(folder, 'for-everybody'), 0o666);
      const got = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', stranger, folder, address], {
        ...NOBODY,
        cwd: '/',
        encoding: 'utf8',
      });
      expect(JSON.parse(got)).toEqual(['read for-everybody', 'write for-everybody']);
    } finally {
      await connection.close();
    }
  });
});
