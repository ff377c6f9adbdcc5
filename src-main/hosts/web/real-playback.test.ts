/** Sounds out of the real engine over HTTP: decoded while they are read, rendered, and nothing that floods or lies. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIndexJob } from '../../../src-shared/client/index.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { type Connection, openConnection } from '../connection/index.ts';
import { startWebHost, type WebHost } from './web-host.ts';

const SECONDS = 3;

/** Two channels of 24 bits at 48 kHz: a tone that falls. */
function aiff(): Buffer {
  const frames = SECONDS * 48_000;
  const data = Buffer.alloc(8 + frames * 6);
  for (let sample = 0; sample < frames * 2; sample++)
    data.writeIntBE(Math.round(2e6 * Math.sin(sample / 20) * (1 - sample / (2 * frames))), 8 + sample * 3, 3);
  const common = Buffer.alloc(18);
  common.writeUInt16BE(2, 0);
  common.writeUInt32BE(frames, 2);
  common.writeUInt16BE(24, 6);
  // 48,000 as an 80-bit float.
  Buffer.from('400ebb80000000000000', 'hex').copy(common, 8);
  const chunk = (id: string, bytes: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return Buffer.concat([Buffer.from(id), size, bytes]);
  };
  return chunk('FORM', Buffer.concat([Buffer.from('AIFF'), chunk('COMM', common), chunk('SSND', data)]));
}

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-web-playback-'));
let connection: Connection;
let host: WebHost;
let cookie: string;
let sound: SoundRecord;

beforeAll(async () => {
  const library = path.join(folder, 'library');
  const rendererFolder = path.join(folder, 'renderer');
  for (const one of [library, rendererFolder]) mkdirSync(one);
  writeFileSync(path.join(rendererFolder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(library, 'door.aiff'), aiff());
  connection = await openConnection({ catalogue: path.join(folder, 'test.sonotheque'), service: true });
  const nothing = () => {};
  const told = { onProgress: nothing, onFailure: nothing, onWarning: nothing };
  await runIndexJob(connection.client, [library], { signal: new AbortController().signal, ...told });
  const found = (await Array.fromAsync(await connection.client.sounds.list({}))).flat();
  if (!found[0]) throw new Error('Nothing was indexed.');
  sound = found[0];
  host = await startWebHost(connection, { rendererFolder });
  const answer = await fetch(host.address, { redirect: 'manual' });
  cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}, 120_000);
afterAll(async () => {
  await host?.close();
  await connection?.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (address: string, headers: Record<string, string> = {}) =>
  fetch(new URL(address, host.address), { headers: { cookie, ...headers } });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('a sound that the browser can not play', { timeout: 60_000 }, () => {
  it('comes as a WAV file in parts, each that of the whole', async () => {
    const whole = await bytesOf(await ask(`/audio/${sound.id}`));
    expect(whole.length).toBe(44 + SECONDS * 48_000 * 6);
    const answers = await Promise.all(
      [
        [0, 100],
        [400_001, 400_010],
        [whole.length - 5, whole.length],
      ].map(async ([from = 0, to = 0]) => {
        const answer = await ask(`/audio/${sound.id}`, { range: `bytes=${from}-${to - 1}` });
        return answer.status === 206 && (await bytesOf(answer)).equals(whole.subarray(from, to));
      }),
    );
    expect(answers).toEqual([true, true, true]);
  });

  it.each([
    '?channel=0',
    '?channel=3',
    '?channel=99999999999999999999',
    '?channel=1,2,1',
    '?channel=%00',
    `?${'channel=1&'.repeat(90)}`,
  ])('is not there for %s', async (query) => {
    expect((await ask(`/audio/${sound.id}${query}`)).status).toBe(404);
  });

  it('ends for who goes away, and goes on for who stays', async () => {
    const { port, hostname } = new URL(host.address);
    const leave = () =>
      new Promise<void>((resolve) => {
        const request = http.get({ port, hostname, path: `/audio/${sound.id}`, headers: { cookie } }, (response) => {
          response.once('data', () => request.destroy());
          response.once('close', resolve);
          response.on('error', () => {});
        });
      });
    await Promise.all(Array.from({ length: 20 }, leave));
    expect((await bytesOf(await ask(`/audio/${sound.id}`))).length).toBe(44 + SECONDS * 48_000 * 6);
  });
});

describe('a part to download', { timeout: 60_000 }, () => {
  it('is rendered once, into a folder for its owner only', async () => {
    const address = `/render/${sound.id}?from=1&to=1.5&handles=0.25`;
    const [first, second] = [await ask(address), await ask(address)];
    expect(first.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''door%200.75-1.75.wav");
    const [wave, again] = [await bytesOf(first), await bytesOf(second)];
    expect(wave.equals(again)).toBe(true);
    expect(wave.readUInt32LE(wave.indexOf('data') + 4)).toBe(48_000 * 6);
    const renders = path.join(folder, 'test.sonotheque-renders');
    expect(readdirSync(renders)).toHaveLength(1);
    if (process.platform !== 'win32') expect(statSync(renders).mode & 0o777).toBe(0o700);
  });

  it('is the file itself where nothing is asked of it', async () => {
    const answer = await ask(`/render/${sound.id}`);
    expect(answer.headers.get('content-disposition')).toContain('door.aiff');
    expect((await bytesOf(answer)).toString('latin1', 0, 4)).toBe('FORM');
  });

  it.each([
    '?from=2&to=1',
    '?from=9&to=10',
    '?from=0&to=0',
    '?channel=5',
    '?rate=1&depth=1',
    '?from=0&to=1&path=/etc/passwd',
  ])('is not made of nothing: %s', async (query) => {
    expect((await ask(`/render/${sound.id}${query}`)).status).toBe(404);
    expect(readdirSync(path.join(folder, 'test.sonotheque-renders'))).toHaveLength(1);
  });
});

describe('the engine', { timeout: 60_000 }, () => {
  it('tells what each frame was heard as', async () => {
    const frames = await connection.client.sounds.frames({ id: sound.id });
    expect(frames).toHaveLength(sound.frames);
    const [first] = frames;
    expect(first?.startSeconds).toBe(0);
    expect(first?.levelDb).toBeLessThan(0);
    const probabilities = first?.categories.map(({ probability }) => probability) ?? [];
    expect(probabilities).toHaveLength(3);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  });

  it('sends and remembers', async () => {
    const target = path.join(folder, 'session');
    mkdirSync(target);
    const { client } = connection;
    const events = await Array.fromAsync(
      await client.session.send({ sounds: [{ id: sound.id }], folder: target, bitDepth: 16 }),
    );
    expect(events.at(-1)).toMatchObject({ kind: 'ended', send: { sounds: [{ how: 'rendered', failure: null }] } });
    expect(readdirSync(target)).toEqual(['door.wav']);
    expect(await client.session.history()).toMatchObject([{ folder: target }]);
    expect(await client.playback.render({ id: sound.id, folder: target, name: '../door' })).toMatchObject({
      rendered: false,
      name: '_door.aiff',
    });
  });
});
