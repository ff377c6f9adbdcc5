import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronRuntime, packedProgram } from './runtime.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-runtime-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function program(...parts: string[]): string {
  const file = path.join(folder, ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '', { mode: 0o755 });
  return file;
}

describe('the Electron runtime', () => {
  it('is absent where the package came without it, and nothing is fetched', () => {
    expect(electronRuntime({ environment: {}, platform: 'linux', packageFolder: folder })).toBeNull();
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(electronRuntime({ environment: {}, platform: 'linux', packageFolder: null })).toBeNull();
  });

  it.each([
    ['linux', ['dist', 'electron']],
    ['win32', ['dist', 'electron.exe']],
    ['darwin', ['dist', 'Electron.app', 'Contents', 'MacOS', 'Electron']],
  ] as const)('is found in the package on %s', (platform, parts) => {
    const file = program(...parts);
    expect(electronRuntime({ environment: {}, platform, packageFolder: folder })).toBe(file);
  });

  it('goes by the name that the installer wrote down', () => {
    const file = program('dist', 'special', 'electron');
    fs.writeFileSync(path.join(folder, 'path.txt'), 'special/electron');
    expect(electronRuntime({ environment: {}, platform: 'linux', packageFolder: folder })).toBe(file);
  });

  it('may lie elsewhere, as Electron itself allows', () => {
    const file = program('elsewhere', 'electron');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: path.dirname(file) };
    expect(electronRuntime({ environment, platform: 'linux', packageFolder: null })).toBe(file);
  });

  it('is not a folder of that name', () => {
    fs.mkdirSync(path.join(folder, 'dist', 'electron'), { recursive: true });
    expect(electronRuntime({ environment: {}, platform: 'linux', packageFolder: folder })).toBeNull();
  });
});

describe('the program of a packed command line', () => {
  const beside = path.join('resources', 'app.asar.unpacked', 'dist');
  it('is the one that runs it', () => {
    expect(packedProgram(beside, { electron: '45.4.1' })).toBe(process.execPath);
  });

  it('is none where Node runs it, or where it is not packed', () => {
    expect(packedProgram(beside, {})).toBeNull();
    expect(packedProgram('dist', { electron: '45.4.1' })).toBeNull();
    expect(packedProgram()).toBeNull();
  });
});
