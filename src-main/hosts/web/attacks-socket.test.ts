/** What other sites and broken or hostile clients may try over the WebSocket. Each test opens real sockets to a running host. */
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { closeCode, opened, type RunningHost, runHost, statusOf } from './testing/running-host.test-support.ts';

let running: RunningHost;
let cookie: string;
beforeAll(async () => {
  running = await runHost();
  cookie = await running.enter();
});
afterAll(() => running.close());

describe('a WebSocket', () => {
  it('opens for our own page', async () => {
    expect(await statusOf(running.socket(cookie))).toBe(101);
    const local = `localhost:${running.port}`;
    expect(await statusOf(running.socket(cookie, { Host: local, Origin: `http://${local}` }))).toBe(101);
  });

  it.each([
    ['no origin', {}],
    ['a foreign origin', { Origin: 'http://evil.example' }],
    ['no site at all', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['another scheme', { Origin: 'https://127.0.0.1:PORT' }],
    ['the other name of this machine', { Origin: 'http://localhost:PORT' }],
    ['a foreign host', { Origin: 'http://evil.example', Host: 'evil.example' }],
    ['a foreign host with our origin', { Origin: 'http://127.0.0.1:PORT', Host: 'evil.example:PORT' }],
    ['another site', { Origin: 'http://127.0.0.1:PORT', 'Sec-Fetch-Site': 'cross-site' }],
  ])('does not open for %s', async (_, headers: Readonly<Record<string, string>>) => {
    const sent = Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(running.port))]);
    const before = running.lines.length;
    expect(await statusOf(running.socket(cookie, Object.fromEntries(sent)))).toBe(403);
    expect(running.lines).toHaveLength(before);
  });

  it('does not open without a session, with a wrong one, by a token, or elsewhere', async () => {
    const own = { Origin: `http://${running.own}` };
    expect(await statusOf(running.socket(null))).toBe(401);
    expect(await statusOf(running.socket(`sonotheque-${running.port}=${'A'.repeat(43)}`))).toBe(401);
    const token = new URL(running.host.newAddress()).search;
    expect(await statusOf(running.socket(null, own, `/engine${token}`))).toBe(401);
    for (const at of ['/', '/engine/', '/engine?x', '/audio/1']) {
      expect(await statusOf(running.socket(cookie, own, at))).toBe(404);
    }
  });

  it('is not opened by a request that is none', async () => {
    const head = `GET /engine HTTP/1.1\r\nHost: ${running.own}\r\nOrigin: http://${running.own}\r\nCookie: ${cookie}\r\n`;
    const upgrades = [
      'Connection: upgrade\r\nUpgrade: websocket\r\n\r\n',
      'Connection: upgrade\r\nUpgrade: h2c\r\n\r\n',
      'Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 1\r\nSec-WebSocket-Key: x\r\n\r\n',
    ];
    for (const upgrade of upgrades) expect(await running.sendRaw(head + upgrade)).toMatch(/^HTTP\/1.1 4\d\d/);
  });
});

describe('a message', () => {
  it('of a megabyte comes through, a longer one ends the connection', async () => {
    const socket = running.socket(cookie);
    await opened(socket);
    const text = 'a'.repeat(1_024 * 1_024);
    socket.send(text);
    const [echoed] = await once(socket, 'message');
    expect(String(echoed) === text).toBe(true);
    socket.send(`${text}a`);
    expect(await closeCode(socket)).toBe(1_009);
  });

  it.each([
    ['text', '['.repeat(100_000)],
    ['bytes', Buffer.from('{"a":'.repeat(65))],
  ])('that is nested too deeply ends the connection, unread: %s', async (_, message) => {
    const heard = vi.fn();
    const other = await runHost({ serve: (line) => line.onMessage(heard) });
    const socket = other.socket(await other.enter());
    await opened(socket);
    socket.send(message);
    expect(await closeCode(socket)).toBe(1_008);
    expect(heard).not.toHaveBeenCalled();
    await other.close();
  });

  it.each([
    ['text that is no text', Buffer.of(0x81, 0x82, 0, 0, 0, 0, 0xc0, 0x80)],
    ['an unmasked frame', Buffer.of(0x81, 0x01, 0x61)],
    ['a length of 2⁶³', Buffer.from('81ff8000000000000000000000000000', 'hex')],
    ['an unknown kind', Buffer.of(0x83, 0x80, 0, 0, 0, 0)],
    ['a compressed one that was not agreed', Buffer.of(0xc1, 0x80, 0, 0, 0, 0)],
  ])('that breaks the protocol ends the connection: %s', async (_, bytes) => {
    const socket = running.socket(cookie);
    await opened(socket);
    rawOf(socket).write(bytes);
    expect([1_002, 1_007, 1_009]).toContain(await closeCode(socket));
  });

  it.each([
    ['messages', (socket: FloodedSocket) => socket.send('{}')],
    ['pings', (socket: FloodedSocket) => socket.ping()],
  ])('is one of many: a flood of %s ends the connection, and only this one', async (_, sendOne) => {
    const bystander = running.socket(cookie);
    const flooding = running.socket(cookie);
    await Promise.all([opened(bystander), opened(flooding)]);
    const closed = closeCode(flooding);
    for (let count = 0; count < 20_000 && flooding.readyState === flooding.OPEN; count++) sendOne(flooding);
    // Pings beyond what can be answered end it at once.
    expect([1_006, 1_008]).toContain(await closed);
    bystander.send('still here');
    expect(String((await once(bystander, 'message'))[0])).toBe('still here');
    bystander.close();
  });

  it('is heard no more after the flood was noticed, even by who ignores the goodbye', async () => {
    const heard = vi.fn();
    const other = await runHost({
      serve: (line) => line.onMessage(heard),
      limits: { messageBurst: 10, messagesPerSecond: 1 },
    });
    const socket = other.socket(await other.enter());
    await opened(socket);
    const raw = rawOf(socket);
    raw.pause();
    const frame = Buffer.of(0x81, 0x81, 0, 0, 0, 0, 0x61);
    raw.write(Buffer.concat(Array(5_000).fill(frame)));
    await vi.waitFor(() => expect(other.problems).toHaveLength(1), 5_000);
    raw.resume();
    await closeCode(socket);
    expect(heard.mock.calls.length).toBeLessThanOrEqual(11);
    await other.close();
  });
});

