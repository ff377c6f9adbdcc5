import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the program lies within an unpacked runtime. */
function programOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

type RuntimePlaces = {
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /** The folder of the `electron` package; null where it isn't installed. */
  readonly packageFolder?: string | null;
};

/**
 * Finds Electron's program without ever downloading it: the package fetches its runtime when it is imported, so it
 * isn't.
 *
 * @returns the absolute path, or null where there is no runtime that could be started
 */
export function electronRuntime(places: RuntimePlaces = {}): string | null {
  const { environment = process.env, platform = process.platform } = places;
  const packageFolder = places.packageFolder === undefined ? installedPackage() : places.packageFolder;
  const program = (packageFolder && namedProgram(packageFolder)) || programOf(platform);
  const folders = [environment.ELECTRON_OVERRIDE_DIST_PATH, packageFolder && path.join(packageFolder, 'dist')];
  for (const folder of folders) {
    if (folder && canRun(path.resolve(folder, program))) return path.resolve(folder, program);
  }
  return null;
}

/**
 * The program itself, where this is its command line: packed, run by Electron as Node. It needs no script named.
 *
 * @returns the absolute path, or null where this runs otherwise
 */
export function packedProgram(
  folder: string = import.meta.dirname,
  versions: { readonly electron?: string } = process.versions,
): string | null {
  const isPacked = folder.split(/[\\/]/u).includes('app.asar.unpacked');
  return isPacked && versions.electron !== undefined ? process.execPath : null;
}

function installedPackage(): string | null {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The package's installer writes down what it unpacked. */
function namedProgram(packageFolder: string): string | null {
  try {
    return fs.readFileSync(path.join(packageFolder, 'path.txt'), 'utf8').trim();
  } catch {
    return null;
  }
}

function canRun(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
