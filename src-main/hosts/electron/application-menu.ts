import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../../src-shared/contract/window-host.ts';

type MenuOptions = {
  readonly platform: NodeJS.Platform;
  /** In development: a page that can be loaded again and looked into. */
  readonly withDevTools: boolean;
  /** Carries out a command of the window. */
  readonly command: (command: MenuCommand) => void;
  readonly openCatalogue: () => void;
  readonly showLicences: () => void;
};

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu bar. What the system has a role for is that role, so shortcuts and words are those of the platform; what the
 * window does has no shortcut here, since its keys are the person's own.
 */
export function applicationMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, withDevTools, command, openCatalogue, showLicences } = options;
  const isMac = platform === 'darwin';
  const fileBrowser = isMac ? 'Finder' : platform === 'win32' ? 'Explorer' : 'folder';
  const file: MenuItemConstructorOptions[] = [
    { label: 'Add folder…', click: () => command('library.add') },
    { label: 'Open catalogue…', accelerator: 'CmdOrCtrl+O', click: openCatalogue },
    separator,
    { label: 'Send to the session…', click: () => command('session.send') },
    { label: `Show in ${fileBrowser}`, click: () => command('browser.reveal') },
    separator,
    { role: isMac ? 'close' : 'quit' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(withDevTools ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
  const help: MenuItemConstructorOptions[] = [
    { label: 'Keyboard shortcuts', click: () => command('window.shortcuts') },
    { label: 'Licences', click: showLicences },
    separator,
    { label: 'About Sonotheque', click: () => command('window.about') },
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: file },
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { role: 'windowMenu' },
    { role: 'help', label: 'Help', submenu: help },
  ];
}
