import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { answerMedia, type MediaSounds, PlaybackDecoders } from '../../engine/index.ts';
import type { Connection } from '../connection/connection.ts';
import { securityHeaders } from '../security-headers.ts';
import { sendBytes, sendMedia, sendPage } from './answers.ts';
import { Entrance, tokenIn } from './entrance.ts';
import { DEFAULT_LIMITS, type WebHostLimits } from './limits.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { isForeignNavigation, refusalOf } from './request-guard.ts';
import { socketLine } from './socket-line.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

export type WebHostOptions = {
  /** Default: one that is free. */
  readonly port?: number;
  /** Where the built window lies. */
  readonly rendererFolder: string;
  /** Told when somebody came in, so that whoever prints addresses can print another. */
  readonly onEntered?: () => void;
  /** Told of refused and broken connections, for a log. */
  readonly onProblem?: (text: string) => void;
  /** Default: DEFAULT_LIMITS. */
  readonly limits?: Partial<WebHostLimits>;
};

export type WebHost = {
  /** Opens the window once, whenever that is: `http://127.0.0.1:PORT/?token=…`. */
  readonly address: string;
  /** Another address that opens once: for two minutes, or with `lasting` until it is used. */
  readonly newAddress: (options?: { readonly lasting?: boolean }) => string;
  readonly close: () => Promise<void>;
};

const ENGINE_PATH = '/engine';
const WRONG_TOKEN = 'This address has been used or is wrong; ask for a new one.';
const NO_SESSION = 'This window is not signed in; ask for a new address.';

/**
 * Serves the window to browsers of this machine: its files, its sounds, and the engine over a WebSocket. Answers on the
 * loopback interface only, to its own pages only, and only to who came in by an address that it gave out. Throws
 * SonothequeError `port-in-use`, `port-not-allowed` or `window-missing`.
 */
export async function startWebHost(connection: Connection, options: WebHostOptions): Promise<WebHost> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const files = readStaticFiles(options.rendererFolder);
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    insecureHTTPParser: false,
  });
  server.maxConnections = limits.connections;
  server.setTimeout(limits.stalledMilliseconds);
  const port = await listenOnLoopback(server, options.port ?? 0);

  const host = new RunningHost(connection, port, files, limits, options);
  server.on('request', (request, response) => void host.answer(request, response));
  server.on('upgrade', (request, socket, head) => host.upgrade(request, socket, head));
  return {
    address: host.newAddress(true),
    newAddress: ({ lasting = false } = {}) => host.newAddress(lasting),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        host.disconnect();
        server.closeAllConnections();
      }),
  };
}

class RunningHost {
  readonly #connection: Connection;
  readonly #port: number;
  readonly #files: ReadonlyMap<string, StaticFile>;
  readonly #limits: WebHostLimits;
  readonly #onEntered: () => void;
  readonly #onProblem: (text: string) => void;
  readonly #entrance: Entrance;
  readonly #sounds: MediaSounds;
  readonly #decoders = new PlaybackDecoders();
  readonly #sockets: WebSocketServer;

  constructor(
    connection: Connection,
    port: number,
    files: ReadonlyMap<string, StaticFile>,
    limits: WebHostLimits,
    { onEntered = () => undefined, onProblem = () => undefined }: WebHostOptions,
  ) {
    this.#connection = connection;
    this.#port = port;
    this.#files = files;
    this.#limits = limits;
    this.#onEntered = onEntered;
    this.#onProblem = onProblem;
    this.#entrance = new Entrance(port, limits);
    this.#sounds = {
      file: (id) => connection.client.sounds.file({ id }),
      peaks: async (id, points) => {
        const peaks = await connection.client.sounds.peaks({ id, ...(points === null ? {} : { points }) });
        return peaks && new Uint8Array(await peaks.arrayBuffer());
      },
      render: (id, options) => connection.client.playback.prepare({ id, ...options }),
      decoders: this.#decoders,
    };
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: limits.messageBytes,
      perMessageDeflate: false,
    });
  }

  newAddress(lasting: boolean): string {
    return this.#entrance.newAddress(lasting);
  }

  disconnect(): void {
    this.#decoders.close();
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Named, since not every browser counts WebSockets among what a page came from.
    const connectsTo = [`ws://127.0.0.1:${this.#port}`, `ws://localhost:${this.#port}`];
    const headers = securityHeaders({ connectsTo, isolated: true });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    try {
      await this.#answer(request, response);
    } catch (error) {
      this.#onProblem(`A request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) sendPage(response, 500, 'Something went wrong; try again.');
      else response.destroy();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '' } = request;
    const token = tokenIn(url);
    const refusal = refusalOf(request, { port: this.#port, kind: 'page', exchangesToken: token !== null });
    if (refusal) {
      this.#onProblem(`A request was refused: ${refusal.text}`);
      // What else this connection holds is not looked at.
      const headers = { connection: 'close', ...(refusal.status === 405 && { allow: 'GET, HEAD' }) };
      return sendPage(response, refusal.status, refusal.text, { headers });
    }
    if (token !== null) return this.#letIn(token, request, response);
    if (!this.#entrance.isInside(request)) return sendPage(response, 401, NO_SESSION);
    if (/^\/(audio|peaks|render)\//.test(url)) return sendMedia(response, await this.#media(request, url));
    const file = this.#files.get(url.split('?', 1)[0] ?? '');
    if (file) sendBytes(response, 200, file.headers, file.body);
    else sendPage(response, 404, 'There is nothing at this address.');
  }

  async #letIn(token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A look at where an address leads must not use it up.
    if (request.method === 'HEAD') return sendPage(response, 204, '');
    const entry = await this.#entrance.enter(token);
    if (entry === 'wrong') return sendPage(response, 403, WRONG_TOKEN);
    if (entry === 'too-many-wrong') {
      this.#onProblem('Somebody tries addresses that were never given out.');
      return sendPage(response, 429, WRONG_TOKEN, { headers: { 'retry-after': '60' } });
    }
    const headers = { 'set-cookie': entry.cookie };
    // A browser that was led here by another site (or a file) sends no strict cookie along a redirect; from a page of
    // our own it does.
    if (isForeignNavigation(request)) {
      sendPage(response, 200, 'Opening Sonotheque. <a href="/">Continue</a>', { headers, goTo: '/' });
    } else sendPage(response, 303, 'Opening Sonotheque.', { headers: { ...headers, location: '/' } });
    this.#onEntered();
  }

  #media({ method = '', headers }: IncomingMessage, url: string) {
    const request = { method, path: url, range: headers.range ?? null, ifRange: headers['if-range'] ?? null };
    return answerMedia(
      { ...request, ifRange: typeof request.ifRange === 'string' ? request.ifRange : null },
      this.#sounds,
    );
  }

  upgrade(request: IncomingMessage, transport: Duplex, head: Buffer): void {
    transport.on('error', () => transport.destroy());
    const status = this.#upgradeRefusal(request);
    if (status !== null || !(transport instanceof Socket)) {
      this.#onProblem(`A WebSocket was refused (${status}).`);
      transport.end(`HTTP/1.1 ${status ?? 400} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, transport, head, (socket) => {
      this.#connection.serve(socketLine(socket, transport, this.#limits, this.#onProblem));
    });
  }

  #upgradeRefusal(request: IncomingMessage): number | null {
    const refusal = refusalOf(request, { port: this.#port, kind: 'socket', exchangesToken: false });
    if (refusal) return refusal.status;
    if (!this.#entrance.isInside(request)) return 401;
    if (request.url !== ENGINE_PATH) return 404;
    return this.#sockets.clients.size >= this.#limits.sockets ? 503 : null;
  }
}
