/** Serves the built window with the fake engine behind it, under the policy of the real hosts. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { createFakeEngine, fakePeaks } from './fake-engine.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'";

/** One second of a quiet tone a sound, mono, 8,000 Hz. */
function tone(seconds: number): Buffer {
  const samples = 8_000 * seconds;
  const wave = Buffer.alloc(44 + samples * 2);
  wave.write('RIFF', 0).toString();
  wave.writeUInt32LE(36 + samples * 2, 4);
  wave.write('WAVEfmt ', 8);
  wave.writeUInt32LE(16, 16);
  wave.writeUInt16LE(1, 20);
  wave.writeUInt16LE(1, 22);
  wave.writeUInt32LE(8_000, 24);
  wave.writeUInt32LE(16_000, 28);
  wave.writeUInt16LE(2, 32);
  wave.writeUInt16LE(16, 34);
  wave.write('data', 36);
  wave.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) wave.writeInt16LE(Math.round(3_000 * Math.sin(at / 4)), 44 + at * 2);
  return wave;
}

export type FakeHost = { readonly address: string; readonly close: () => Promise<void> };

/** @param count sounds that the engine pretends to know */
export async function startFakeHost(count: number): Promise<FakeHost> {
  const handler = new RPCHandler(createFakeEngine(count));
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
