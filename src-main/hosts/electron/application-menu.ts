import type { MenuItemConstructorOptions } from 'electron';

/** The menu bar. Every entry is one of the system's own roles, so shortcuts and words are those of the platform. */
export function applicationMenu(platform: NodeJS.Platform, withDevTools: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: withDevTools ? [...view, ...developer] : view },
    { role: 'windowMenu' },
  ];
}
