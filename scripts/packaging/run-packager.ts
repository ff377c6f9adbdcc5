import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Target } from './runtime-closure.ts';

const SYSTEMS = { darwin: 'mac', linux: 'linux', win32: 'win' } as const;

/** Where the packager is installed: away from the sources, so that no tool that reads those meets it. */
export function packagerFolder(root: string): string {
  return path.join(root, '.package', 'packager');
}

/**
 * Installs the packager, the first time and when its lock has changed: it weighs 90 MB, and only who makes packages needs it.
 *
 * @throws Error where npm could not
 */
export function installPackager(root: string): void {
  const folder = packagerFolder(root);
  const lock = fs.readFileSync(path.join(import.meta.dirname, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'installed');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing the packager (once; about 90 MB)…\n');
  fs.mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name));
  }
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The packager could not be installed.');
  fs.writeFileSync(stamp, lock);
}

/**
 * Packs the staged app.
 *
 * @param options of electron-builder, behind the target
 * @throws Error where it ends with another status than 0
 */
export function runPackager(root: string, { platform, arch }: Target, options: readonly string[]): void {
  const cli = path.join(packagerFolder(root), 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(
    process.execPath,
    [cli, `--${SYSTEMS[platform]}`, `--${arch}`, '--publish', 'never', '--config', 'electron-builder.yml', ...options],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`The packager ended with status ${status}.`);
}
