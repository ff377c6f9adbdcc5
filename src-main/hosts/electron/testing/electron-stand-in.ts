import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  ForkOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import type { ElectronMain, Frame, SenderEvent } from '../electron-api.ts';
import { deserialize, serialize } from './clone.ts';
import { LocalPortEnd, StandInPortMain } from './port-ends.ts';
import { StandInContents, StandInWindow } from './stand-in-page.ts';
import { StandInUtilityProcess } from './utility-process.ts';

type IpcListener = (event: SenderEvent, ...values: unknown[]) => unknown;

/** The one desktop that several starts of the program share: who holds which single-instance lock. */
export class StandInDesktop {
  readonly locks = new Map<string, EventEmitter>();
}

/** Electron as far as `ElectronMain` names it, with what a test needs to see and to do. */
export class StandInElectron {
  readonly desktop: StandInDesktop;
  readonly appData: string;
  readonly appEvents = new EventEmitter();
  readonly windows: StandInWindow[] = [];
  readonly engines: StandInUtilityProcess[] = [];
  readonly schemes: CustomScheme[] = [];
  readonly shownFiles: string[] = [];
  readonly messageBoxes: MessageBoxOptions[] = [];
  menu: readonly MenuItemConstructorOptions[] = [];
  readonly openedPaths: string[] = [];
  clipboardText = '';
  /** As after packing. */
  packaged = false;
  sandboxed = false;
  readonly switches = new Map<string, string>();
  /** What each engine process was started with. */
  readonly forkOptions: (ForkOptions | undefined)[] = [];
  ended = false;
  readonly #end = Promise.withResolvers<void>();
  /** What the person answers. */
  answerOpenDialog: () => OpenDialogReturnValue = () => ({ canceled: true, filePaths: [] });
  answerSaveDialog: (options: SaveDialogOptions) => SaveDialogReturnValue = () => ({ canceled: true, filePath: '' });
  answerMessageBox: () => number = () => 1;

  readonly #handlers = new Map<string, IpcListener>();
  readonly #ipc = new EventEmitter();
  readonly #sessionEvents = new EventEmitter();
  readonly #protocols = new Map<string, (request: Request) => Response | Promise<Response>>();
  #ready = false;
  #userData: string;
  #allowsPermission: ((permission: string) => Promise<boolean>) | null = null;
  #checksPermission: (() => boolean) | null = null;
  #checksDevice: (() => boolean) | null = null;
  #beforeRequest: ((url: string) => boolean) | null = null;

  constructor(appData: string, desktop = new StandInDesktop()) {
    this.appData = appData;
    this.desktop = desktop;
    this.#userData = appData;
  }

  /** What the main process is given. */
  readonly api = this.#api();

  /** A request of a page: past the session's filter to the scheme's handler. */
  async fetch(url: string, options?: RequestInit): Promise<Response> {
    if (this.#beforeRequest?.(url) ?? false) throw new TypeError('net::ERR_BLOCKED_BY_CLIENT');
    const handler = this.#protocols.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new TypeError('net::ERR_UNKNOWN_URL_SCHEME');
    return handler(new Request(url, options));
  }

  async grants(permission: string): Promise<boolean> {
    return (await this.#allowsPermission?.(permission)) ?? true;
  }

  grantsUnasked(): boolean {
    return (this.#checksPermission?.() ?? true) || (this.#checksDevice?.() ?? true);
  }

  /** As the Finder does, which opens files by an event. */
  openFile(file: string): void {
    this.appEvents.emit('open-file', { preventDefault: () => {} }, file);
  }

  /** Chooses an entry of the menu bar. @throws where there is none of this name */
  choose(label: string): void {
    const entries = this.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
    const entry = entries.find((item) => item.label === label);
    if (entry?.click === undefined) throw new Error(`there is no entry ${label}`);
    (entry.click as () => void)();
  }

  downloads(): boolean {
    let prevented = false;
    this.#sessionEvents.emit('will-download', {
      preventDefault: () => {
        prevented = true;
      },
    });
    return !prevented;
  }

  /** A message of a renderer's frame, as `ipcRenderer.send` makes it. */
  sendFrom(sender: { readonly id: number }, senderFrame: Frame | null, channel: string, ...values: unknown[]): void {
    const cloned = deserialize(serialize(values)) as unknown[];
    setImmediate(() => this.#ipc.emit(channel, { sender, senderFrame }, ...cloned));
  }

  /** As `ipcRenderer.invoke` makes it. */
  async invokeFrom(
    sender: { readonly id: number },
    senderFrame: Frame | null,
    channel: string,
    ...values: unknown[]
  ): Promise<unknown> {
    const cloned = deserialize(serialize(values)) as unknown[];
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    try {
      return deserialize(serialize(await handler({ sender, senderFrame }, ...cloned)));
    } catch (error) {
      // Only the text of an error crosses.
      throw new Error(`Error invoking remote method '${channel}': ${error}`);
    }
  }

  get hasEnded(): Promise<void> {
    return this.#end.promise;
  }

  quit(): void {
    if (this.ended) return;
    for (const window of this.windows) window.close();
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    this.appEvents.emit('will-quit', { preventDefault });
    if (!prevented) this.#finish();
  }

  #finish(): void {
    this.ended = true;
    for (const [folder, holder] of this.desktop.locks) {
      if (holder === this.appEvents) this.desktop.locks.delete(folder);
    }
    for (const engine of this.engines) engine.kill();
    this.#end.resolve();
  }

  #requireReady(what: string): void {
    if (!this.#ready) throw new Error(`${what} cannot be used before app is ready`);
  }

  #openWindow(options: BrowserWindowConstructorOptions): StandInWindow {
    this.#requireReady('BrowserWindow');
    const mainFrame = (contents: StandInContents): Frame => ({ url: contents.page.url, parent: null });
    const contents = new StandInContents(
      this.windows.length + 1,
      {
        fetch: (url, init) => this.fetch(url, init),
        send: (from, channel, values) => this.sendFrom(from, mainFrame(from), channel, ...values),
        invoke: (from, channel, values) => this.invokeFrom(from, mainFrame(from), channel, ...values),
      },
      options.webPreferences?.preload,
    );
    const window = new StandInWindow(options, contents);
    this.windows.push(window);
    window.on('closed', () => {
      if (this.windows.every((other) => other.isDestroyed())) this.appEvents.emit('window-all-closed');
    });
    this.appEvents.emit('web-contents-created', {}, contents);
    return window;
  }

