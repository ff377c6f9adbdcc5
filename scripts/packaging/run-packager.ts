import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Target } from './runtime-closure.ts';

const SYSTEMS = { darwin: 'mac', linux: 'linux', win32: 'win' } as const;

/**
 * Installs the packager, the first time: it weighs 90 MB, and only who makes packages needs it.
 *
 * @throws Error where npm could not
 */
export function installPackager(folder: string): void {
  const stamp = path.join(folder, 'node_modules', '.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (fs.existsSync(stamp) && fs.statSync(stamp).mtimeMs > fs.statSync(lock).mtimeMs) return;
  process.stderr.write('Installing the packager (once; about 90 MB)…\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The packager could not be installed.');
}

/**
 * Packs the staged app.
 *
 * @param options of electron-builder, behind the target
 * @throws Error where it ends with another status than 0
 */
export function runPackager(root: string, { platform, arch }: Target, options: readonly string[]): void {
  const cli = path.join(root, 'scripts', 'packaging', 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(
    process.execPath,
    [cli, `--${SYSTEMS[platform]}`, `--${arch}`, '--publish', 'never', '--config', 'electron-builder.yml', ...options],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`The packager ended with status ${status}.`);
}
