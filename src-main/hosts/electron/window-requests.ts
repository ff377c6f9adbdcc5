import { z } from 'zod';
import type { DraggedRegion, UpdateAnswer } from '../../../src-shared/contract/window-host.ts';
import { channels } from './channels.ts';
import type { AppWindow, ElectronMain, PassedPort, SenderEvent } from './electron-api.ts';
import { isFromOurPage } from './guards.ts';
import { saveList } from './save-list.ts';

const nothing = z.tuple([]);
const purpose = z.tuple([z.enum(['add', 'send'])]);
const sentFile = z.tuple([z.uuid(), z.int().min(0)]);
const id = z.int().positive();
/** A name without folders: where it goes, the person says. */
const listName = z.string().regex(/^[^\\/:*?"<>|\p{Cc}]{1,120}\.(?:csv|tsv|html|svg|json)$/u);
const list = z.tuple([listName, z.string().max(256 * 2 ** 20)]);
const soundId = z.tuple([id]);
const seconds = z.number().min(0).max(1e9);
const soundAndRegion = z.tuple([
  id,
  z
    .strictObject({ startSeconds: seconds, endSeconds: seconds, handlesSeconds: seconds.max(600).optional() })
    .refine(({ startSeconds, endSeconds }) => endSeconds > startSeconds)
    .nullable(),
]);

/** What a window may ask for, as the main process provides it. */
type WindowServices<Port extends PassedPort> = {
  readonly currentWindow: () => AppWindow<Port> | null;
  readonly requestPort: (give: (port: Port) => void) => void;
  /** Absolute path of a sound's file, or of a file that holds a part of it; null where there is none. */
  readonly findSound: (id: number, region: DraggedRegion | null) => Promise<string | null>;
  /** Absolute path of a file that was sent; null where the log doesn't know it. */
  readonly findSent: (sendId: string, place: number) => Promise<string | null>;
  readonly openCatalogue: () => Promise<void>;
  readonly checkForUpdates: () => Promise<UpdateAnswer>;
  /** Absolute path of the picture beside the pointer while a sound is dragged. */
  readonly dragIcon: string;
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

  answer(channels.chooseFolders, purpose, async (_window, [why]) => {
    const chosen = await electron.dialog.showOpenDialog(
      why === 'send'
        ? { title: 'Send sounds to a folder', buttonLabel: 'Choose', properties: ['openDirectory', 'createDirectory'] }
        : { title: 'Add folders of sounds', buttonLabel: 'Add', properties: ['openDirectory', 'multiSelections'] },
    );
    return chosen.canceled ? [] : chosen.filePaths;
  });

  answer(channels.saveList, list, async (_window, [name, text]) => {
    const format = name.slice(name.lastIndexOf('.') + 1);
    const chosen = await electron.dialog.showSaveDialog({
      title: 'Export',
      buttonLabel: 'Export',
      defaultPath: name,
      filters: [{ name: format.toUpperCase(), extensions: [format] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    // An empty path is what closing the dialogue gives.
    return chosen.canceled || chosen.filePath === '' ? { kind: 'left' } : saveList(chosen.filePath, text);
  });

  answer(channels.openCatalogue, nothing, () => services.openCatalogue());

  answer(channels.checkForUpdates, nothing, () => services.checkForUpdates());

  answer(channels.revealSound, soundId, async (_window, [sound]) => {
    const file = await services.findSound(sound, null);
    if (file !== null) electron.shell.showItemInFolder(file);
  });

  answer(channels.revealSent, sentFile, async (_window, [sendId, place]) => {
    const file = await services.findSent(sendId, place);
    if (file !== null) electron.shell.showItemInFolder(file);
  });

  answer(channels.copySoundPath, soundId, async (_window, [sound]) => {
    const file = await services.findSound(sound, null);
    if (file !== null) await electron.clipboard.writeText(file);
  });

  // The page names a sound, never a path: what leaves the window is what the engine knows.
  answer(channels.dragOut, soundAndRegion, async (window, [sound, region]) => {
    const file = await services.findSound(sound, region);
    if (file === null || window.isDestroyed()) return false;
    window.webContents.startDrag({ file, icon: services.dragIcon });
    return true;
  });
}
