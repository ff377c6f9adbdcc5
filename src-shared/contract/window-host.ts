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
  readonly chooseFolders: () => Promise<readonly string[]>;
  /** Shows a sound of the catalogue in the system's file browser. */
  readonly revealSound: (soundId: number) => Promise<void>;
  /** Absolute paths of files and folders that were dropped on the window. */
  readonly pathsOfDropped?: (files: readonly File[]) => readonly string[] | Promise<readonly string[]>;
};

export const ENGINE_PORT_MESSAGE = 'sonotheque-engine-port';
