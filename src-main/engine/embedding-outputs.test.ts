import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planEmbeddingOutputs } from './embedding-outputs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function touch(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '');
  }
}

async function plan(inputs: readonly string[]): Promise<readonly string[]> {
  const { outputs } = await planEmbeddingOutputs(
    inputs.map((input) => path.join(folder, input)),
    path.join(folder, 'out'),
  );
  return outputs.map(({ output }) => path.relative(path.join(folder, 'out'), output));
}

describe('names of embedding files', () => {
  it('is the name alone for a file given by name', async () => {
    touch('a/door.wav');
    expect(await plan(['a/door.wav'])).toEqual(['door.npy']);
  });

  it('is the path below the folder for a folder', async () => {
    touch('lib/doors/slam.wav', 'lib/rain.flac', 'lib/notes.txt');
    expect([...(await plan(['lib']))].sort()).toEqual(['doors/slam.npy', 'rain.npy']);
  });

  it('keeps the extensions of two that would collide', async () => {
    touch('lib/rain.flac', 'lib/rain.wav', 'lib/wind.wav');
    expect([...(await plan(['lib']))].sort()).toEqual(['rain.flac.npy', 'rain.wav.npy', 'wind.npy']);
  });

  it('numbers what even the extension does not tell apart', async () => {
    touch('a/door.wav', 'b/door.wav');
    expect(await plan(['a/door.wav', 'b/door.wav'])).toEqual(['door.wav.npy', 'door.wav.2.npy']);
  });

  it('takes a file named twice once', async () => {
    touch('a/door.wav');
    expect(await plan(['a/door.wav', 'a', 'a/door.wav'])).toEqual(['door.npy']);
  });

  it('keeps dots inside a name', async () => {
    touch('a/door.v1.take2.wav');
    expect(await plan(['a/door.v1.take2.wav'])).toEqual(['door.v1.take2.npy']);
  });

  it.runIf(process.platform === 'linux')('tells apart names that are not valid UTF-8', async () => {
    mkdirSync(path.join(folder, 'lib'));
    for (const byte of [0xff, 0xfe]) {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/lib/x`), Buffer.of(byte), Buffer.from('.wav')]), '');
    }
    expect(await plan(['lib'])).toHaveLength(2);
  });
});
