/** Serves the built window with the fake engine behind it, under the policy of the real hosts. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { waveFile } from '../wave-file.ts';
import { createFakeEngine, type FakeLab, fakePeaks } from './fake-engine.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'";

/** A quiet tone. */
const tone = (seconds: number): Buffer =>
  waveFile(
    8_000,
    Int16Array.from({ length: 8_000 * seconds }, (_, at) => 3_000 * Math.sin(at / 4)),
  );

export type FakeHost = { readonly address: string; readonly close: () => Promise<void> };

/** @param count sounds that the engine pretends to know */
export async function startFakeHost(count: number, lab?: FakeLab): Promise<FakeHost> {
  const handler = new RPCHandler(createFakeEngine(count, lab));
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-security-policy', policy);
    if (pathname.startsWith('/peaks/')) return response.end(fakePeaks());
    if (pathname.startsWith('/audio/')) {
      response.setHeader('content-type', 'audio/wav');
      return response.end(tone(2));
    }
    const file = path.join(folder, pathname === '/' ? 'index.html' : path.basename(pathname));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', types[path.extname(file)] ?? 'text/plain');
    return response.end(fs.readFileSync(file));
  });
  const sockets = new WebSocketServer({ server, path: '/engine' });
  sockets.on('connection', (socket) => handler.upgrade(socket, { context: {} }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
