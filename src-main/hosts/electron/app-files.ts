import fs from 'node:fs';
import path from 'node:path';
import { APP_SCHEME, isOurs } from './app-origin.ts';
import type { ElectronMain, PassedPort } from './electron-api.ts';
import type { MediaRequest } from './engine-messages.ts';

/** Scripts and styles only from the program itself, nothing from the net, no frames. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=()',
};

const contentTypes: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Answers `/audio/…` and `/peaks/…`. */
type MediaSource = (request: MediaRequest) => Promise<Response>;

/**
 * Every file that the page may load, by the address's path. Listed once at start: no address is ever turned into a
 * path, so none can climb out of the folder.
 */
export function listAppFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (!fs.existsSync(folder)) return files;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, file);
  }
  return files;
}

function plainAnswer(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** Must run before the app is ready. */
export function declareScheme<Port extends PassedPort>(electron: ElectronMain<Port>): void {
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Answers the page's requests: its own files, and sounds and waveforms by way of the engine. */
export function answerAppRequests(
  files: ReadonlyMap<string, string>,
  media: MediaSource,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOurs(request.url)) return plainAnswer(403, 'This address is not part of Sonotheque.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plainAnswer(405, 'This address can only be read.');
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith('/audio/') || pathname.startsWith('/peaks/')) {
      const answer = await media({
        method: request.method,
        path: pathname + search,
        range: request.headers.get('range'),
        ifRange: request.headers.get('if-range'),
      });
      for (const [name, value] of Object.entries(securityHeaders)) answer.headers.set(name, value);
      return answer;
    }
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return plainAnswer(404, 'There is nothing at this address.');
    try {
      const bytes = await fs.promises.readFile(file);
      return new Response(request.method === 'HEAD' ? null : bytes, {
        headers: {
          ...securityHeaders,
          'content-type': contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
          'content-length': String(bytes.length),
          'cache-control': 'no-cache',
        },
      });
    } catch {
      return plainAnswer(500, 'A part of the program could not be read. Install the program again.');
    }
  };
}
