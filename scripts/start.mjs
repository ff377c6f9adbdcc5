#!/usr/bin/env node
/** `npm start -- …` and the `sonotheque` command: sets up what is missing, then runs the command line. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { reportFailure } from './setup/failures.mjs';
import { prepare, root } from './setup/prepare.mjs';

/** A fault of V8 with protection keys ends processes whose threads come and go (nodejs/node#64500). */
const NODE_FLAGS = ['--no-memory-protection-keys'];

const entry = path.join(root, 'dist', 'cli.mjs');
const viaNpm = process.env.npm_lifecycle_event === 'start';

// npm runs scripts in the package's folder; paths on the command line are meant from where the person stands.
if (viaNpm && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

/** npm's shell passes no signal on: when it is gone, so is whoever asked. */
function whenOrphaned(end) {
  const parent = process.ppid;
  if (!viaNpm) return;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500).unref();
}

let node;
try {
  node = await prepare();
} catch (error) {
  reportFailure(error);
  process.exit(1);
}

// A process of its own, also where Node is new enough: V8 takes the flag only when it starts.
// The channel carries nothing; that it closes tells the child that we are gone, however we ended.
const child = spawn(node, [...NODE_FLAGS, entry, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
whenOrphaned(() => child.kill('SIGTERM'));
// The terminal sends Ctrl-C to both; the child decides how to end, and its code is ours.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  reportFailure(error);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
