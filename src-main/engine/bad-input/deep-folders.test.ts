/** Paths as long as a system takes them, folders deeper than that, and what may not be looked into. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { BadLibrary, expectPlainWords, type IndexedOnce } from './bad-library.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
/** Of Linux, with the zero at the end. */
const LONGEST_PATH = 4_096;
const NAME = 'n'.repeat(200);

/**
 * Goes down folder by folder, which no single path could say, and puts recordings at the depths asked for. The folder
 * under the last one is left for whoever removes it.
 */
const DIGGER = `
  const { mkdirSync, copyFileSync } = require('node:fs');
  const [name, sound, ...depths] = process.argv.slice(1);
  const wanted = new Set(depths.map(Number));
  for (let depth = 1; depth <= Math.max(...wanted); depth++) {
    mkdirSync(name); process.chdir(name);
    if (wanted.has(depth)) copyFileSync(sound, 'deep.mp3');
  }`;

let library: BadLibrary;
let first: IndexedOnce;
let rows: ReadonlyMap<string, SoundRecord>;
let reachable = 0;

const below = (depth: number, name: string) => path.join(...Array.from({ length: depth }, () => NAME), name);

describe.runIf(process.platform === 'linux')('folders in folders in folders', () => {
  beforeAll(async () => {
    library = await BadLibrary.make();
    library.putNeighbours();
    const room = LONGEST_PATH - 1 - library.root.length - '/deep.mp3'.length;
    reachable = Math.floor(room / (NAME.length + 1));
    const dug = spawnSync(
      process.execPath,
      ['-e', DIGGER, NAME, path.join(starter, 'sheep_bleat.mp3'), ...[reachable, reachable + 3].map(String)],
      { cwd: library.root, encoding: 'utf8' },
    );
    expect(dug.stderr).toBe('');
    // A name that makes a path one character too long, in a folder that can be read.
    const rest = LONGEST_PATH - library.at(below(reachable, '')).length;
    spawnSync('sh', ['-c', `cd "$0" && : > "$1"`, library.at(below(reachable, '.')), `${'x'.repeat(rest)}.wav`]);
    first = await library.index();
    rows = await library.rows();
  }, 120_000);
  afterAll(async () => {
    // The system's own remover goes down step by step.
    spawnSync('rm', ['-rf', library.root]);
    await library.remove();
  });

  it('are heard down to the longest path', () => {
    const name = below(reachable, 'deep.mp3');
    expect(library.at(name).length).toBeGreaterThan(3_800);
    expect(rows.get(name)).toMatchObject({ status: 'indexed', failure: null });
  });

  it('are named where they go deeper, once, in plain words', () => {
    const deeper = [...first.files.values()].filter(({ path: place }) => !place.endsWith('.wav'));
    expect(deeper).toMatchObject([{ kind: 'failed', failure: { code: 'path-too-long' } }]);
    expectPlainWords(deeper[0]?.failure ?? undefined);
  });

  it('a name that makes its path too long is a failed row', () => {
    const failed = [...rows.values()].filter(({ status }) => status === 'failed');
    expect(failed).toMatchObject([{ failure: { code: 'path-too-long' } }]);
    expect([...first.files.values()]).toContainEqual(expect.objectContaining({ path: failed[0]?.path }));
  });

  it('take nothing from the good sounds beside them', () => library.expectNeighboursIndexed());

  it('keep nobody from noticing what moved or went elsewhere in the library', async () => {
    await library.engine.label(library.at('0-first.flac'), 'ANMLDog');
    library.put('misc_crow.flac', 'moved.flac');
    spawnSync('rm', [library.at('0-first.flac')]);
    const again = await library.index();
    expect(again.report).toMatchObject({ moved: 1, missing: 0, failed: first.report.failed, frames: 0 });
    expect((await library.rows()).get('moved.flac')).toMatchObject({ status: 'indexed', label: { catId: 'ANMLDog' } });
    expect((await library.rows()).size).toBe(rows.size);
  });
});

const main = fileURLToPath(new URL('../../hosts/cli/main.ts', import.meta.url));
const NOBODY = 65_534;

describe.skipIf(process.platform === 'win32')('without permission', () => {
  let guarded: BadLibrary;
  const isRoot = process.getuid?.() === 0;

  beforeAll(async () => {
    guarded = await BadLibrary.make();
    guarded.putNeighbours();
    guarded.put('dog_bark.mp3', 'closed.mp3');
    guarded.put('cat_meow.mp3', 'closed-folder/cat_meow.mp3');
    guarded.put('cow_moo.mp3', 'no-entry/cow_moo.mp3');
    // Nobody's own catalogue, in a folder of theirs.
    for (const place of [guarded.folder, guarded.root]) chmodSync(place, 0o777);
  });
  afterAll(async () => {
    for (const place of ['closed-folder', 'no-entry']) chmodSync(guarded.at(place), 0o777);
    await guarded.remove();
  });

  /** An administrator may read everything: then somebody else indexes. */
  function index() {
    const { stdout, status } = spawnSync(
      process.execPath,
      [main, '--catalogue', path.join(guarded.folder, 'theirs.sonotheque'), 'index', guarded.root, '--json'],
      {
        encoding: 'utf8',
        env: { ...process.env, HOME: guarded.folder },
        ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
      },
    );
    const lines = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const failed = lines.filter((line) => 'error' in line || 'failure' in line);
    return { status, lines, failed, report: lines.at(-1) };
  }

  it('files and folders are named, the rest is heard; given it, they are heard by the next index', ({ skip }) => {
    const modes: readonly (readonly [string, number])[] = [
      ['closed.mp3', 0o644],
      ['closed-folder', 0o755],
      ['no-entry', 0o755],
    ];
    chmodSync(guarded.at('closed.mp3'), 0);
    chmodSync(guarded.at('closed-folder'), 0);
    chmodSync(guarded.at('no-entry'), 0o444);
    const first = index();
    if (first.report === undefined) skip('this account may not run the program as somebody else');
    expect(first.report).toMatchObject({ indexed: 2, failed: 3 });
    for (const [name] of modes) expect(JSON.stringify(first.lines)).toContain(name);
    expect(JSON.stringify(first.lines)).not.toMatch(/unexpected/);
    expect(index().report).toMatchObject({ indexed: 0, unchanged: 2, failed: 3, missing: 0 });
    for (const [name, mode] of modes) chmodSync(guarded.at(name), mode);
    expect(index().report).toMatchObject({ indexed: 3, unchanged: 2, failed: 0, missing: 0 });
  }, 60_000);
});
