/** One owner a catalogue, and what becomes of the others when it leaves, dies, or is of another version. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { runIndexJob } from '../../../src-shared/client/index.ts';
import { Engine } from '../../engine/index.ts';
import type { Connection } from './connection.ts';
import { type Endpoint, newAddress } from './endpoint.ts';
import { openConnection } from './open-connection.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const ownerEntry = fileURLToPath(new URL('./testing/owner-process.test-support.ts', import.meta.url));

let folder = '';
let catalogue = '';
let sounds = '';
const processes: ChildProcess[] = [];
const connections: Connection[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'connection-test-'));
  catalogue = path.join(folder, 'test.sonotheque');
  sounds = path.join(folder, 'sounds');
  mkdirSync(sounds);
  copyFileSync(path.join(starter, 'dog_bark.mp3'), path.join(sounds, 'dog_bark.mp3'));
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function ownerProcess(): Promise<ChildProcess> {
  const child = fork(ownerEntry, [catalogue, 'service'], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  processes.push(child);
  const ended = once(child, 'exit').then(([code]) => [`ended with ${code}`]);
  expect(await Promise.race([once(child, 'message'), ended])).toContain('owner');
  return child;
}

async function connect(options: { readonly readOnly?: boolean; readonly service?: boolean } = {}): Promise<Connection> {
  const connection = await openConnection({ catalogue, service: false, ...options });
  connections.push(connection);
  return connection;
}

const endpoint = (): Endpoint => JSON.parse(readFileSync(`${catalogue}-owner`, 'utf8'));
const index = ({ client }: Connection) =>
  runIndexJob(client, [sounds], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onFailure: () => {},
    onWarning: () => {},
  });
const label = ({ client }: Connection, decision: string) =>
  client.labels.set({ commandId: uuidv7(), sounds: { path: path.join(sounds, 'dog_bark.mp3') }, decision });
const labels = async ({ client }: Connection) => (await client.catalogue.status()).labels;

describe('a catalogue that another process has open', () => {
  it('is worked on through that process', async () => {
    const child = await ownerProcess();
    const attached = await connect();
    expect(attached.role()).toBe('attached');
    expect((await attached.client.app.facts()).processId).toBe(child.pid);
    expect(await index(attached)).toMatchObject({ kind: 'ended', report: { indexed: 1 } });
    await label(attached, 'ANMLDog');
    expect(await labels(attached)).toBe(1);
    await expect(label(attached, 'DOGGGG')).rejects.toMatchObject({ failure: { code: 'unknown-category' } });
  });

  it('is looked at through that process too', async () => {
    const child = await ownerProcess();
    const looking = await connect({ readOnly: true });
    expect((await looking.client.app.facts()).processId).toBe(child.pid);
  });

  it('is announced to its user only', async () => {
    await ownerProcess();
    const { address } = endpoint();
    expect(statSync(`${catalogue}-owner`).mode & 0o077).toBe(0);
    expect(statSync(path.dirname(address)).mode & 0o077).toBe(0);
  });

  it('answers nobody without the token, and no other version', async () => {
    await ownerProcess();
    const { address, token } = endpoint();
    const statusOf = async (headers: Record<string, string>) => {
      const socket = new WebSocket(`ws+unix:${address}:/engine`, { headers });
      const [, response] = await once(socket, 'unexpected-response');
      return response.statusCode;
    };
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ authorization: `Bearer ${'0'.repeat(token.length)}` })).toBe(401);
    expect(await statusOf({ authorization: `Bearer ${token}`, 'sonotheque-contract': '0' })).toBe(426);
  });
});

describe('when the owner', () => {
  it('leaves, one of the others goes on in its place, and the rest through that one', async () => {
    const child = await ownerProcess();
    const others = [await connect({ service: true }), await connect({ service: true }), await connect()];
    expect(others.map((one) => one.role())).toEqual(['attached', 'attached', 'attached']);
    const gone = once(child, 'exit');
    child.send('close');
    await gone;
    const facts = await Promise.all(others.map(({ client }) => client.app.facts()));
    expect(facts.every(({ processId }) => processId === process.pid)).toBe(true);
    expect(others.filter((one) => one.role() === 'owner')).toHaveLength(1);
  });

  it('is killed, nothing that was said is lost, and its job is taken up', async () => {
    const child = await ownerProcess();
    const attached = await connect();
    await index(attached);
    await label(attached, 'ANMLDog');
    for (const name of ['cat_meow.mp3', 'cow_moo.mp3', 'sheep_bleat.mp3', 'perc_bell.flac']) {
      copyFileSync(path.join(starter, name), path.join(sounds, name));
    }
    const running = index(attached);
    child.kill('SIGKILL');
    const labelled = label(attached, 'ANMLWild');
    expect(await running).toMatchObject({ kind: 'ended' });
    await labelled;
    expect(attached.role()).toBe('owner');
    expect((await attached.client.catalogue.status()).sounds).toMatchObject({ total: 5, indexed: 5 });
    expect(await labels(attached)).toBe(1);
    // Its socket went with it.
    expect(endpoint().processId).toBe(process.pid);
  });

  it('is killed, the next one finds no stale lock or socket in its way', async () => {
    const child = await ownerProcess();
    const { address } = endpoint();
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const next = await connect();
    expect(next.role()).toBe('owner');
    expect(existsSync(address)).toBe(false);
  });

  it('is of another version, it is named; looking works all the same', async () => {
    const owner = await Engine.open({ catalogue });
    const address = newAddress();
    const server = createServer();
    server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(address, resolve));
    const older: Endpoint = { contract: 0, version: '0.0.9', processId: 4_711, address, token: 'x' };
    writeFileSync(`${catalogue}-owner`, JSON.stringify(older));
    try {
      await expect(connect()).rejects.toMatchObject({
        failure: { code: 'engine-other-version', message: expect.stringContaining('0.0.9') },
      });
      const looking = await connect({ readOnly: true });
      expect((await looking.client.catalogue.status()).sounds.total).toBe(0);
    } finally {
      server.close();
      await owner.close();
      rmSync(path.dirname(address), { recursive: true });
    }
  });
});
