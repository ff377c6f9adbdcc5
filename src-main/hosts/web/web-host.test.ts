import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../connection/index.ts';
import { opened, type RunningHost, runHost, SOUND_BYTES } from './testing/running-host.test-support.ts';
import { startWebHost } from './web-host.ts';

let running: RunningHost;
let cookie: string;
beforeAll(async () => {
  running = await runHost();
  cookie = await running.enter();
});
afterAll(() => running.close());

describe('coming in', () => {
  it('exchanges the address for a cookie and leads to the window', async () => {
    const { host, ask, port } = running;
    const target = host.newAddress().slice(`http://${running.own}`.length);
    const answer = await ask(target);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']).toMatch(
      new RegExp(`^sonotheque-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
  });

  it('by a page instead of a redirect, where a file or another site led here', async () => {
    const address = running.host.newAddress();
    const answer = await running.ask(address.slice(address.indexOf('/?')), {
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    });
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('content="0;url=/"') });
    expect(answer.headers['set-cookie']).toContain('sonotheque-');
  });

  it('is not used up by a look at the address', async () => {
    const address = running.host.newAddress();
    await running.ask(address.slice(address.indexOf('/?')), {}, 'HEAD');
    expect(await running.enter(address)).toContain('sonotheque-');
  });

  it('is told to whoever prints addresses', async () => {
    let entered = 0;
    const folder = path.join(running.folder, 'renderer');
    const host = await startWebHost({} as Connection, { rendererFolder: folder, onEntered: () => entered++ });
    await fetch(host.address, { redirect: 'manual' });
    await fetch(host.address, { redirect: 'manual' });
    await host.close();
    expect(entered).toBe(1);
  });
});

describe('the window', () => {
  it('comes with its files, each with its type and caching', async () => {
    const page = await running.ask('/', { Cookie: cookie });
    expect(page).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
      body: expect.stringContaining('<title>Window'),
    });
    const script = await running.ask('/main-ABCDEFGH.js', { Cookie: cookie });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });

  it('may load nothing from elsewhere and not be framed', async () => {
    for (const [target, sent] of [
      ['/', cookie],
      ['/', ''],
      ['/nothing', cookie],
      ['/audio/1', cookie],
    ] as const) {
      const { headers } = await running.ask(target, { Cookie: sent });
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
          `media-src 'self' blob:; connect-src 'self' ws://127.0.0.1:${running.port} ws://localhost:${running.port}; ` +
          "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
    }
  });

  it('plays sounds by parts and draws their peaks', async () => {
    const part = await running.ask('/audio/1', { Cookie: cookie, Range: 'bytes=5-9' });
    expect(part).toMatchObject({
      status: 206,
      headers: { 'content-range': `bytes 5-9/${SOUND_BYTES}` },
      body: 'sound',
    });
    expect((await running.ask('/audio/1', { Cookie: cookie })).body).toHaveLength(SOUND_BYTES);
    expect((await running.ask('/peaks/1', { Cookie: cookie })).body).toBe('\u0001\u0002\u0003');
    expect(JSON.parse((await running.ask('/audio/2', { Cookie: cookie })).body)).toMatchObject({
      code: 'not-in-catalogue',
    });
  });

  it('talks to the engine in text and bytes', async () => {
    const socket = running.socket(cookie);
    await opened(socket);
    const received: unknown[] = [];
    const done = new Promise<void>((resolve) =>
      socket.on('message', (data, isBinary) => {
        received.push(isBinary ? data : String(data));
        if (received.length === 2) resolve();
      }),
    );
    socket.send('{"ä":1}');
    socket.send(Buffer.of(1, 255, 3));
    await done;
    expect(received).toEqual(['{"ä":1}', Buffer.of(1, 255, 3)]);
    socket.close();
  });
});

describe('starting', () => {
  it('says that a port is in use', async () => {
    const rendererFolder = path.join(running.folder, 'renderer');
    await expect(startWebHost({} as Connection, { rendererFolder, port: running.port })).rejects.toMatchObject({
      failure: { code: 'port-in-use', message: `Port ${running.port} is in use by another program.` },
    });
  });

  it("says that the window's files are missing", async () => {
    for (const rendererFolder of [mkdtempSync(path.join(tmpdir(), 'sonotheque-empty-')), '/nowhere']) {
      await expect(startWebHost({} as Connection, { rendererFolder })).rejects.toMatchObject({
        failure: { code: 'window-missing' },
      });
    }
  });

  it('reads the files once: later ones have no address', async () => {
    writeFileSync(path.join(running.folder, 'renderer', 'late.js'), '');
    expect((await running.ask('/late.js', { Cookie: cookie })).status).toBe(404);
  });
});
