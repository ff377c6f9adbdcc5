import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, HeardCache } from './heard-cache.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sonotheque-heard-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const sound = (value: number) => ({
  embeddings: new Float32Array(1_024).fill(value),
  levelsDb: Float32Array.of(-20, -30),
  fields: { title: `séance ${value}` },
});

describe('vectors kept between evaluations', () => {
  it('are there the next time', async () => {
    const file = path.join(folder, 'heard');
    const cache = await HeardCache.open(file);
    await Promise.all([cache.keep('a', sound(1)), cache.keep('b', sound(2))]);
    const again = await HeardCache.open(file);
    expect(again.find('a')).toEqual(sound(1));
    expect(again.find('b')).toEqual(sound(2));
    expect(again.find('c')).toBeNull();
  });

  it('go on after an end in the middle of writing', async () => {
    const file = path.join(folder, 'heard');
    const cache = await HeardCache.open(file);
    await cache.keep('a', sound(1));
    const whole = (await readFile(file)).length;
    await cache.keep('b', sound(2));
    await truncate(file, whole + 100);
    const again = await HeardCache.open(file);
    expect([again.find('a') !== null, again.find('b')]).toEqual([true, null]);
    await again.keep('c', sound(3));
    const third = await HeardCache.open(file);
    expect([third.find('a') !== null, third.find('c')]).toEqual([true, sound(3)]);
  });

  it('begin anew from a file of another kind, and after garbage', async () => {
    const file = path.join(folder, 'heard');
    await writeFile(file, 'something else');
    const cache = await HeardCache.open(file);
    await cache.keep('a', sound(1));
    await appendFile(file, Buffer.alloc(64, 0));
    expect((await HeardCache.open(file)).find('a')).toEqual(sound(1));
  });

  it('belong to a file as it is and a model version', async () => {
    const file = path.join(folder, 'x.wav');
    expect(await cacheKey(file, 'm1')).toBeNull();
    await writeFile(file, 'one');
    const key = await cacheKey(file, 'm1');
    expect(await cacheKey(file, 'm1')).toBe(key);
    expect(await cacheKey(file, 'm2')).not.toBe(key);
    await writeFile(file, 'longer');
    expect(await cacheKey(file, 'm1')).not.toBe(key);
  });
});
