#!/usr/bin/env node
/** `npm start -- …` and the `sonotheque` command: sets up what is missing, then runs the command line. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportFailure } from './setup/failures.mjs';
import { prepare, root } from './setup/prepare.mjs';

const entry = path.join(root, 'dist', 'cli.mjs');

// npm runs scripts in the package's folder; paths on the command line are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

let node;
try {
  node = await prepare();
} catch (error) {
  reportFailure(error);
  process.exit(1);
}

if (node === process.execPath) {
  process.argv[1] = entry;
  await import(pathToFileURL(entry).href);
} else {
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; the child decides how to end, and its code is ours.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
