import { z } from 'zod';
import { channels } from './channels.ts';
import type { AppWindow, ElectronMain, PassedPort, SenderEvent } from './electron-api.ts';
import { isFromOurPage } from './guards.ts';

const nothing = z.tuple([]);
const soundId = z.tuple([z.int().positive()]);

/** What a window may ask for, as the main process provides it. */
type WindowServices<Port extends PassedPort> = {
  readonly currentWindow: () => AppWindow<Port> | null;
  readonly requestPort: (give: (port: Port) => void) => void;
  readonly findSound: (id: number) => Promise<string | null>;
};

/** Answers the preload script of our own window, and nobody else. */
export function answerWindowRequests<Port extends PassedPort>(
  electron: ElectronMain<Port>,
  services: WindowServices<Port>,
): void {
  const windowOf = (event: SenderEvent) => {
    const window = services.currentWindow();
    return window !== null && window.webContents.id === event.sender.id && isFromOurPage(event) ? window : null;
  };
  const answer = <Input>(
    channel: string,
    schema: z.ZodType<Input>,
    work: (window: AppWindow<Port>, input: Input) => Promise<unknown>,
  ) =>
    electron.ipcMain.handle(channel, async (event, ...values) => {
      const window = windowOf(event);
      if (window === null) throw new Error('Only the window of Sonotheque may ask this.');
      return work(window, schema.parse(values));
    });

  electron.ipcMain.on(channels.enginePort, (event, ...values) => {
    const window = windowOf(event);
    if (window === null || !nothing.safeParse(values).success) return;
    services.requestPort((port) => {
      if (window.isDestroyed() || window.webContents.isDestroyed()) port.close();
      else window.webContents.postMessage(channels.enginePort, null, [port]);
    });
  });

  answer(channels.chooseFolders, nothing, async () => {
    const chosen = await electron.dialog.showOpenDialog({
      title: 'Add folders of sounds',
      buttonLabel: 'Add',
      properties: ['openDirectory', 'multiSelections'],
    });
    return chosen.canceled ? [] : chosen.filePaths;
  });

  answer(channels.revealSound, soundId, async (_window, [id]) => {
    const file = await services.findSound(id);
    if (file !== null) electron.shell.showItemInFolder(file);
  });
}
