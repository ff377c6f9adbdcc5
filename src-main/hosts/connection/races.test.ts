/** Owners and others at the same instant, owners that stand still, and announcements that are none. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect as connectTo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { CONTRACT_VERSION } from '../../../src-shared/contract/procedure.ts';
import { attach } from './attach.ts';
import type { Connection } from './connection.ts';
import { announce, type Endpoint, newAddress } from './endpoint.ts';
import { openConnection } from './open-connection.ts';
import { listenAsOwner } from './owner-server.ts';
import type { SocketLine } from './socket-line.ts';
import { join } from './way.ts';

const PATIENT = 120_000;
const ownerEntry = fileURLToPath(new URL('./testing/owner-process.test-support.ts', import.meta.url));

let folder = '';
let catalogue = '';
const processes: ChildProcess[] = [];
const connections: Connection[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'races-test-'));
  catalogue = path.join(folder, 'test.sonotheque');
});
afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function startProcess(): ChildProcess {
  const child = fork(ownerEntry, [catalogue, 'service'], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  processes.push(child);
  return child;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => [`ended with ${code}`]);
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  return answer;
}

async function connect(): Promise<Connection> {
  const connection = await openConnection({ catalogue, service: true });
  connections.push(connection);
  return connection;
}

const endpoint = (): Endpoint => JSON.parse(readFileSync(`${catalogue}-owner`, 'utf8'));

describe('at the same instant', () => {
  it(
    'twenty open a catalogue: one owns it, all others work through that one',
    async () => {
      const children = Array.from({ length: 20 }, startProcess);
      const roles = await Promise.all(children.map(answerOf));
      expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
      expect(roles.filter((role) => role === 'attached')).toHaveLength(19);
      const owner = children[roles.indexOf('owner')];
      for (const child of children) child.send('whose');
      expect(new Set(await Promise.all(children.map(answerOf)))).toEqual(new Set([owner?.pid]));
    },
    PATIENT,
  );

  it(
    'the owner leaves and others come: each is answered by the next owner',
    async () => {
      const child = startProcess();
      expect(await answerOf(child)).toBe('owner');
      const gone = once(child, 'exit');
      child.send('close');
      const others = await Promise.all(Array.from({ length: 5 }, connect));
      await gone;
      const facts = await Promise.all(others.map(({ client }) => client.app.facts()));
      expect(new Set(facts.map(({ processId }) => processId))).toEqual(new Set([process.pid]));
      expect(others.filter((one) => one.role() === 'owner')).toHaveLength(1);
    },
    PATIENT,
  );
});

describe.skipIf(process.platform === 'win32')('an owner that stands still', () => {
  it(
    'is not waited for for ever, and is worked through again when it goes on',
    async () => {
      const child = startProcess();
      expect(await answerOf(child)).toBe('owner');
      child.kill('SIGSTOP');
      await expect(connect()).rejects.toMatchObject({ failure: { code: 'catalogue-in-use' } });
      child.kill('SIGCONT');
      const later = await connect();
      expect((await later.client.app.facts()).processId).toBe(child.pid);
    },
    PATIENT,
  );
});

describe('an announcement', () => {
  const sound: Endpoint = { contract: CONTRACT_VERSION, version: '1', processId: 1, address: '/nowhere/s', token: 't' };

  it.each([
    ['empty', ''],
    ['cut', JSON.stringify(sound).slice(0, 40)],
    ['of another kind', '{"hello":"world"}'],
    ['bytes', Buffer.from([0xff, 0xfe, 0])],
    ['of a socket that is gone', JSON.stringify(sound)],
    ['of no address', JSON.stringify({ ...sound, address: 'http://example.org/:x' })],
    ['of no token', JSON.stringify({ ...sound, address: '/proc/self/s', token: 'a\r\nb: c' })],
  ])('that is %s is nobody’s, and replaced', async (_, text) => {
    writeFileSync(`${catalogue}-owner`, text);
    const connection = await connect();
    expect(connection.role()).toBe('owner');
    expect(endpoint().processId).toBe(process.pid);
  });

  it.skipIf(process.platform === 'win32')('of a plain file leads to nothing being removed', async () => {
    const place = mkdtempSync(path.join(folder, 'sonotheque-'));
    writeFileSync(path.join(place, 'engine.sock'), '');
    writeFileSync(path.join(place, 'mine'), '');
    await announce(catalogue, { ...sound, address: path.join(place, 'engine.sock') });
    expect((await connect()).role()).toBe('owner');
    expect(existsSync(path.join(place, 'mine'))).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('of a socket where others could put theirs is not followed', async () => {
    const address = path.join(os.tmpdir(), `stranger-${process.pid}.sock`);
    const stranger = createServer();
    const visited = vi.fn();
    stranger.on('connection', visited);
    await new Promise<void>((resolve) => stranger.listen(address, resolve));
    await announce(catalogue, { ...sound, address });
    expect(await attach(catalogue, 'person')).toBeNull();
    expect(visited).not.toHaveBeenCalled();
    await new Promise((resolve) => stranger.close(resolve));
  });

  it.each([
    ['the socket', () => rmSync(path.dirname(endpoint().address), { recursive: true })],
    ['the announcement', () => rmSync(`${catalogue}-owner`)],
    ['the sense of the announcement', () => writeFileSync(`${catalogue}-owner`, 'garbage')],
  ])('is made anew when somebody takes away %s; who is attached stays so', async (_, takeAway) => {
    const lines: MessageLine[] = [];
    const owner = await listenAsOwner(catalogue, (line) => lines.push(line), 20);
    const before = await attach(catalogue, 'person');
    const gone = vi.fn();
    before?.onClose(gone);
    takeAway();
    const after = await vi.waitFor(
      async () => {
        const line = await attach(catalogue, 'person');
        expect(line).not.toBeNull();
        return line;
      },
      { timeout: 10_000 },
    );
    expect(gone).not.toHaveBeenCalled();
    const { address } = endpoint();
    after?.close();
    await owner.close();
    await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce(), 20_000);
    expect(existsSync(address)).toBe(false);
    expect(existsSync(`${catalogue}-owner`)).toBe(false);
  });
});

describe('the owner’s socket', () => {
  it('bears those who hang up in the middle, and waits for nobody who says nothing when it closes', async () => {
    const owner = await listenAsOwner(catalogue, () => {});
    const { address } = endpoint();
    for (let turn = 0; turn < 50; turn += 1) {
      const rude = connectTo(address);
      rude.on('error', () => {});
      await once(rude, 'connect');
      rude.write('GET /engine HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      rude.destroy();
    }
    const silent = connectTo(address);
    silent.on('error', () => {});
    await once(silent, 'connect');
    const line = await attach(catalogue, 'person');
    expect(line).not.toBeNull();
    await owner.close();
    silent.destroy();
  });
});

describe('one that answers and hangs up', () => {
  it('is not called again without a pause', async () => {
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    const calls = vi.fn();
    sockets.on('connection', (socket) => {
      calls();
      socket.terminate();
    });
    const address = newAddress();
    await new Promise<void>((resolve) => server.listen(address, resolve));
    await announce(catalogue, {
      contract: CONTRACT_VERSION,
      version: '1',
      processId: process.pid,
      address,
      token: 't',
    });
    const began = performance.now();
    const connection = await connect();
    await vi.waitFor(() => expect(calls.mock.calls.length).toBeGreaterThanOrEqual(4), { timeout: 20_000 });
    expect(performance.now() - began).toBeGreaterThan(1_000);
    sockets.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect((await connection.client.app.facts()).processId).toBe(process.pid);
  });
});

describe('a window of another process', () => {
  function line() {
    let listener: (message: string) => void = () => {};
    const sent: (() => void)[] = [];
    const close = vi.fn();
    const fake: SocketLine = {
      send: () => new Promise((resolve) => sent.push(resolve)),
      onMessage: (next) => {
        listener = next;
      },
      onClose: () => {},
      close,
      pause: vi.fn(),
      resume: vi.fn(),
    };
    return { fake, sent, close, say: (message: string) => listener(message) };
  }

  it('that is slow makes the owner wait, so that nothing piles up', async () => {
    const [window, owner] = [line(), line()];
    join(window.fake, owner.fake);
    for (let message = 0; message < 15; message += 1) owner.say('x');
    expect(owner.fake.pause).not.toHaveBeenCalled();
    owner.say('x');
    expect(owner.fake.pause).toHaveBeenCalledOnce();
    for (const taken of window.sent.splice(0)) taken();
    await vi.waitFor(() => expect(owner.fake.resume).toHaveBeenCalledOnce(), 20_000);
  });

  it('that asks more than a stuck owner takes is cut off', () => {
    const [window, owner] = [line(), line()];
    join(window.fake, owner.fake);
    const large = 'x'.repeat(30_000_000);
    for (let message = 0; message < 2; message += 1) window.say(large);
    expect(owner.close).not.toHaveBeenCalled();
    window.say(large);
    expect(owner.close).toHaveBeenCalledOnce();
  });
});
