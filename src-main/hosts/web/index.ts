export { type AppWindow, type AppWindowOptions, openAppWindow } from './app-window.ts';
export { startWebHost, type WebHost, type WebHostOptions } from './web-host.ts';