  #api(): ElectronMain<StandInPortMain> {
    const standIn = this;
    const { appEvents } = this;
    return {
      app: {
        get isPackaged() {
          return standIn.packaged;
        },
        setName: () => {},
        getPath: (name) => (name === 'appData' ? standIn.appData : standIn.#userData),
        setPath: (_name, folder) => {
          standIn.#userData = folder;
        },
        requestSingleInstanceLock: () => {
          const { locks } = standIn.desktop;
          const holder = locks.get(standIn.#userData);
          if (holder === undefined) locks.set(standIn.#userData, appEvents);
          else holder.emit('second-instance');
          return holder === undefined;
        },
        enableSandbox: () => {
          standIn.sandboxed = true;
        },
        commandLine: {
          appendSwitch: (name, value) => standIn.switches.set(name, value),
        },
        whenReady: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          standIn.#ready = true;
        },
        quit: () => setImmediate(() => standIn.quit()),
        on: (event, listener) => appEvents.on(event, listener as () => void),
      },
      BrowserWindow: function openWindow(options: BrowserWindowConstructorOptions) {
        return standIn.#openWindow(options);
      } as unknown as new (
        options: BrowserWindowConstructorOptions,
      ) => StandInWindow,
      MessageChannelMain: class {
        readonly port1: StandInPortMain;
        readonly port2: StandInPortMain;

        constructor() {
          const [one, other] = LocalPortEnd.pair();
          this.port1 = new StandInPortMain(one);
          this.port2 = new StandInPortMain(other);
        }
      },
      utilityProcess: {
        fork: (modulePath, arguments_, options) => {
          standIn.#requireReady('utilityProcess');
          standIn.forkOptions.push(options);
          const child = new StandInUtilityProcess(modulePath, arguments_);
          standIn.engines.push(child);
          return child;
        },
      },
      protocol: {
        registerSchemesAsPrivileged: (schemes) => {
          if (standIn.#ready) throw new Error('protocol.registerSchemesAsPrivileged must come before app is ready');
          standIn.schemes.push(...schemes);
        },
        handle: (scheme, handler) => {
          standIn.#requireReady('protocol');
          standIn.#protocols.set(scheme, handler);
        },
      },
      session: {
        get defaultSession() {
          standIn.#requireReady('session');
          return standIn.#session();
        },
      },
      ipcMain: {
        on: (channel, listener) => standIn.#ipc.on(channel, listener),
        handle: (channel, listener) => {
          standIn.#handlers.set(channel, listener);
        },
      },
      dialog: {
        showOpenDialog: async () => standIn.answerOpenDialog(),
        showSaveDialog: async (options) => standIn.answerSaveDialog(options),
        showMessageBox: async (options) => {
          standIn.messageBoxes.push(options);
          return { response: standIn.answerMessageBox(), checkboxChecked: false };
        },
      },
      shell: {
        showItemInFolder: (file) => standIn.shownFiles.push(file),
        openPath: async (file) => {
          standIn.openedPaths.push(file);
          return '';
        },
      },
      clipboard: {
        writeText: async (text) => {
          standIn.clipboardText = text;
        },
      },
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }] },
      Menu: {
        buildFromTemplate: (template) => template as never,
        setApplicationMenu: (menu) => {
          standIn.menu = menu as unknown as readonly MenuItemConstructorOptions[];
        },
      },
    };
  }

  #session(): ElectronMain['session']['defaultSession'] {
    return {
      setPermissionRequestHandler: (handler) => {
        this.#allowsPermission = (permission) => new Promise((resolve) => handler({}, permission, resolve));
      },
      setPermissionCheckHandler: (handler) => {
        this.#checksPermission = handler;
      },
      setDevicePermissionHandler: (handler) => {
        this.#checksDevice = handler;
      },
      webRequest: {
        onBeforeRequest: (listener) => {
          this.#beforeRequest = (url) => {
            let cancelled = false;
            listener({ url }, (response) => {
              cancelled = response.cancel ?? false;
            });
            return cancelled;
          };
        },
      },
      on: (event, listener) => this.#sessionEvents.on(event, listener),
    };
  }
}
