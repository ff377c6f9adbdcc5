import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const scripts = path.resolve(import.meta.dirname, '..');
let clone = '';

beforeEach(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-setup-'));
  mkdirSync(path.join(clone, 'scripts'));
  cpSync(path.join(scripts, 'setup'), path.join(clone, 'scripts', 'setup'), { recursive: true });
  cpSync(path.join(scripts, 'start.mjs'), path.join(clone, 'scripts', 'start.mjs'));
  put('package-lock.json', '{"lockfileVersion":3}');
  put('src-main/main.ts', 'export {};');
  // Stands in for the real build: writes an entry that prints what it was given.
  put(
    'scripts/build.mjs',
    `import fs from 'node:fs';
fs.mkdirSync('dist', { recursive: true });
fs.appendFileSync('builds.log', 'built\\n');
fs.writeFileSync('dist/cli.mjs', 'console.log(JSON.stringify(process.argv.slice(2)));');`,
  );
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function put(name: string, content: string): void {
  mkdirSync(path.dirname(path.join(clone, name)), { recursive: true });
  writeFileSync(path.join(clone, name), content);
}

function linesOf(name: string): number {
  const file = path.join(clone, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').length : 0;
}

/** The start script's surroundings, with a stand-in for npm. */
function surroundings(npm: string) {
  put('fake-npm.cjs', npm);
  const { npm_lifecycle_event: _event, INIT_CWD: _cwd, ...environment } = process.env;
  return { cwd: clone, env: { ...environment, npm_execpath: path.join(clone, 'fake-npm.cjs') } };
}

function start(npm: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, ['scripts/start.mjs', ...args], { ...surroundings(npm), encoding: 'utf8' });
}

function launch(npm: string) {
  return spawn(process.execPath, ['scripts/start.mjs'], { ...surroundings(npm), stdio: 'ignore' });
}

const workingNpm = `const fs = require('node:fs');
console.log('npm speaks on standard output');
fs.appendFileSync('installs.log', process.argv.slice(2).join(' ') + '\\n');
for (const name of ['better-sqlite3', 'node-av', 'onnxruntime-node', 'esbuild']) {
  fs.mkdirSync('node_modules/' + name, { recursive: true });
  fs.writeFileSync('node_modules/' + name + '/package.json', '{"exports":{".":"./index.js","./lib":"./index.js"}}');
  fs.writeFileSync('node_modules/' + name + '/index.js', '');
}`;

const failingNpm = (text: string) => `console.error(${JSON.stringify(text)}); process.exit(1);`;

describe('set-up from a fresh clone', () => {
  it('installs, builds, then runs; nothing but the command reaches standard output', () => {
    const { stdout, status } = start(workingNpm, 'status', '--json');
    expect(stdout).toBe('["status","--json"]\n');
    expect(status).toBe(0);
    expect(readFileSync(path.join(clone, 'installs.log'), 'utf8')).toMatch(/^ci --ignore-scripts/);
  });

  it('does nothing the second time', () => {
    start(workingNpm);
    const { stderr } = start(workingNpm);
    expect(stderr).toBe('');
    expect(linesOf('installs.log')).toBe(1);
    expect(linesOf('builds.log')).toBe(1);
  });

  it('builds again after a change of the sources, and installs again after a change of the lock', () => {
    start(workingNpm);
    put('src-main/main.ts', 'export const changed = true;');
    start(workingNpm);
    expect([linesOf('installs.log'), linesOf('builds.log')]).toEqual([1, 2]);
    put('package-lock.json', '{"lockfileVersion":3,"packages":{}}');
    start(workingNpm);
    expect(linesOf('installs.log')).toBe(2);
  });

  it.each([
    ['npm error code ENOTFOUND\nnpm error network request failed', 'The npm registry could not be reached.', 'network'],
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'The disk is full.', 'Free about'],
    ['npm error code EACCES\nnpm error permission denied, mkdir', 'no permission to write', 'Make this folder yours'],
    ['npm error code EROFS', 'read-only disk', 'Copy the project'],
    ['npm error code EINTEGRITY', 'package is damaged', 'npm cache clean'],
  ])('says what failed and what to do: %j', (output, what, next) => {
    const { stdout, stderr, status } = start(failingNpm(output));
    expect(stderr).toContain(what);
    expect(stderr).toContain(next);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('tries again after a failure', () => {
    start(failingNpm('npm error code ENOTFOUND'));
    expect(start(workingNpm, 'again').stdout).toBe('["again"]\n');
  });

  it('does not believe npm when what it installed does not load', () => {
    const { stderr, status } = start(`${workingNpm}
fs.rmSync('node_modules/node-av/index.js');`);
    expect(stderr).toContain('Installing the packages: It failed');
    expect(status).toBe(1);
    expect(start(workingNpm, 'again').stdout).toBe('["again"]\n');
  });

  it.skipIf(process.platform === 'win32')('ends npm on Ctrl-C before it ends itself', async () => {
    const child = launch(
      "require('node:fs').writeFileSync('npm.pid', String(process.pid)); setInterval(() => {}, 1000);",
    );
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await vi.waitFor(() => expect(linesOf('npm.pid')).toBe(1), 10_000);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(() => process.kill(Number(readFileSync(path.join(clone, 'npm.pid'), 'utf8')), 0)).toThrow('ESRCH');
  });

  it('reports a build that failed', () => {
    put('scripts/build.mjs', "console.error('Error: ENOSPC: no space left on device, write'); process.exit(1);");
    const { stderr, status } = start(workingNpm);
    expect(stderr).toContain('Building: The disk is full.');
    expect(status).toBe(1);
  });

  it.each([
    ['of a set-up that crashed', '999999999', 0],
    ['whose number another process has by now', String(process.pid), 60],
  ])('takes over the lock %s', (_what, content, ageSeconds) => {
    put('.runtime/setup.lock', content);
    const touched = Date.now() / 1_000 - ageSeconds;
    utimesSync(path.join(clone, '.runtime', 'setup.lock'), touched, touched);
    expect(start(workingNpm, 'go').stdout).toBe('["go"]\n');
    expect(existsSync(path.join(clone, '.runtime', 'setup.lock'))).toBe(false);
  });
});
