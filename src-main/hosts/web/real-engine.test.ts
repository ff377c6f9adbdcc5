/** The host over the real engine: what the attacks find there is no stand-in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import { type Connection, openConnection } from '../connection/index.ts';
import { closeCode, opened } from './testing/running-host.test-support.ts';
import { startWebHost, type WebHost } from './web-host.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-web-engine-'));
let connection: Connection;
let host: WebHost;
let cookie: string;
const problems: string[] = [];

beforeAll(async () => {
  // What makes no sense is reported there by oRPC, at length.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const rendererFolder = path.join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(path.join(rendererFolder, 'index.html'), '<!doctype html>');
  connection = await openConnection({ catalogue: path.join(folder, 'test.sonotheque'), service: true });
  host = await startWebHost(connection, { rendererFolder, onProblem: (text) => problems.push(text) });
  const answer = await fetch(host.address, { redirect: 'manual' });
  cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
});
afterAll(async () => {
  await host?.close();
  await connection?.close();
  rmSync(folder, { recursive: true, force: true });
});

function newSocket(): WebSocket {
  const { host: own, origin } = new URL(host.address);
  return new WebSocket(`ws://${own}/engine`, { headers: { Origin: origin, Cookie: cookie } });
}

async function newClient(): Promise<{ readonly client: EngineClient; readonly socket: WebSocket }> {
  const socket = newSocket();
  await opened(socket);
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { client: createORPCClient(link), socket };
}

describe('the engine behind the host', () => {
  it('answers a window', async () => {
    const { client, socket } = await newClient();
    expect(await client.app.facts()).toMatchObject({ processId: process.pid, readOnly: false });
    socket.close();
  });

  it('knows no sound that was not indexed', async () => {
    const answer = await fetch(new URL('/audio/4711', host.address), { headers: { cookie } });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });

  it.each([
    ['no JSON', 'hello'],
    ['another JSON', '[1, null, {"__proto__": {"polluted": true}}]'],
    ['no procedure', JSON.stringify({ i: '1', p: { u: '/nothing/here', m: 'POST', b: {} } })],
    ['an inherited name', JSON.stringify({ i: '1', p: { u: '/__proto__/constructor', m: 'POST', b: {} } })],
    [
      'a wrong input',
      JSON.stringify({ i: '1', p: { u: '/sounds/get', m: 'POST', b: { json: { id: '../../etc/passwd' } } } }),
    ],
    ['bytes', Buffer.from([0, 1, 2, 255, 255, 0])],
    ['nothing', ''],
    ['the deepest JSON', '['.repeat(500_000)],
  ])('lives on after %s', async (_, message) => {
    const hostile = newSocket();
    await opened(hostile);
    hostile.send(message);
    hostile.close();
    await closeCode(hostile);
    const { client, socket } = await newClient();
    expect(await client.app.facts()).toMatchObject({ processId: process.pid });
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
    socket.close();
  });

  it('lives on after a flood', async () => {
    const flooding = newSocket();
    await opened(flooding);
    const closed = closeCode(flooding);
    const message = JSON.stringify({ i: '1', p: { u: '/app/facts', m: 'POST', b: {} } });
    for (let count = 0; count < 5_000; count++) flooding.send(message);
    expect([1_006, 1_008]).toContain(await closed);
    const { client, socket } = await newClient();
    expect(await client.app.facts()).toMatchObject({ processId: process.pid });
    socket.close();
  });
});
