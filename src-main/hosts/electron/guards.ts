import { APP_PAGE, isOurs } from './app-origin.ts';
import type { AppSession, PageContents, SenderEvent } from './electron-api.ts';

/** Pages of the session reach nothing but ourselves: no net, no files, no permissions, no downloads. */
export function guardSession(session: AppSession): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !mayLoad(url) }));
  session.on('will-download', (event) => event.preventDefault());
}

function mayLoad(address: string): boolean {
  if (isOurs(address)) return true;
  const protocol = URL.parse(address)?.protocol;
  // What a page makes itself (`data:`, `blob:`) comes from nowhere else; `devtools:` is Chromium's own.
  return protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:';
}

/** Whatever shows pages stays on our page and opens nothing. */
export function guardContents(contents: PageContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    if (event.url !== APP_PAGE) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Whether a message comes from the page of a window of ours: the main frame, at our origin. */
export function isFromOurPage({ senderFrame }: Pick<SenderEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}
