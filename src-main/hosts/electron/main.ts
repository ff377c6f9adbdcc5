/** Entry of Electron's main process. */
import path from 'node:path';
import * as electron from 'electron';
import { runMain } from './run-main.ts';

const dist = import.meta.dirname;
runMain(electron, {
  arguments: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  platform: process.platform,
  preload: path.join(dist, 'electron-preload.cjs'),
  engine: path.join(dist, 'electron-engine.mjs'),
  renderer: path.join(dist, 'renderer'),
}).catch((error: unknown) => {
  process.stderr.write(`Sonotheque could not start: ${error}\n`);
  electron.app.exit(1);
});
