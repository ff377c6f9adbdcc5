/** The whole engine on real recordings: what an index job keeps, finds again and reports. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FailedPath, IndexReport, WarnedPath } from '../../src-shared/contract/indexing.ts';
import type { SoundRecord } from '../../src-shared/contract/sounds.ts';
import { type DrivenEngine, driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));

let folder = '';
let library = '';
let engine: DrivenEngine;
let failures: FailedPath[] = [];
let warned: WarnedPath[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-engine-'));
  library = path.join(folder, 'library');
  mkdirSync(library);
  failures = [];
  warned = [];
  engine = await driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8' });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (sound: string, name = sound) => copyFileSync(path.join(starter, sound), path.join(library, name));

function index(options: { signal?: AbortSignal; onProgress?: () => void } = {}): Promise<IndexReport> {
  return engine.index([library], {
    ...options,
    onFailure: (failed) => failures.push(failed),
    onWarning: (one) => warned.push(one),
  });
}

const sounds = (text = ''): Promise<SoundRecord[]> => engine.sounds(text);

const one = async (text: string) => {
  const [sound] = await sounds(text);
  if (!sound) throw new Error(`no sound matches ${text}`);
  return sound;
};

describe('an index job', () => {
  it('listens to every sound and suggests what it is', async () => {
    put('dog_bark.mp3');
    put('perc_bell.flac');
    expect(await index()).toMatchObject({ indexed: 2, unchanged: 0, failed: 0, missing: 0, frames: 8 });
    expect(await one('dog')).toMatchObject({
      status: 'indexed',
      frames: 4,
      format: { codec: 'mp3', sampleRateHz: 48_000 },
    });
    expect((await one('dog')).suggestions).toHaveLength(5);
    const [first] = (await one('dog')).suggestions;
    expect(first).toMatchObject({ category: 'ANIMALS', catId: 'ANMLDog' });
    expect(first?.evidence.find(({ kind }) => kind === 'named')?.text).toBe('named “dog”, “bark”');
    expect((await one('bell')).suggestions.slice(0, 2).map(({ category }) => category)).toContain('BELLS');
  });

  it('does nothing twice', async () => {
    put('dog_bark.mp3');
    await index();
    expect(await index()).toMatchObject({ indexed: 0, unchanged: 1, frames: 0 });
  });

  it('keeps identity and label of a moved and of a renamed sound, without listening again', async () => {
    put('dog_bark.mp3');
    await index();
    const before = await engine.label(path.join(library, 'dog_bark.mp3'), 'ANMLDog');
    mkdirSync(path.join(library, 'animals'));
    renameSync(path.join(library, 'dog_bark.mp3'), path.join(library, 'animals', 'rex.mp3'));
    expect(await index()).toMatchObject({ moved: 1, missing: 0, frames: 0 });
    expect(await one('rex')).toMatchObject({ id: before.id, label: { catId: 'ANMLDog', source: 'human' } });
    expect((await one('rex')).format).toEqual(before.format);
    expect(await sounds()).toHaveLength(1);
  });

  it('keeps identity, label and vectors of a re-tagged sound', async () => {
    put('dog_bark.mp3');
    await index();
    const file = path.join(library, 'dog_bark.mp3');
    const before = await engine.label(file, 'ANMLDog');
    writeFileSync(file, Buffer.concat([readFileSync(file), id3v1('Rex barks')]));
    expect(await index()).toMatchObject({ indexed: 1, frames: 0 });
    expect(await one('dog')).toMatchObject({
      id: before.id,
      frames: 4,
      label: { catId: 'ANMLDog' },
      fields: { title: 'Rex barks' },
    });
    expect(await sounds('rex')).toHaveLength(1);
  });

  it('marks a vanished sound missing, and takes it back when it returns', async () => {
    put('dog_bark.mp3');
    await index();
    renameSync(path.join(library, 'dog_bark.mp3'), path.join(folder, 'away.mp3'));
    expect(await index()).toMatchObject({ missing: 1 });
    expect(await one('dog')).toMatchObject({ status: 'missing' });
    renameSync(path.join(folder, 'away.mp3'), path.join(library, 'dog_bark.mp3'));
    expect(await index()).toMatchObject({ missing: 0, frames: 0 });
    expect(await one('dog')).toMatchObject({ status: 'indexed' });
  });

  it('knows a copy as one, and gives it no label of the first', async () => {
    put('dog_bark.mp3');
    await index();
    await engine.label(path.join(library, 'dog_bark.mp3'), 'ANMLDog');
    put('dog_bark.mp3', 'copy.mp3');
    expect(await index()).toMatchObject({ indexed: 1, copies: 1, frames: 0 });
    expect(await one('copy')).toMatchObject({ isCopy: true, label: null, frames: 4 });
    const { suggestions } = await one('copy');
    expect(suggestions).toHaveLength(5);
    // Its name is not that of the first.
    expect(JSON.stringify((await one('dog')).suggestions)).toContain('named “dog”');
    expect(JSON.stringify(suggestions)).not.toContain('“dog”');
  });

  it('listens again to a sound whose audio changed', async () => {
    put('dog_bark.mp3', 'a.mp3');
    await index();
    put('sheep_bleat.mp3', 'a.mp3');
    expect(await index()).toMatchObject({ indexed: 1, frames: 1 });
  });

  it('names a bad file with its reason, goes on, and names it again until it is mended', async () => {
    writeFileSync(path.join(library, 'notes.wav'), 'these are notes');
    writeFileSync(path.join(library, 'empty.wav'), '');
    put('dog_bark.mp3');
    expect(await index()).toMatchObject({ indexed: 1, failed: 2 });
    expect(await index()).toMatchObject({ indexed: 0, unchanged: 1, failed: 2 });
    expect(failures.map(({ path: file }) => path.basename(file)).sort()).toEqual([
      ...['empty.wav', 'empty.wav', 'notes.wav', 'notes.wav'],
    ]);
    expect((await one('notes')).failure?.message).toContain('not audio');
    put('dog_bark.mp3', 'notes.wav');
    expect(await index()).toMatchObject({ indexed: 1, failed: 1 });
    expect(await one('notes')).toMatchObject({ status: 'indexed', failure: null });
  });

  it('takes in a sound that ends early, and says so', async () => {
    const whole = readFileSync(path.join(starter, 'perc_door.flac'));
    writeFileSync(path.join(library, 'cut.flac'), whole.subarray(0, whole.length / 2));
    expect(await index()).toMatchObject({ indexed: 1, failed: 0 });
    expect(warned).toMatchObject([
      {
        path: path.join(library, 'cut.flac'),
        warnings: expect.arrayContaining([expect.stringContaining('ends early')]),
      },
    ]);
  });

  it('remembers what was odd about a sound', async () => {
    const whole = readFileSync(path.join(starter, 'perc_door.flac'));
    writeFileSync(path.join(library, 'cut.flac'), whole.subarray(0, whole.length / 2));
    put('dog_bark.mp3');
    await index();
    expect((await one('cut')).warnings).toContainEqual(expect.stringContaining('ends early'));
    expect((await one('dog')).warnings).toEqual([]);
  });

  it('goes on where it was stopped', async () => {
    cpSync(starter, library, { recursive: true });
    const abort = new AbortController();
    const stopped = await index({ signal: abort.signal, onProgress: () => abort.abort() });
    expect(stopped.interrupted).toBe(true);
    const rest = await index();
    expect(rest.indexed + rest.unchanged).toBe(14);
    expect(rest.indexed).toBe(14 - stopped.indexed);
    expect((await engine.client.catalogue.status()).sounds).toEqual({ total: 14, indexed: 14, failed: 0, missing: 0 });
  });
});

describe('after indexing', () => {
  it('finds a copy in another place as the most similar', async () => {
    put('dog_bark.mp3');
    put('perc_bell.flac');
    put('cat_meow.mp3');
    await index();
    const [first] = await engine.client.listening.similar({
      to: { path: path.join(starter, 'dog_bark.mp3') },
      limit: 3,
    });
    expect(path.basename(first?.sound.path ?? '')).toBe('dog_bark.mp3');
    expect(first?.similarity).toBeGreaterThan(0.99);
    const others = await engine.client.listening.similar({
      to: { path: path.join(library, 'dog_bark.mp3') },
      limit: 3,
    });
    expect(others.map(({ sound }) => path.basename(sound.path))).not.toContain('dog_bark.mp3');
  });

  it('accepts sure suggestions, never over a person, and takes them back', async () => {
    put('cow_moo.mp3');
    put('perc_bell.flac');
    await index();
    await engine.label(path.join(library, 'perc_bell.flac'), 'MUSICAL');
    expect(await engine.client.labels.accept({ commandId: uuidv7(), text: '', minProbability: 0.5 })).toEqual({
      accepted: 1,
      matched: 1,
    });
    expect(await one('cow')).toMatchObject({ label: { category: 'ANIMALS', source: 'model' } });
    expect(await one('bell')).toMatchObject({ label: { category: 'MUSICAL', source: 'human' } });
    expect(await engine.client.labels.undo({ commandId: uuidv7() })).toEqual({ undone: 1 });
    expect(await one('cow')).toMatchObject({ label: null });
  });
});

/** An ID3v1 tag: 128 bytes after the audio. */
function id3v1(title: string): Buffer {
  const tag = Buffer.alloc(128);
  tag.write('TAG', 0, 'latin1');
  tag.write(title, 3, 30, 'latin1');
  return tag;
}