describe('a client that takes nothing', () => {
  const limits = { waitingBytes: 1_000_000, slowMilliseconds: 600, pingMilliseconds: 60_000 };
  const chunk = new Uint8Array(64 * 1_024);

  it('makes a stream wait, so that memory stays as it is', async () => {
    let sent = 0;
    let isOpen = true;
    const stream = async (line: MessageLine): Promise<void> => {
      line.onClose(() => {
        isOpen = false;
      });
      while (isOpen) {
        await line.send(chunk);
        sent += chunk.length;
      }
    };
    const other = await runHost({ serve: (line) => void stream(line) });
    const socket = other.socket(await other.enter());
    await opened(socket);
    rawOf(socket).pause();
    // What both systems' buffers hold is taken; then nothing moves.
    let before = -1;
    await vi.waitFor(
      () => {
        const stands = sent > 0 && sent === before;
        before = sent;
        expect(stands).toBe(true);
      },
      { timeout: 10_000, interval: 200 },
    );
    expect(sent).toBeLessThan(32 * 1_024 * 1_024);
    rawOf(socket).resume();
    await vi.waitFor(() => expect(sent).toBeGreaterThan(before), 5_000);
    socket.terminate();
    await vi.waitFor(() => expect(isOpen).toBe(false), 20_000);
    await other.close();
  });

  it('is dropped where much waits for it', async () => {
    const closed = vi.fn();
    const other = await runHost({
      limits,
      serve: (line) => {
        line.onClose(closed);
        // Many answers at once, none of which waits for another.
        for (let count = 0; count < 256; count++) void line.send(chunk);
      },
    });
    const socket = other.socket(await other.enter());
    await opened(socket);
    rawOf(socket).pause();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 10_000);
    expect(other.problems.at(-1)).toContain('it takes nothing');
    socket.terminate();
    await other.close();
  });

  it('is dropped at once where more waits than one client may cost', async () => {
    const closed = vi.fn();
    const settled = vi.fn();
    const other = await runHost({
      limits: { ...limits, slowMilliseconds: 600_000, mostWaitingBytes: 8_000_000 },
      serve: (line) => {
        line.onClose(closed);
        for (let count = 0; count < 256; count++) void line.send(chunk).then(settled);
      },
    });
    const socket = other.socket(await other.enter());
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 5_000);
    await vi.waitFor(() => expect(settled).toHaveBeenCalledTimes(256), 20_000);
    socket.on('error', () => undefined);
    socket.terminate();
    await other.close();
  });

  it('is dropped when it answers no ping', async () => {
    const closed = vi.fn();
    const other = await runHost({
      serve: (line) => line.onClose(closed),
      limits: { pingMilliseconds: 50, unansweredPings: 2 },
    });
    const sessionCookie = await other.enter();
    const deaf = other.socket(sessionCookie);
    await opened(deaf);
    rawOf(deaf).pause();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 5_000);
    deaf.terminate();
    await other.close();
  });

  it('of a sound leaves no memory filled and no connection for ever', async () => {
    const other = await runHost({ limits: { stalledMilliseconds: 500, keepAliveMilliseconds: 100 } });
    const sent = `GET /audio/1 HTTP/1.1\r\nHost: ${other.own}\r\nCookie: ${await other.enter()}\r\n\r\n`;
    const readers = Array.from({ length: 20 }, () => {
      const socket = net.connect({ port: other.port, host: '127.0.0.1' });
      socket.on('error', () => undefined).write(sent);
      socket.pause();
      return socket;
    });
    await vi.waitFor(() => expect(other.lookedUp).toHaveLength(20), 5_000);
    const closings = readers.map(closedSocket);
    await vi.waitFor(() => expect(openFilesBelow(other.folder)).toBe(0), 10_000);
    for (const socket of readers) socket.resume();
    await Promise.all(closings);
    for (const socket of readers) expect(socket.bytesRead).toBeGreaterThan(0);
    await other.close();
  });
});

