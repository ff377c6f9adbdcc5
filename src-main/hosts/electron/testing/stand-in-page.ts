import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import vm from 'node:vm';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { deserialize, serialize } from './clone.ts';
import { type StandInPortMain, StandInRendererPort } from './port-ends.ts';

/** What a page can reach of the process around it. */
export type PageWorld = {
  readonly fetch: (url: string, options?: RequestInit) => Promise<Response>;
  readonly send: (contents: StandInContents, channel: string, values: readonly unknown[]) => void;
  readonly invoke: (contents: StandInContents, channel: string, values: readonly unknown[]) => Promise<unknown>;
};

/** The page's own `window`: what a preload script exposed appears on it. */
export type MainWorld = EventTarget & {
  readonly location: { readonly origin: string; readonly href: string };
};

/** The document that a window shows: its own world, and the preload script's beside it. */
export class StandInPage {
  readonly url: string;
  /** The answer that the page was loaded from. */
  readonly response: Response;
  readonly mainWorld: MainWorld;
  readonly ports: StandInRendererPort[] = [];
  readonly fromMain = new EventEmitter();
  /** What a person dropped on the page, and where it lies. */
  readonly droppedFiles = new Map<File, string>();

  constructor(response: Response, url: string, preload: string | undefined, contents: StandInContents) {
    this.response = response;
    this.url = url;
    const { protocol, host } = new URL(url);
    // Chromium gives standard schemes an origin; Node knows only the web's.
    const origin = `${protocol}//${host}`;
    this.mainWorld = Object.assign(new EventTarget(), { location: { origin, href: url } });
    if (preload !== undefined) this.#runPreload(preload, contents);
  }

  /** A sandboxed preload script is CommonJS and finds next to nothing to require. */
  #runPreload(file: string, contents: StandInContents): void {
    const ipcRenderer = {
      on: (channel: string, listener: (...values: unknown[]) => void) => this.fromMain.on(channel, listener),
      send: (channel: string, ...values: unknown[]) => contents.world.send(contents, channel, values),
      invoke: (channel: string, ...values: unknown[]) => contents.world.invoke(contents, channel, values),
      off: (channel: string, listener: (...values: unknown[]) => void) => this.fromMain.off(channel, listener),
    };
    // A file that a script made up lies nowhere.
    const webUtils = { getPathForFile: (file: File) => this.droppedFiles.get(file) ?? '' };
    const contextBridge = {
      exposeInMainWorld: (name: string, api: object) => {
        Object.defineProperty(this.mainWorld, name, { value: Object.freeze({ ...api }), enumerable: true });
      },
    };
    const { location } = this.mainWorld;
    const window = {
      location,
      postMessage: (data: unknown, targetOrigin: string, ports: StandInRendererPort[]) => {
        if (targetOrigin !== location.origin) return;
        // Node's own MessageEvent takes only its own ports.
        const from = { origin: location.origin, source: this.mainWorld };
        const event = Object.assign(new Event('message'), { data, ports, ...from });
        setImmediate(() => this.mainWorld.dispatchEvent(event));
      },
    };
    const module = { exports: {} };
    const require = (name: string) => {
      if (name === 'electron') return { contextBridge, ipcRenderer, webUtils };
      throw new Error(`module not found: ${name}`);
    };
    vm.runInNewContext(
      fs.readFileSync(file, 'utf8'),
      { window, module, exports: module.exports, require },
      { filename: file },
    );
  }

  /** As when the page is left or dies. */
  discard(): void {
    for (const port of this.ports) port.close();
  }
}

/** `webContents`, with what a test does to a page from within. */
export class StandInContents extends EventEmitter {
  readonly id: number;
  readonly world: PageWorld;
  readonly #preload: string | undefined;
  #page: StandInPage | null = null;
  #windowOpenHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;
  readonly #firstLoad = Promise.withResolvers<void>();
  readonly drags: { readonly file: string; readonly icon: string }[] = [];
  destroyed = false;
  loads = 0;

  constructor(id: number, world: PageWorld, preload: string | undefined) {
    super();
    this.id = id;
    this.world = world;
    this.#preload = preload;
  }

  /** @throws where nothing is loaded */
  get page(): StandInPage {
    if (this.#page === null) throw new Error('no page is loaded');
    return this.#page;
  }

  /** Resolves when the first page is there. */
  get loaded(): Promise<void> {
    return this.#firstLoad.promise;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  async load(url: string): Promise<void> {
    this.#page?.discard();
    const response = await this.world.fetch(url);
    this.loads += 1;
    this.#page = new StandInPage(response, url, this.#preload, this);
    this.#firstLoad.resolve();
  }

  reload(): void {
    this.load(this.page.url).catch(() => {});
  }

  postMessage(channel: string, message: unknown, transfer: readonly StandInPortMain[] = []): void {
    const page = this.page;
    const data = deserialize(serialize(message));
    const ports = transfer.map((port) => new StandInRendererPort(port.take()));
    page.ports.push(...ports);
    setImmediate(() => page.fromMain.emit(channel, { ports }, data));
  }

  send(channel: string, ...values: unknown[]): void {
    const page = this.page;
    const cloned = deserialize(serialize(values)) as unknown[];
    setImmediate(() => page.fromMain.emit(channel, {}, ...cloned));
  }

  startDrag(item: { readonly file: string; readonly icon: string }): void {
    this.drags.push(item);
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.#windowOpenHandler = handler;
  }

  /** As `window.open` of the page. */
  opens(url: string): boolean {
    return this.#windowOpenHandler?.({ url }).action !== 'deny';
  }

  /** As a link, a script or a server would: whether it may. */
  mayGo(how: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview', url: string): boolean {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.emit(how, { url, preventDefault });
    return !prevented;
  }

  /** As when the renderer's process dies. */
  die(): void {
    this.#page?.discard();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }
}

/** `BrowserWindow`. */
export class StandInWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  readonly calls: string[] = [];
  minimized = false;

  constructor(options: BrowserWindowConstructorOptions, webContents: StandInContents) {
    super();
    this.options = options;
    this.webContents = webContents;
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
    this.calls.push('restore');
  }

  isDestroyed(): boolean {
    return this.webContents.destroyed;
  }

  isMaximized(): boolean {
    return this.calls.includes('maximize');
  }

  maximize(): void {
    this.calls.push('maximize');
  }

  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  close(): void {
    if (this.isDestroyed()) return;
    this.emit('close', {});
    this.webContents.page.discard();
    this.webContents.destroyed = true;
    this.emit('closed');
  }
}
