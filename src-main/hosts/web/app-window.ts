import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser, type System } from './find-browser.ts';

export type AppWindowOptions = {
  /** Of WebHost: opens once. */
  readonly address: string;
  /** The browser's own folder for this window; made where it is missing, for this user only. */
  readonly profileFolder: string;
  /** Default: this process's. */
  readonly system?: System;
  /** Further arguments for the browser. */
  readonly browserArguments?: readonly string[];
};

export type AppWindow = {
  /** When the person closed the window; at once where the browser could not start. */
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** A browser without first steps, accounts, updates or anything that talks to others by itself. */
const PLAIN_BROWSER = [
  ...[
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-extensions',
    '--disable-default-apps',
  ],
  ...['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings'],
  ...['--disable-features=Translate,MediaRouter,OptimizationHints', '--password-store=basic'],
  // Sounds follow one another without a click on each.
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * Opens the window as an app of an installed browser of Chromium's family. `null` where there is no such browser, or no
 * display: then the address can be printed.
 */
export function openAppWindow(options: AppWindowOptions): AppWindow | null {
  const { platform, environment } = options.system ?? { platform: process.platform, environment: process.env };
  const hasDisplay = platform !== 'linux' || environment.DISPLAY || environment.WAYLAND_DISPLAY;
  const browser = hasDisplay ? findBrowser({ platform, environment }) : null;
  if (browser === null) return null;

  const doorFile = writeDoor(options.profileFolder, options.address);
  const child = spawn(
    browser,
    [
      `--app=${pathToFileURL(doorFile)}`,
      `--user-data-dir=${options.profileFolder}`,
      ...PLAIN_BROWSER,
      // Chromium's sandbox doesn't work for root.
      ...(platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.browserArguments ?? []),
    ],
    { stdio: 'ignore', env: environment },
  );
  return {
    closed: new Promise((resolve) => {
      const end = (): void => {
        rmSync(doorFile, { force: true });
        resolve();
      };
      child.once('error', end);
      child.once('exit', end);
    }),
    close: () => child.kill(),
  };
}

/**
 * Arguments of a process can be read by every user of a machine, so the address with its token goes into a file that
 * only this user can read, and the browser opens that.
 */
function writeDoor(folder: string, address: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const file = path.join(folder, 'open.html');
  // Made anew: an old one might belong to somebody, or lead elsewhere.
  rmSync(file, { force: true });
  const page = `<!doctype html><meta charset="utf-8"><title>Sonotheque</title><meta http-equiv="refresh" content="0;url=${address}">\n`;
  writeFileSync(file, page, { mode: 0o600, flag: 'wx' });
  return file;
}
