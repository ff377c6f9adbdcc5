/**
 * The part of Electron that the main process uses, injected so that the same code runs over the stand-in of the tests.
 * `main.ts` passes Electron itself, so the compiler checks that these shapes are Electron's.
 */
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  Event as ElectronEvent,
  ForkOptions,
  Menu,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Rectangle,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';

/** Listeners by event name; what `on` answers is of no use to us. */
type Emits<Events extends { readonly [name: string]: readonly unknown[] }> = {
  on<Name extends keyof Events & string>(event: Name, listener: (...values: [...Events[Name]]) => void): unknown;
};

type Preventable = Pick<ElectronEvent, 'preventDefault'>;

/** One end of a channel outside the renderer. */
export type PortOutsideRenderer = {
  postMessage(message: unknown, transfer?: never[]): void;
  start(): void;
  close(): void;
} & Emits<{ message: [{ readonly data: unknown }]; close: [] }>;

/** A port that is only passed on. */
export type PassedPort = { close(): void };

export type Frame = { readonly url: string; readonly parent: object | null };

/** What came with a message of a renderer. */
export type SenderEvent = { readonly sender: { readonly id: number }; readonly senderFrame: Frame | null };

export type PageContents<Port extends PassedPort = PassedPort> = {
  readonly id: number;
  isDestroyed(): boolean;
  postMessage(channel: string, message: unknown, transfer?: Port[]): void;
  reload(): void;
  send(channel: string, ...values: unknown[]): void;
  startDrag(item: { readonly file: string; readonly icon: string }): void;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
} & Emits<{
  'will-navigate': [Preventable & { readonly url: string }];
  'will-frame-navigate': [Preventable & { readonly url: string }];
  'will-redirect': [Preventable & { readonly url: string }];
  'will-attach-webview': [Preventable];
  'render-process-gone': [object, { readonly reason: string }];
}>;

export type AppWindow<Port extends PassedPort = PassedPort> = {
  readonly webContents: PageContents<Port>;
  loadURL(url: string): Promise<void>;
  show(): void;
  focus(): void;
  isMinimized(): boolean;
  restore(): void;
  isDestroyed(): boolean;
  isMaximized(): boolean;
  maximize(): void;
  getNormalBounds(): Rectangle;
} & Emits<{ 'ready-to-show': []; close: [object]; closed: [] }>;

/** A utility process. */
export type EngineChild<Port extends PassedPort = PassedPort> = {
  postMessage(message: unknown, transfer?: Port[]): void;
  kill(): boolean;
} & Emits<{ message: [unknown]; exit: [number] }>;

/** Permissions are asked about by name; all that matters here is that none is given. */
export type AppSession = {
  setPermissionRequestHandler(
    handler: (contents: object, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, callback: (response: { cancel?: boolean }) => void) => void,
    ): void;
  };
} & Emits<{ 'will-download': [Preventable] }>;

export type ElectronMain<Port extends PassedPort = PassedPort> = {
  readonly app: {
    readonly isPackaged: boolean;
    setName(name: string): void;
    getPath(name: 'appData' | 'userData'): string;
    setPath(name: 'userData', folder: string): void;
    requestSingleInstanceLock(): boolean;
    enableSandbox(): void;
    readonly commandLine: { appendSwitch(name: string, value: string): void };
    whenReady(): Promise<void>;
    quit(): void;
  } & Emits<{
    'second-instance': [];
    'open-file': [Preventable, string];
    'window-all-closed': [];
    activate: [];
    'will-quit': [Preventable];
    'web-contents-created': [object, PageContents];
  }>;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => AppWindow<Port>;
  readonly MessageChannelMain: new () => { readonly port1: Port; readonly port2: Port };
  readonly utilityProcess: {
    fork(modulePath: string, args?: string[], options?: ForkOptions): EngineChild<Port>;
  };
  readonly protocol: {
    registerSchemesAsPrivileged(schemes: CustomScheme[]): void;
    handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void;
  };
  readonly session: { readonly defaultSession: AppSession };
  readonly ipcMain: {
    on(channel: string, listener: (event: SenderEvent, ...values: unknown[]) => void): unknown;
    handle(channel: string, listener: (event: SenderEvent, ...values: unknown[]) => Promise<unknown>): void;
  };
  readonly dialog: {
    showOpenDialog(options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
    showSaveDialog(options: SaveDialogOptions): Promise<SaveDialogReturnValue>;
    showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>;
  };
  readonly shell: { showItemInFolder(file: string): void; openPath(file: string): Promise<string> };
  readonly clipboard: { writeText(text: string): Promise<void> };
  readonly screen: { getAllDisplays(): { readonly workArea: Rectangle }[] };
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu | null): void;
  };
};
