/** Entry of Electron's main process. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as electron from 'electron';
import { runMain } from './run-main.ts';
import { checkForUpdates, releasesAddress } from './updates.ts';

const dist = import.meta.dirname;
/** In a packed program this lies in the archive, and what other processes run or read lies beside the archive. */
const outside = dist.replace(/app\.asar(?=[\\/])/u, 'app.asar.unpacked');
const { isPackaged } = electron.app;

runMain(electron, {
  arguments: process.argv.slice(isPackaged ? 1 : 2),
  platform: process.platform,
  preload: path.join(dist, 'electron-preload.cjs'),
  engine: path.join(outside, 'electron-engine.mjs'),
  renderer: path.join(outside, 'renderer'),
  dragIcon: path.join(outside, 'drag-64.png'),
  licences: path.join(outside, 'LICENSES.txt'),
  checkForUpdates: () => {
    const { homepage } = JSON.parse(readFileSync(path.join(electron.app.getAppPath(), 'package.json'), 'utf8'));
    return checkForUpdates(releasesAddress(homepage), electron.app.getVersion());
  },
  startAnother: (catalogue) => {
    const main = isPackaged ? [] : [path.join(dist, 'electron-main.mjs')];
    spawn(process.execPath, [...main, '--catalogue', catalogue], { detached: true, stdio: 'ignore' }).unref();
  },
}).catch((error: unknown) => {
  process.stderr.write(`Sonotheque could not start: ${error}\n`);
  electron.app.exit(1);
});
