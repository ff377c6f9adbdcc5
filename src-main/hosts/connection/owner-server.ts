import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { CONTRACT_VERSION } from '../../../src-shared/contract/procedure.ts';
import { type LineOrigin, PRODUCT_VERSION } from '../../engine/index.ts';
import { announce, type Endpoint, newAddress, readEndpoint, removeAddress, withdraw } from './endpoint.ts';
import { lineOver } from './socket-line.ts';

export const CONTRACT_HEADER = 'sonotheque-contract';
export const ORIGIN_HEADER = 'sonotheque-origin';

/** A command may name a million files. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;
/** How often the owner looks whether it can still be found: folders of temporary files are swept. */
const LOOK_MILLISECONDS = 5_000;

/** Where other processes of the same user reach the engine of this one. */
export type OwnerServer = { readonly close: () => Promise<void> };

type Serve = (line: MessageLine, origin: LineOrigin) => void;

/** One place to be reached at. */
type Stand = { readonly endpoint: Endpoint; readonly server: Server };

/**
 * Listens on a socket that only this user can reach, for processes that can read the announcement beside the catalogue;
 * anew, where somebody takes one of the two away.
 * @throws what keeps it from listening or from announcing itself
 */
export async function listenAsOwner(
  catalogue: string,
  serve: Serve,
  lookMilliseconds = LOOK_MILLISECONDS,
): Promise<OwnerServer> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  let stand = await takeStand(catalogue, sockets, serve);
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    if (await isFound(catalogue, stand)) return;
    const next = await takeStand(catalogue, sockets, serve).catch(() => null);
    if (!next) return;
    // Who is attached stays so.
    stand.server.close();
    removeAddress(stand.endpoint.address);
    stand = next;
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookMilliseconds);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await looking;
      await withdraw(catalogue, stand.endpoint);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      const closed = new Promise((resolve) => stand.server.close(resolve));
      // Who came in and says nothing would be waited for.
      stand.server.closeAllConnections();
      await closed;
      removeAddress(stand.endpoint.address);
    },
  };
}

async function takeStand(catalogue: string, sockets: WebSocketServer, serve: Serve): Promise<Stand> {
  const endpoint: Endpoint = {
    contract: CONTRACT_VERSION,
    version: PRODUCT_VERSION,
    processId: process.pid,
    address: newAddress(),
    token: randomBytes(32).toString('hex'),
  };
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => {
    // Node listens no longer: one that hangs up in the middle must not end this process.
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf(request, endpoint.token);
    if (refusal) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serve(lineOver(webSocket), request.headers[ORIGIN_HEADER] === 'person' ? 'person' : 'command');
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(endpoint.address, resolve);
    });
    // A socket that fails later is found missing.
    server.on('error', () => {});
    await announce(catalogue, endpoint);
  } catch (error) {
    server.close();
    removeAddress(endpoint.address);
    throw error;
  }
  return { endpoint, server };
}

async function isFound(catalogue: string, { endpoint }: Stand): Promise<boolean> {
  const announced = await readEndpoint(catalogue);
  // A pipe of Windows' lies in no folder.
  return announced?.token === endpoint.token && (process.platform === 'win32' || existsSync(endpoint.address));
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