describe('connections', () => {
  it('whose request never ends are closed', async () => {
    const other = await runHost({
      limits: { headersMilliseconds: 300, requestMilliseconds: 600, checkMilliseconds: 50 },
    });
    const beginnings = ['', 'G', `GET / HTTP/1.1\r\nHost: ${other.own}\r\n`];
    const slow = beginnings.map((text) => other.sendRaw(text));
    // A header now and then doesn't help.
    const dripping = net.connect(other.port, '127.0.0.1');
    dripping.on('error', () => undefined).write(`GET / HTTP/1.1\r\nHost: ${other.own}\r\n`);
    const drip = setInterval(() => dripping.write('X-A: b\r\n'), 20);
    const dripped = closedSocket(dripping.resume());
    for (const received of await Promise.all(slow)) expect(received).toMatch(/^(HTTP\/1.1 408|$)/);
    await dripped;
    clearInterval(drip);
    expect((await other.ask('/')).status).toBe(401);
    await other.close();
  });

  it('beyond the limit are closed, and it works again when some are gone', async () => {
    const other = await runHost({ limits: { connections: 8 } });
    const sessionCookie = await other.enter();
    const held = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const socket = net.connect(other.port, '127.0.0.1');
        await once(socket, 'connect');
        return socket;
      }),
    );
    expect(await other.sendRaw('GET / HTTP/1.1\r\n')).toBe('');
    for (const socket of held) socket.destroy();
    await vi.waitFor(async () => expect((await other.ask('/', { Cookie: sessionCookie })).status).toBe(200), 5_000);
    await other.close();
  });

  it('of windows beyond the limit are refused', async () => {
    const other = await runHost({ limits: { sockets: 3 } });
    const sessionCookie = await other.enter();
    const windows = Array.from({ length: 3 }, () => other.socket(sessionCookie));
    await Promise.all(windows.map(opened));
    expect(await statusOf(other.socket(sessionCookie))).toBe(503);
    windows[0]?.close();
    await vi.waitFor(async () => expect(await statusOf(other.socket(sessionCookie))).toBe(101), 20_000);
    await other.close();
  });
});

describe('a line to the engine', () => {
  it('keeps what comes before somebody listens', async () => {
    let take: (listener: (message: unknown) => void) => void = () => undefined;
    const other = await runHost({
      serve: (line) => {
        take = line.onMessage;
      },
    });
    const socket = other.socket(await other.enter());
    await opened(socket);
    socket.send('first');
    socket.send('second');
    await new Promise((resolve) => setImmediate(resolve));
    const heard: unknown[] = [];
    take((message) => heard.push(message));
    await vi.waitFor(() => expect(heard).toEqual(['first', 'second']), 20_000);
    socket.close();
    await other.close();
  });

  it('says that it is closed, also to who asks late; sending then is no error', async () => {
    const socket = running.socket(cookie);
    await opened(socket);
    const line = running.lines.at(-1);
    const closed = vi.fn();
    line?.onClose(closed);
    socket.terminate();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce(), 20_000);
    line?.onClose(closed);
    expect(closed).toHaveBeenCalledTimes(2);
    await line?.send('too late');
  });

  it('is closed by the engine', async () => {
    const other = await runHost({ serve: (line) => line.close() });
    expect(await closeCode(other.socket(await other.enter()))).toBe(1_001);
    await other.close();
  });

  it('is closed with the host', async () => {
    const other = await runHost();
    const socket = other.socket(await other.enter());
    await opened(socket);
    const closed = closeCode(socket);
    await other.close();
    expect(await closed).toBe(1_006);
  });
});

/** How many files below a folder this process has open; 0 where the system doesn't say. */
function openFilesBelow(folder: string): number {
  if (process.platform !== 'linux') return 0;
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
}

type FloodedSocket = ReturnType<RunningHost['socket']>;

/** The connection below a client's WebSocket. */
function rawOf(socket: FloodedSocket): net.Socket {
  return (socket as unknown as { readonly _socket: net.Socket })._socket;
}

/** Ends with the connection, a reset included: what is written into a closed one is answered so. */
function closedSocket(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
