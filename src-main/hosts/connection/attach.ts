import { WebSocket } from 'ws';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { CONTRACT_VERSION } from '../../../src-shared/contract/procedure.ts';
import type { LineOrigin } from '../../engine/index.ts';
import { type Endpoint, readEndpoint, removeAddress } from './endpoint.ts';
import { CONTRACT_HEADER, ORIGIN_HEADER } from './owner-server.ts';
import { lineOver, type SocketLine } from './socket-line.ts';

/** A living owner on the same machine answers at once; a stopped one never does. */
const PATIENCE_MILLISECONDS = 3_000;
const UPGRADE_REQUIRED = 426;

/**
 * A line to the engine that owns a catalogue. `null`: nobody answers there.
 * @throws SonothequeError `engine-other-version`
 */
export async function attach(catalogue: string, origin: LineOrigin): Promise<SocketLine | null> {
  const endpoint = await readEndpoint(catalogue);
  if (!endpoint) return null;
  if (endpoint.contract !== CONTRACT_VERSION) {
    if (await answers(endpoint, origin)) throw otherVersion(endpoint);
    return null;
  }
  const answer = await knock(endpoint, origin);
  if (answer === 'other-version') throw otherVersion(endpoint);
  return answer;
}

async function answers(endpoint: Endpoint, origin: LineOrigin): Promise<boolean> {
  const answer = await knock(endpoint, origin);
  if (answer !== null && answer !== 'other-version') answer.close();
  return answer !== null;
}

function knock(endpoint: Endpoint, origin: LineOrigin): Promise<SocketLine | 'other-version' | null> {
  return new Promise((resolve) => {
    let socket: WebSocket;
    try {
      socket = callAt(endpoint, origin);
    } catch {
      // What stands in the announcement is no address, or no token.
      return resolve(null);
    }
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode === UPGRADE_REQUIRED ? 'other-version' : null);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Its process is gone: nobody will clean up after it but us.
      if (error.code === 'ECONNREFUSED') removeAddress(endpoint.address);
      resolve(null);
    });
    socket.on('open', () => resolve(lineOver(socket)));
  });
}

function callAt({ address, token }: Endpoint, origin: LineOrigin): WebSocket {
  return new WebSocket(`ws+unix:${address}:/engine`, {
    headers: {
      authorization: `Bearer ${token}`,
      [CONTRACT_HEADER]: String(CONTRACT_VERSION),
      [ORIGIN_HEADER]: origin,
    },
    handshakeTimeout: PATIENCE_MILLISECONDS,
    perMessageDeflate: false,
    maxPayload: 0,
  });
}

function otherVersion({ version, processId }: Endpoint): SonothequeError {
  return new SonothequeError({
    code: 'engine-other-version',
    message: `Sonotheque ${version} has this catalogue open (process ${processId}), and this is another version.`,
    nextStep: 'Close the other one, then try again.',
  });
}
