/** A running host over a stand-in of the engine, and the raw sockets to attack it with. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { MessageLine } from '../../../../src-shared/contract/message-line.ts';
import type { Connection } from '../../connection/index.ts';
import type { WebHostLimits } from '../limits.ts';
import { startWebHost } from '../web-host.ts';

export const SOUND_BYTES = 3_000_000;

export type RunningHost = Awaited<ReturnType<typeof runHost>>;

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const WAVE = {
  container: 'wav',
  codec: 'pcm_s16le',
  sampleRateHz: 48_000,
  bitDepth: 16,
  channels: 1,
  durationSeconds: 1,
};

/** `serve` default: every message comes back. */
export async function runHost(
  options: { readonly serve?: (line: MessageLine) => void; readonly limits?: Partial<WebHostLimits> } = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-web-'));
  const rendererFolder = path.join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(
    path.join(rendererFolder, 'index.html'),
    `<!doctype html><title>Window</title><script type="module" src="/main-ABCDEFGH.js"></script>`,
  );
  writeFileSync(path.join(rendererFolder, 'main-ABCDEFGH.js'), 'new WebSocket("ws://" + location.host + "/engine");');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  const sound = path.join(folder, 'door.wav');
  writeFileSync(sound, Buffer.alloc(SOUND_BYTES, 'sound'));

  const lookedUp: unknown[] = [];
  const lines: MessageLine[] = [];
  const problems: string[] = [];
  const sounds = {
    file: async ({ id }: { readonly id: number }) => {
      lookedUp.push(id);
      if (id !== 1) throw new SonothequeError({ code: 'not-in-catalogue', message: 'No such sound.', nextStep: null });
      return { pathBase64: Buffer.from(sound).toString('base64'), name: 'door.wav', format: WAVE };
    },
    peaks: async ({ id }: { readonly id: number }) => {
      lookedUp.push(id);
      return id === 1 ? new Blob([Uint8Array.of(1, 2, 3)]) : null;
    },
  };
  const serve = options.serve ?? ((line: MessageLine) => line.onMessage((message) => void line.send(message)));
  const connection: Connection = {
    client: { sounds } as unknown as EngineClient,
    role: () => 'owner',
    serve: (line) => {
      lines.push(line);
      serve(line);
    },
    close: async () => undefined,
  };
  const host = await startWebHost(connection, {
    rendererFolder,
    onProblem: (text) => problems.push(text),
    limits: { wrongTokenDelayMilliseconds: 1, ...options.limits },
  });
  const { port: portText } = new URL(host.address);
  const port = Number(portText);
  const own = `127.0.0.1:${port}`;

  /** Whatever comes back on one connection until it is closed. */
  const sendRaw = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
      let received = '';
      socket.setEncoding('latin1').on('data', (text) => {
        received += text;
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(received));
    });

  const ask = async (
    target: string,
    headers: Readonly<Record<string, string | null>> = {},
    method = 'GET',
  ): Promise<Answer> => {
    const all: Record<string, string | null> = { Host: own, Connection: 'close', ...headers };
    const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
    return parseAnswer(await sendRaw([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n')));
  };

  /** Comes in by an address; gives the cookie to send. */
  const enter = async (address = host.newAddress()): Promise<string> => {
    const answer = await ask(address.slice(address.indexOf('/?')));
    return answer.headers['set-cookie']?.split(';', 1)[0] ?? '';
  };

  return {
    host,
    port,
    own,
    folder,
    lookedUp,
    lines,
    problems,
    sendRaw,
    ask,
    enter,
    socket: (
      cookie: string | null,
      headers: Readonly<Record<string, string>> = { Origin: `http://${own}` },
      at = '/engine',
    ) => new WebSocket(`ws://${own}${at}`, { headers: { ...headers, ...(cookie !== null && { Cookie: cookie }) } }),
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function parseAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  };
}

/** The status that a WebSocket was refused with, or 101. */
export function statusOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('open', () => {
      resolve(101);
      socket.close();
    });
    socket.once('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => undefined);
  });
}

export function opened(socket: WebSocket): Promise<void> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('open', resolve));
}

export function closeCode(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => socket.once('close', resolve));
}
