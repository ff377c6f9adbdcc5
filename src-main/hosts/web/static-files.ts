import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';

export type StaticFile = { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer };

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
/** As the bundler writes names: another content gives another name. */
const HASHED_NAME = /-[A-Z0-9]{8}\.[a-z0-9]+$/;

/**
 * The window's files by their addresses, read once: no request ever names a file on disk. Other kinds of files (source
 * maps, links) have no address. Throws `window-missing` where there is no index.html.
 */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of entriesOf(folder)) {
    const mediaType = MEDIA_TYPES[path.extname(entry.name)];
    if (!entry.isFile() || !mediaType) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).map(encodeURIComponent).join('/')}`;
    const body = readFileSync(file);
    const caching = HASHED_NAME.test(entry.name) ? 'private, max-age=31536000, immutable' : 'no-store';
    files.set(address, {
      headers: { 'content-type': mediaType, 'content-length': String(body.length), 'cache-control': caching },
      body,
    });
  }
  const index = files.get('/index.html');
  if (!index) throw missing(folder);
  return files.set('/', index);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw missing(folder, error);
  }
}

function missing(folder: string, cause?: unknown): SonothequeError {
  return new SonothequeError(
    {
      code: 'window-missing',
      message: `The window's files are not in “${folder}”.`,
      nextStep: 'Run `npm start` again in the folder that Sonotheque lies in; it builds them.',
    },
    { cause },
  );
}
