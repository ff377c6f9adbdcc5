import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { MediaAnswer } from '../../engine/index.ts';

type Headers = Readonly<Record<string, string>>;

/** Bodies of HEAD are left out by Node. */
export function sendBytes(response: ServerResponse, status: number, headers: Headers, body: Uint8Array): void {
  response.writeHead(status, headers).end(body);
}

/** A page of one sentence: `text` is ours, never a request's. */
export function sendPage(
  response: ServerResponse,
  status: number,
  text: string,
  more: { readonly headers?: Headers; readonly goTo?: string } = {},
): void {
  const onward = more.goTo === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${more.goTo}">`;
  const page = Buffer.from(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sonotheque</title>${onward}<p>${text}</p></html>\n`,
  );
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(page.length),
    'cache-control': 'no-store',
  };
  sendBytes(response, status, { ...headers, ...more.headers }, page);
}

/** Sends as fast as the other side takes it; what it no longer wants is closed. */
export async function sendMedia(response: ServerResponse, { status, headers, body }: MediaAnswer): Promise<void> {
  if (!(body instanceof ReadableStream)) {
    sendBytes(response, status, headers, body ?? new Uint8Array());
    return;
  }
  response.writeHead(status, headers);
  // An answer that can't be finished ends its connection: the length was promised, so nobody takes it for the whole.
  const source = Readable.fromWeb(body as NodeReadableStream);
  await pipeline(source, response).catch(() => undefined);
  // To an answer that nobody waits for any more nothing was piped, and the file is still open.
  source.destroy();
}
