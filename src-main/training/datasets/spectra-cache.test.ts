import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SpectraCache } from './spectra-cache.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'spectra-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const some = (name: string, values = 9_600) => ({
  payloadHash: name,
  levelsDb: new Float32Array([-20]),
  hops: null,
  rows: new Float16Array(values).fill(0.5),
});
const files = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

it('gives back what it kept, also to the next run', async () => {
  await new SpectraCache(folder, 1e9).keep('a', { ...some('aa'), hops: [0, 1] });
  expect(await new SpectraCache(folder, 1e9).find('a')).toEqual({ ...some('aa'), hops: [0, 1] });
  expect(await new SpectraCache(folder, 1e9).find('b')).toBeNull();
});

it('lets the least recently used go', async () => {
  const cache = new SpectraCache(folder, 50_000);
  for (const [at, name] of ['a', 'b'].entries()) {
    await cache.keep(name, some(name));
    for (const file of files()) utimesSync(path.join(file.parentPath, file.name), at, at);
  }
  await cache.find('a');
  await cache.keep('c', some('c'));
  expect(await cache.find('b')).toBeNull();
  expect(await cache.find('a')).not.toBeNull();
  expect(await cache.find('c')).not.toBeNull();
});

it('takes nothing that is damaged', async () => {
  const cache = new SpectraCache(folder, 1e9);
  await cache.keep('a', some('a'));
  for (const file of files()) writeFileSync(path.join(file.parentPath, file.name), 'nothing of the kind');
  expect(await cache.find('a')).toBeNull();
});
