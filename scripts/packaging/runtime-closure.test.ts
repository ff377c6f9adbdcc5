import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decoderPackage, nativeParts, packageFolderOf, parseTarget, runtimeScripts } from './runtime-closure.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const targets = (['darwin', 'linux', 'win32'] as const).flatMap((platform) =>
  (['arm64', 'x64'] as const).map((arch) => ({ platform, arch })),
);

describe('the native parts of a target', () => {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));

  it.each(targets)('are all to be had for $platform on $arch', (target) => {
    expect(lock.packages).toHaveProperty([`node_modules/${decoderPackage(target)}`]);
    for (const file of nativeParts(target)) {
      // The decoder's package is installed on its own system only.
      if (!file.includes(decoderPackage(target))) expect(fs.existsSync(path.join(root, file)), file).toBe(true);
    }
  });

  it.each(targets)('hold nothing of another system than $platform', (target) => {
    const others = ['darwin', 'linux', 'win32'].filter((platform) => platform !== target.platform);
    expect(nativeParts(target).filter((file) => others.some((other) => file.includes(other)))).toEqual([]);
  });
});

describe('the scripts outside the bundles', () => {
  it('come with what they load, and without what only installs or describes', async () => {
    const scripts = await runtimeScripts(root);
    const packages = new Set(scripts.map(packageFolderOf));
    expect(packages).toContain('node_modules/onnxruntime-common');
    expect(packages).toContain('node_modules/seedrandom');
    for (const name of ['adm-zip', 'global-agent', 'unzipper', 'node-addon-api', 'werift', 'react', 'zod']) {
      expect(packages, name).not.toContain(`node_modules/${name}`);
    }
    expect(scripts.filter((file) => /\.(?:d\.ts|map|md)$/u.test(file))).toEqual([]);
  });
});

describe('a target', () => {
  it('is one of three systems on one of two processors', () => {
    expect(parseTarget('win32', 'arm64')).toEqual({ platform: 'win32', arch: 'arm64' });
    expect(() => parseTarget('freebsd', 'x64')).toThrow('name darwin, linux or win32');
    expect(() => parseTarget('linux', 'ia32')).toThrow('name arm64 or x64');
  });
});

describe('the package of a file', () => {
  it.each([
    ['node_modules/zod/v4/core/index.js', 'node_modules/zod'],
    ['node_modules/@orpc/client/dist/x.mjs', 'node_modules/@orpc/client'],
    ['node_modules/a/node_modules/@b/c/d.js', 'node_modules/a/node_modules/@b/c'],
    ['src-main/engine/index.ts', null],
  ])('%s', (file, folder) => {
    expect(packageFolderOf(file)).toBe(folder);
  });
});
