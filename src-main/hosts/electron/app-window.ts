import { APP_PAGE } from './app-origin.ts';
import type { AppWindow, ElectronMain, PassedPort } from './electron-api.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';

type WindowOptions = {
  readonly preload: string;
  readonly stateFile: string;
  /** Its page died too often to be loaded again. */
  readonly onPageLost: () => void;
};

/** A page that dies more often than this within a minute is not loaded again by itself. */
const RELOADS_A_MINUTE = 3;

const DEFAULT_SIZE: Partial<WindowState> = { width: 1_280, height: 820 };

/** Opens the window on our page: sandboxed, without Node, and where it stood last. */
export function openWindow<Port extends PassedPort>(
  electron: ElectronMain<Port>,
  options: WindowOptions,
): AppWindow<Port> {
  const workAreas = electron.screen.getAllDisplays().map((display) => display.workArea);
  const { maximized = false, ...bounds } = readWindowState(options.stateFile, workAreas) ?? DEFAULT_SIZE;
  const window = new electron.BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    title: 'Sonotheque',
    show: false,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !electron.app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.on('ready-to-show', () => window.show());
  window.on('close', () =>
    writeWindowState(options.stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  reloadAfterDeath(window, options.onPageLost);
  // A page that can't be loaded is answered with its reason by our own scheme; there is nothing to wait for here.
  window.loadURL(APP_PAGE).catch(() => {});
  return window;
}

function reloadAfterDeath(window: AppWindow, onPageLost: () => void): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < 60_000), now];
    if (deaths.length > RELOADS_A_MINUTE) onPageLost();
    else window.webContents.reload();
  });
}
