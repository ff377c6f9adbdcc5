import { securityHeaders } from '../security-headers.ts';
import type { StaticFile } from '../web/static-files.ts';
import { APP_SCHEME, isOurs } from './app-origin.ts';
import type { ElectronMain, PassedPort } from './electron-api.ts';
import type { MediaRequest } from './engine-messages.ts';

const headersOfAll = securityHeaders();

/** Answers `/audio/…`, `/peaks/…` and `/render/…`. */
type MediaSource = (request: MediaRequest) => Promise<Response>;

function plainAnswer(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...headersOfAll, 'content-type': 'text/plain; charset=utf-8' },
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
  files: ReadonlyMap<string, StaticFile>,
  media: MediaSource,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOurs(request.url)) return plainAnswer(403, 'This address is not part of Sonotheque.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plainAnswer(405, 'This address can only be read.');
    const { pathname, search } = new URL(request.url);
    if (/^\/(audio|peaks|render)\//.test(pathname)) {
      const answer = await media({
        method: request.method,
        path: pathname + search,
        range: request.headers.get('range'),
        ifRange: request.headers.get('if-range'),
      });
      for (const [name, value] of Object.entries(headersOfAll)) answer.headers.set(name, value);
      return answer;
    }
    const file = files.get(pathname);
    if (file === undefined) return plainAnswer(404, 'There is nothing at this address.');
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.body), {
      headers: { ...headersOfAll, ...file.headers },
    });
  };
}
