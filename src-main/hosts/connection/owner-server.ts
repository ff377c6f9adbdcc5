import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { CONTRACT_VERSION } from '../../../src-shared/contract/procedure.ts';
import { type LineOrigin, PRODUCT_VERSION } from '../../engine/index.ts';
import { announce, type Endpoint, newAddress, removeAddress, withdraw } from './endpoint.ts';
import { lineOver } from './socket-line.ts';

export const CONTRACT_HEADER = 'sonotheque-contract';
export const ORIGIN_HEADER = 'sonotheque-origin';

/** A command may name a million files. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;

/** Where other processes of the same user reach the engine of this one. */
export type OwnerServer = { readonly close: () => Promise<void> };

/**
 * Listens on a socket that only this user can reach, for processes that can read the announcement beside the catalogue.
 * Where no socket can be had, nobody can attach, and the engine works all the same.
 */
export async function listenAsOwner(
  catalogue: string,
  serve: (line: MessageLine, origin: LineOrigin) => void,
): Promise<OwnerServer> {
  const token = randomBytes(32).toString('hex');
  const endpoint: Endpoint = {
    contract: CONTRACT_VERSION,
    version: PRODUCT_VERSION,
    processId: process.pid,
    address: newAddress(),
    token,
  };
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, token);
    if (refusal) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serve(lineOver(webSocket), request.headers[ORIGIN_HEADER] === 'person' ? 'person' : 'command');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(endpoint.address, resolve);
  });
  await announce(catalogue, endpoint);
  return {
    close: async () => {
      await withdraw(catalogue, endpoint);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await new Promise((resolve) => server.close(resolve));
      removeAddress(endpoint.address);
    },
  };
}

function refusalOf({ headers }: IncomingMessage, token: string): string | null {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return '401 Unauthorized';
  return headers[CONTRACT_HEADER] === String(CONTRACT_VERSION) ? null : '426 Upgrade Required';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
