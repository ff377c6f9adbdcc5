/** Runs the steps of set-up as child processes that never outlive it. */
import { spawn } from 'node:child_process';
import { explainFailure } from './failures.mjs';

const KEPT_CHARACTERS = 20_000;
/** npm ends itself on a signal, after tidying up; past this it is killed. */
const PATIENCE_MS = 10_000;
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Runs npm, the one that runs us where there is one. */
export function npm(step, args, cwd, note) {
  const script = process.env.npm_execpath;
  const viaNode = script && /\.c?js$/.test(script);
  // Offline, npm's own patience would be more than a minute of silence.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
  const all = [...(viaNode ? [script] : []), ...args, '--no-audit', '--no-fund', '--no-update-notifier', ...patience];
  const command = viaNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return run(step, command, all, cwd, note);
}

/**
 * Runs one step; what it prints is shown only when it fails in a way that we can't explain. Ctrl-C ends the step first,
 * then set-up.
 * @param {(pid: number) => void} note told the child's number
 * @returns {Promise<void>} rejects with a SetupError
 */
export function run(step, command, args, cwd, note) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, npm_config_loglevel: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    });
    if (child.pid !== undefined) note(child.pid);
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    let interrupted = 0;
    const handlers = Object.entries(INTERRUPTED).map(([signal, code]) => {
      const handler = () => {
        if (interrupted) return;
        interrupted = code;
        process.stderr.write('Stopping…\n');
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
      };
      process.on(signal, handler);
      return () => process.off(signal, handler);
    });
    const finish = (settle) => {
      for (const remove of handlers) remove();
      if (interrupted) process.exit(interrupted);
      settle();
    };
    child.on('error', (error) => finish(() => reject(explainFailure(step, `${error.message} ${error.code ?? ''}`))));
    child.on('close', (code, signal) => {
      finish(() => {
        if (code === 0) return resolve();
        const failure = explainFailure(step, signal ? `${output}\n${command} was ended by ${signal}` : output);
        if (!failure.known) process.stderr.write(output.endsWith('\n') ? output : `${output}\n`);
        reject(failure);
      });
    });
  });
}
