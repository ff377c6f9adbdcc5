import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { UpdateAnswer } from '../../../src-shared/contract/window-host.ts';
import { readStaticFiles } from '../web/static-files.ts';
import { answerAppRequests, declareScheme } from './app-files.ts';
import { APP_SCHEME } from './app-origin.ts';
import { openWindow } from './app-window.ts';
import { applicationMenu } from './application-menu.ts';
import { askedCatalogue, CATALOGUE_EXTENSION, refusedFile } from './asked-catalogue.ts';
import { channels } from './channels.ts';
import type { AppWindow, ElectronMain, PassedPort } from './electron-api.ts';
import { EngineRequests } from './engine-requests.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { guardContents, guardSession } from './guards.ts';
import { answerWindowRequests } from './window-requests.ts';

/** A fault of V8 with protection keys ends processes whose threads come and go (nodejs/node#64500). */
const V8_FLAGS = '--no-memory-protection-keys';

type MainOptions = {
  /** What a person wrote behind the program's name. */
  readonly arguments: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Absolute paths of the other processes' bundles, and the folder of the built page. */
  readonly preload: string;
  readonly engine: string;
  readonly renderer: string;
  /** Absolute paths of the picture beside a dragged sound, and of the licences of everything in the program. */
  readonly dragIcon: string;
  readonly licences: string;
  /** Starts this program again, for another catalogue: one instance a catalogue. */
  readonly startAnother: (catalogue: string) => void;
  /** Goes to the net; called only where a person wants it. */
  readonly checkForUpdates: () => Promise<UpdateAnswer>;
  readonly restartDelaysMilliseconds?: readonly number[];
};

/**
 * The main process: a window, its guards, and an engine process that it is connected to. Call it before Electron is
 * ready. Resolves when the window is open, or at once where another start has this catalogue open already; rejects with
 * `window-missing` where the page was never built.
 */
export async function runMain<Port extends PassedPort>(
  electron: ElectronMain<Port>,
  options: MainOptions,
): Promise<void> {
  const { app } = electron;
  const { catalogue, refusal } = askedCatalogue(options.arguments);
  app.setName('Sonotheque');
  app.commandLine.appendSwitch('js-flags', V8_FLAGS);
  app.setPath('userData', windowFolder(app.getPath('appData'), catalogue));
  // A Mac names a file by an event, which may have come before the program is ready; elsewhere it is an argument.
  let ready = false;
  const handedOver: string[] = [];
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (ready) openAnother(file);
    else handedOver.push(file);
  });
  if (!app.requestSingleInstanceLock()) {
    if (refusal !== null) {
      await app.whenReady();
      await say(refusal);
    }
    app.quit();
    return;
  }
  app.enableSandbox();
  declareScheme(electron);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));

  const engine = new EngineSupervisor<Port>({
    fork: () =>
      electron.utilityProcess.fork(options.engine, catalogue === null ? [] : [catalogue], {
        serviceName: 'Sonotheque engine',
        execArgv: [`--js-flags=${V8_FLAGS}`],
      }),
    createChannel: () => new electron.MessageChannelMain(),
    onUnavailable: (failure) => offerAgain(failure, () => engine.start()),
    ...(options.restartDelaysMilliseconds && { restartDelaysMilliseconds: options.restartDelaysMilliseconds }),
  });
  const requests = new EngineRequests(engine);

  let window: AppWindow<Port> | null = null;
  const show = () => {
    if (window === null) {
      const opened = openWindow(electron, {
        preload: options.preload,
        stateFile: path.join(app.getPath('userData'), 'window.json'),
        onPageLost: () =>
          offerAgain(
            {
              code: 'page-keeps-ending',
              message: 'The window of Sonotheque keeps ending.',
              nextStep: 'Try again. If it goes on, update the graphics driver and report what happened.',
            },
            () => opened.webContents.reload(),
          ),
      });
      window = opened;
      opened.on('closed', () => {
        if (window === opened) window = null;
      });
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  function offerAgain({ message, nextStep }: Failure, again: () => void): void {
    electron.dialog
      .showMessageBox({
        type: 'error',
        title: 'Sonotheque',
        message,
        ...(nextStep !== null && { detail: nextStep }),
        buttons: ['Try again', 'Quit'],
        defaultId: 0,
        cancelId: 1,
      })
      .then(({ response }) => (response === 0 ? again() : app.quit()))
      .catch(() => app.quit());
  }

  async function say({ message, nextStep }: Failure): Promise<void> {
    const detail = nextStep === null ? {} : { detail: nextStep };
    await electron.dialog.showMessageBox({ type: 'error', title: 'Sonotheque', message, ...detail });
  }

  function openAnother(file: string): void {
    const refusal = refusedFile(file);
    if (refusal !== null) void say(refusal);
    else if (file === catalogue) show();
    else options.startAnother(file);
  }

  async function openCatalogue(): Promise<void> {
    const chosen = await electron.dialog.showOpenDialog({
      title: 'Open a catalogue',
      properties: ['openFile'],
      filters: [{ name: 'Sonotheque catalogues', extensions: [CATALOGUE_EXTENSION] }],
    });
    const [file] = chosen.canceled ? [] : chosen.filePaths;
    if (file !== undefined) openAnother(file);
  }

  let closed = false;
  app.on('window-all-closed', () => {
    if (options.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    engine.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  answerWindowRequests(electron, {
    currentWindow: () => window,
    requestPort: (give) => engine.requestPort(give),
    findSound: (id, region) => requests.findSound(id, region),
    findSent: (sendId, place) => requests.findSent(sendId, place),
    openCatalogue,
    checkForUpdates: options.checkForUpdates,
    dragIcon: options.dragIcon,
  });

  await app.whenReady();
  ready = true;
  for (const file of handedOver) openAnother(file);
  // Started for the sake of those files alone.
  if (catalogue === null && handedOver.some((file) => refusedFile(file) === null)) {
    app.quit();
    return;
  }
  guardSession(electron.session.defaultSession);
  electron.protocol.handle(
    APP_SCHEME,
    answerAppRequests(readStaticFiles(options.renderer), (request) => requests.media(request)),
  );
  const menu = applicationMenu({
    platform: options.platform,
    withDevTools: !app.isPackaged,
    command: (command) => {
      show();
      window?.webContents.send(channels.menuCommand, command);
    },
    openCatalogue: () => void openCatalogue(),
    showLicences: () => void electron.shell.openPath(options.licences),
  });
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menu));
  // Only now: macOS may activate a program that is not ready yet.
  app.on('second-instance', show);
  app.on('activate', show);
  engine.start();
  show();
  if (refusal !== null) void say(refusal);
}

/** Electron allows one running instance a data folder: with one folder a catalogue, one window a catalogue. */
function windowFolder(appData: string, catalogue: string | null): string {
  const name = catalogue === null ? 'default' : createHash('sha256').update(catalogue).digest('hex').slice(0, 16);
  return path.join(appData, 'Sonotheque', 'windows', name);
}
