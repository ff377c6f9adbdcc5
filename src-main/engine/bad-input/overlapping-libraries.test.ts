/** Libraries inside each other, and one library under two names: every sound has one row, and its label stays on it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BadLibrary } from './bad-library.test-support.ts';

// Each opens an engine, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000 });

const INNER = 'doors/door.flac';
const OUTER = ['0-first.flac', '~last/last.mp3'];

let library: BadLibrary;
beforeEach(async () => {
  library = await BadLibrary.make();
  library.putNeighbours();
  library.put('perc_door.flac', INNER);
});
afterEach(() => library.remove());

const names = async () => (await library.engine.client.catalogue.status()).libraries.map(({ name }) => name);
const beside = (name: string) => path.join(library.folder, name);
const rowsByName = async () => [...(await library.rows()).keys()].sort();

async function expectOneRowEach(): Promise<void> {
  expect(await rowsByName()).toEqual([OUTER[0], INNER, OUTER[1]]);
  expect((await library.rows()).get(INNER)).toMatchObject({ status: 'indexed', isCopy: false });
}

describe('a library inside another', () => {
  it('that was known first keeps its sounds and labels', async () => {
    await library.index([library.at('doors')]);
    await library.engine.label(library.at(INNER), 'DOORWood');
    expect((await library.index()).report).toMatchObject({ indexed: 2, unchanged: 1, copies: 0, failed: 0 });
    expect(await names()).toEqual(['doors', 'library']);
    await expectOneRowEach();
    expect((await library.index()).report).toMatchObject({ indexed: 0, unchanged: 3, copies: 0 });
    expect((await library.rows()).get(INNER)?.label?.catId).toBe('DOORWood');
  });

  it('is a part of one that was known first', async () => {
    await library.index();
    expect((await library.index([library.at('doors')])).report).toMatchObject({ indexed: 0, unchanged: 3 });
    expect(await names()).toEqual(['library']);
    await expectOneRowEach();
  });

  it('is met once, also over a link to it or to what is around it', async () => {
    symlinkSync(library.root, beside('alias'));
    symlinkSync(library.at('doors'), beside('doors-alias'));
    symlinkSync(library.at('doors'), library.at('again'));
    symlinkSync(library.root, library.at('doors', 'up'));
    await library.index([beside('doors-alias')]);
    await library.index([beside('alias')]);
    expect((await library.index([beside('doors-alias'), beside('alias'), library.root])).report).toMatchObject({
      indexed: 0,
      unchanged: 3,
      copies: 0,
    });
    expect(await names()).toEqual(['doors', 'library']);
    await expectOneRowEach();
  });
});

describe('a library under two mounts', () => {
  it('is the same one; so are folders inside it, and one around it meets it once', async ({ skip }) => {
    const second = beside('second/mount');
    mkdirSync(second, { recursive: true });
    if (spawnSync('mount', ['--bind', library.root, second], { stdio: 'ignore' }).status !== 0) {
      skip('only the administrator mounts folders');
    }
    try {
      await library.index();
      await library.engine.label(library.at(INNER), 'DOORWood');
      for (const folder of [second, path.join(second, 'doors'), `${second}/../mount/`]) {
        expect((await library.index([folder])).report).toMatchObject({
          indexed: 0,
          unchanged: 3,
          copies: 0,
          failed: 0,
        });
      }
      expect(await names()).toEqual(['library']);
      library.put('cat_meow.mp3', '../second/cat_meow.mp3');
      expect((await library.index([beside('second')])).report).toMatchObject({ indexed: 1, copies: 0, failed: 0 });
      expect(await names()).toEqual(['library', 'second']);
      expect(await rowsByName()).toEqual(['../second/cat_meow.mp3', OUTER[0], INNER, OUTER[1]]);
      expect((await library.rows()).get(INNER)?.label?.catId).toBe('DOORWood');
    } finally {
      spawnSync('umount', ['-l', second], { stdio: 'ignore' });
    }
  });
});
