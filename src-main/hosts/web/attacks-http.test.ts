/** What other users, other sites and broken programs may try over HTTP. Each test opens real sockets to a running host. */
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningHost, runHost, SOUND_BYTES } from './testing/running-host.test-support.ts';

let running: RunningHost;
let cookie: string;
beforeAll(async () => {
  running = await runHost();
  cookie = await running.enter();
});
afterAll(() => running.close());
beforeEach(() => {
  running.lookedUp.length = 0;
});

describe('somebody without an address', () => {
  it.each([
    '/',
    '/index.html',
    '/main-ABCDEFGH.js',
    '/audio/1',
    '/peaks/1',
    '/render/1?from=0&to=1',
    '/nothing',
    '/?Token=x',
    '/?x=1&token=y',
  ])('gets nothing of %s', async (target) => {
    const answer = await running.ask(target);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toMatch(/<title>Window|sound/);
    expect(running.lookedUp).toEqual([]);
  });

  it('does not learn from an answer why a token is wrong', async () => {
    const other = await runHost();
    const used = other.host.newAddress();
    await other.enter(used);
    const tokens = [new URL(used).searchParams.get('token'), '', 'a', 'A'.repeat(43), `${'A'.repeat(43)}&x=1`];
    const answers = await Promise.all(tokens.map((token) => other.ask(`/?token=${token}`)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.body).toContain('This address has been used or is wrong; ask for a new one.');
    expect(answers[0]?.headers).not.toHaveProperty('set-cookie');
    await other.close();
  });

  it('is let in by the first address whenever, by a later one only for a while', async () => {
    const other = await runHost({ limits: { tokenMilliseconds: 0 } });
    expect(await other.enter(other.host.newAddress())).toBe('');
    expect(await other.enter(other.host.newAddress({ lasting: true }))).not.toBe('');
    expect(await other.enter(other.host.address)).not.toBe('');
    expect(await other.enter(other.host.address)).toBe('');
    await other.close();
  });

  it('may guess ten times a minute, and locks nobody out by it', async () => {
    const other = await runHost();
    const statuses: number[] = [];
    for (let guess = 0; guess < 15; guess++) statuses.push((await other.ask('/?token=guess')).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
    expect(statuses.slice(11)).toEqual(Array(4).fill(429));
    expect(other.problems).toContain('Somebody tries addresses that were never given out.');
    expect(await other.enter()).not.toBe('');
    await other.close();
  });

  it('waits for each wrong guess', async () => {
    const other = await runHost({ limits: { wrongTokenDelayMilliseconds: 200 } });
    const before = performance.now();
    await other.ask('/?token=guess');
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
    await other.close();
  });

  it('gets nowhere with the cookie of another port or another session', async () => {
    const other = await runHost();
    const otherCookie = await other.enter();
    const value = otherCookie.split('=')[1];
    const name = `sonotheque-${running.port}`;
    const cookies = [
      otherCookie,
      `${name}=${value}`,
      `${name}=`,
      `${name}=${'A'.repeat(43)}`,
      `x${cookie}`,
      `${cookie}A`,
    ];
    for (const sent of cookies) expect((await running.ask('/', { Cookie: sent })).status).toBe(401);
    // A forged cookie beside the right one locks nobody out.
    expect((await running.ask('/', { Cookie: `${name}=forged; ${otherCookie}; ${cookie}` })).status).toBe(200);
    await other.close();
  });
});

describe('another machine', () => {
  it('finds no open port', async () => {
    const outside = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter(({ internal }) => !internal),
    );
    for (const { address, family } of outside.filter((one) => one.family === 'IPv4')) {
      const socket = net.connect({ port: running.port, host: address, family: family === 'IPv4' ? 4 : 6 });
      const outcome = await new Promise((resolve) => {
        socket.once('connect', () => resolve('connected'));
        socket.once('error', () => resolve('refused'));
      });
      socket.destroy();
      expect(outcome).toBe('refused');
    }
  });
});

describe('another site', () => {
  it.each([
    ...['evil.example', 'evil.example:PORT', '127.0.0.1', 'localhost', '127.0.0.1:1', '127.0.0.1:PORT.evil.example'],
    ...[
      '127.0.0.1:PORT@evil.example',
      'localhost:PORT:PORT',
      '[::1]:PORT',
      '0.0.0.0:PORT',
      '127.1:PORT',
      '127.0.0.1:0PORT',
    ],
    ...['LOCALHOST.evil:PORT', 'localhost.:PORT', '2130706433:PORT', ' '],
  ])('does not get in by a name that leads here: Host %s', async (host) => {
    const answer = await running.ask('/audio/1', {
      Host: host.replaceAll('PORT', String(running.port)),
      Cookie: cookie,
    });
    expect([400, 403]).toContain(answer.status);
    expect(running.lookedUp).toEqual([]);
  });

  it('does not get in without a Host, or with two', async () => {
    expect((await running.ask('/', { Host: null, Cookie: cookie })).status).toBe(400);
    const { own } = running;
    const two = await running.sendRaw(`GET / HTTP/1.1\r\nHost: ${own}\r\nHost: evil\r\nCookie: ${cookie}\r\n\r\n`);
    expect(two).toMatch(/^HTTP\/1.1 40[03]/);
    const old = await running.sendRaw(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`);
    expect(old).toMatch(/^HTTP\/1.1 403/);
    const absolute = await running.ask(`http://evil.example/`, { Cookie: cookie });
    expect(absolute.status).toBe(400);
  });

  it('does not redeem a token under a foreign name', async () => {
    const address = running.host.newAddress();
    const target = address.slice(address.indexOf('/?'));
    expect((await running.ask(target, { Host: `evil.example:${running.port}` })).status).toBe(403);
    expect(await running.enter(address)).not.toBe('');
  });

  it.each([
    'http://evil.example',
    'null',
    'http://127.0.0.1:1',
    'https://127.0.0.1:PORT',
    'http://localhost:PORT',
    'file://',
  ])('does not ask by Origin %s', async (origin) => {
    const headers = { Origin: origin.replace('PORT', String(running.port)), Cookie: cookie };
    expect((await running.ask('/audio/1', headers)).status).toBe(403);
    expect(running.lookedUp).toEqual([]);
  });

  it.each(['cross-site', 'same-site', 'something-new'])('does not load anything: Sec-Fetch-Site %s', async (site) => {
    expect((await running.ask('/audio/1', { 'Sec-Fetch-Site': site, Cookie: cookie })).status).toBe(403);
    const framed = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' };
    expect((await running.ask('/?token=x', framed)).status).toBe(403);
  });

  it('is not allowed to read by any answer', async () => {
    const { headers } = await running.ask('/audio/1', { Cookie: cookie });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a path that climbs', () => {
  const climbs = [
    ...['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/..%252fsecret.txt'],
    ...['/..\\secret.txt', '/..%5csecret.txt', '/./../secret.txt', '//secret.txt', '/%c0%ae%c0%ae/secret.txt'],
    ...['/index.html/../../secret.txt', '/index.html%00.js', '/%00', '/....//secret.txt', '/file:///etc/passwd'],
  ];
  it.each([
    ...climbs,
    ...climbs.flatMap((climb) => [`/audio${climb}`, `/peaks${climb}`, `/audio/1${climb}`]),
    ...[
      '/audio/1%2f..%2f..',
      '/audio/%31',
      '/audio/1/',
      '/peaks/1.0',
      '/audio/1e0',
      '/audio/-1',
      '/audio/9007199254740993',
    ],
  ])('finds nothing: %s', async (target) => {
    const answer = await running.ask(target, { Cookie: cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(running.lookedUp).toEqual([]);
  });
});

describe('a range', () => {
  it.each([
    [`bytes=${'9'.repeat(4_000)}-`, 416],
    ['bytes=18446744073709551616-', 416],
    [`bytes=${SOUND_BYTES}-`, 416],
    ['bytes=-0', 416],
    ['bytes=--1', 200],
    ['bytes=-1-5', 200],
    ['bytes=5-2', 200],
    ['bytes=0-0,', 200],
    [`bytes=${'0-0,'.repeat(1_000)}1-1`, 200],
    ['bytes=0-0\t', 206],
    ['lines=0-1', 200],
    ['bytes=NaN-Infinity', 200],
    [`bytes=0-${'9'.repeat(4_000)}`, 206],
  ])('is answered in bounds: %.50s', async (range, status) => {
    const answer = await running.ask('/audio/1', { Cookie: cookie, Range: range }, 'HEAD');
    expect(answer.status).toBe(status);
    if (status !== 416) expect(Number(answer.headers['content-length'])).toBeLessThanOrEqual(SOUND_BYTES);
  });
});

describe('a request that is no reading', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('is refused: %s', async (method) => {
    expect(await running.ask('/', { Cookie: cookie }, method)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD', connection: 'close' },
    });
  });

  it('opens no tunnel', async () => {
    expect(await running.sendRaw(`CONNECT evil.example:80 HTTP/1.1\r\nHost: ${running.own}\r\n\r\n`)).toBe('');
  });

  const hidden = 'GET /audio/1 HTTP/1.1\r\nHost: evil\r\n\r\n';
  it.each([
    ['both lengths', `Content-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`],
    ['a length', `Content-Length: ${hidden.length}\r\n\r\n${hidden}`],
    ['chunks', `Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks in disguise', `Transfer-Encoding: xchunked\r\n\r\n${hidden}`],
    ['a space before the colon', `Content-Length : 5\r\n\r\n${hidden}`],
    ['a negative length', `Content-Length: -1\r\n\r\n${hidden}`],
    ['a folded header', `X: a\r\n Transfer-Encoding: chunked\r\n\r\n${hidden}`],
    ['a bare line feed', `X: a\nTransfer-Encoding: chunked\r\n\r\n${hidden}`],
  ])('hides no second one: %s', async (_, rest) => {
    const start = `GET / HTTP/1.1\r\nHost: ${running.own}\r\nCookie: ${cookie}\r\nConnection: keep-alive\r\n`;
    const received = await running.sendRaw(start + rest);
    expect(received).not.toContain('<title>Window');
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual([expect.stringMatching(/ 400$/)]);
    expect(running.lookedUp).toEqual([]);
  });

  it('is refused when its headers are too long or no HTTP', async () => {
    expect((await running.ask('/', { Cookie: 'a'.repeat(100_000) })).status).toBe(431);
    expect(await running.sendRaw(Buffer.of(0x16, 0x03, 0x01, 0, 5, 1, 2, 3, 4, 5))).toMatch(/^HTTP\/1.1 400/);
    expect((await running.ask('/', { Cookie: cookie })).status).toBe(200);
  });
});
