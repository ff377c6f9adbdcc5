/**
 * What the window may ask of the desktop around it, beside the engine. In Electron the preload script provides it as
 * `window.sonotheque`; in a browser there is none, and the window does the same by other means.
 */
export type WindowHost = {
  readonly kind: 'electron';
  /**
   * Asks for a line to the engine. It comes as a `message` event of this window with the data `ENGINE_PORT_MESSAGE` and
   * one port; the port closes when the engine is lost, and may be asked for again.
   */
  readonly requestEnginePort: () => void;
  /** The system's own dialogue; empty when the person thinks better of it. */
  readonly chooseFolders: (purpose?: 'add' | 'send') => Promise<readonly string[]>;
  /** The system's own dialogue for a catalogue; the one that is chosen opens in a window of its own. */
  readonly openCatalogue: () => Promise<void>;
  /** Shows a sound of the catalogue in the system's file browser. */
  readonly revealSound: (soundId: number) => Promise<void>;
  /** Shows a file that was sent, by its place in the log of sends, in the system's file browser. */
  readonly revealSent: (sendId: string, place: number) => Promise<void>;
  /** Puts a sound's absolute path on the clipboard. */
  readonly copySoundPath: (soundId: number) => Promise<void>;
  /**
   * Lets a person drag a sound's file, or a part of it as a file, out of the window. Call it from `dragstart`, after
   * preventing what the browser would do.
   *
   * @returns `false` where there is nothing to drag: the file is away, or the part can't be made
   */
  readonly dragOut: (soundId: number, region?: DraggedRegion) => Promise<boolean>;
  /**
   * Writes a list that the window made where a person wants it, asked for in the system's own dialogue.
   *
   * @param name that the dialogue suggests, ending in `.csv`, `.tsv`, `.html`, `.svg` or `.json`
   */
  readonly saveList: (name: string, text: string) => Promise<SaveAnswer>;
  /** The absolute paths of what was dropped on the window; what lies on no disk is left out. */
  readonly pathsOfDropped: (files: readonly File[]) => readonly string[];
  /** Asks the project's releases whether there is a newer version: only for a person who wants it. */
  readonly checkForUpdates: () => Promise<UpdateAnswer>;
  /** Told when a command of the window is chosen in the menu bar. @returns what ends that */
  readonly onMenuCommand: (listener: (command: MenuCommand) => void) => () => void;
};

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly file: string }
  /** The person thought better of it. */
  | { readonly kind: 'left' }
  | { readonly kind: 'failed'; readonly message: string; readonly nextStep: string };

export type UpdateAnswer =
  | { readonly kind: 'newer'; readonly version: string; readonly page: string }
  | { readonly kind: 'newest'; readonly version: string }
  | { readonly kind: 'failed'; readonly message: string; readonly nextStep: string };

/** Part of a sound, in seconds from its start. */
export type DraggedRegion = {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** So much more on either side, as far as the sound goes. */
  readonly handlesSeconds?: number | undefined;
};

/** Commands of the window that stand in the menu bar as well, by their id. */
export type MenuCommand = (typeof MENU_COMMANDS)[number];
export const MENU_COMMANDS = [
  'library.add',
  'session.send',
  'browser.reveal',
  'window.shortcuts',
  'window.about',
] as const;

export const ENGINE_PORT_MESSAGE = 'sonotheque-engine-port';
