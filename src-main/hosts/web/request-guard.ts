import type { IncomingMessage } from 'node:http';

/** Why a request is turned away before anything looks at what it wants. */
export type Refusal = { readonly status: number; readonly text: string };

const FOREIGN: Refusal = { status: 403, text: 'This address answers only to its own pages.' };
const MALFORMED: Refusal = { status: 400, text: 'This request makes no sense here.' };
const METHOD: Refusal = { status: 405, text: 'This address can only be read.' };

/** A page from elsewhere may lead a person here, once, by an address that holds a token; it may not load anything. */
function isNavigation(headers: IncomingMessage['headers']): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/** Whether another site (or another port of this machine) made the browser ask. */
export function isForeignNavigation(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/**
 * Turns away what a page of another site can make a browser send: a foreign name that leads to this machine (DNS
 * rebinding), a foreign origin, a foreign site; and all that is no plain reading. `exchangesToken`: a person may come
 * from anywhere with it.
 */
export function refusalOf(
  request: IncomingMessage,
  expected: { readonly port: number; readonly kind: 'page' | 'socket'; readonly exchangesToken: boolean },
): Refusal | null {
  const { headers, headersDistinct, url = '' } = request;
  const hosts = headersDistinct.host ?? [];
  const own = [`127.0.0.1:${expected.port}`, `localhost:${expected.port}`].find((host) => host === hosts[0]);
  if (!own || hosts.length !== 1) return FOREIGN;
  const origins = headersDistinct.origin ?? [];
  if (expected.kind === 'socket' && origins.length === 0) return FOREIGN;
  if (origins.some((origin) => origin !== `http://${own}`) || origins.length > 1) return FOREIGN;
  if (isForeignNavigation(request) && !(expected.exchangesToken && isNavigation(headers))) return FOREIGN;
  if (!url.startsWith('/')) return MALFORMED;
  if (request.method !== 'GET' && (request.method !== 'HEAD' || expected.kind === 'socket')) return METHOD;
  // Reading has no body; a second request hidden in one is not waited for.
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0) return MALFORMED;
  return null;
}
