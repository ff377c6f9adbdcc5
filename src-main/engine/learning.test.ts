/** Learning from labels in the whole engine, on real recordings. */
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SoundRecord } from '../../src-shared/contract/sounds.ts';
import { openCatalogue } from '../catalogue/index.ts';
import { shippedStarter } from '../suggestions/index.ts';
import { type DrivenEngine, driveEngine } from './testing/drive-engine.test-support.ts';

const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));
const waiting = { timeout: 20_000, interval: 50 };
const lessons = {
  'dog_bark.mp3': 'DOORWood',
  'cow_moo.mp3': 'DOORWood',
  'sheep_bleat.mp3': 'DOORWood',
  'perc_bell.flac': 'RAINGlas',
  'drum_roll.flac': 'RAINGlas',
} as const;

let folder = '';
let engine: DrivenEngine;
const open = () => driveEngine({ catalogue: path.join(folder, 'test.sonotheque'), precision: 'int8', service: true });
const inLibrary = (name: string) => path.join(folder, 'library', name);

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-learning-'));
  cpSync(starter, path.join(folder, 'library'), { recursive: true });
  // Names that say nothing leave it to the sound.
  cpSync(path.join(starter, 'dog_bark.mp3'), inLibrary('unsorted/IMG_0001.mp3'), { recursive: true });
  engine = await open();
  await engine.index([path.join(folder, 'library')], {});
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const probability = ({ suggestions }: SoundRecord, category: string): number =>
  suggestions.find((suggestion) => suggestion.category === category)?.probability ?? 0;
type Shares = ReadonlyMap<string, number>;
/** Probabilities by sound and category. */
const shares = async (): Promise<Shares> =>
  new Map(
    (await engine.sounds('')).flatMap(({ path: file, suggestions }) =>
      suggestions.map((one) => [`${path.basename(file)} ${one.category}`, one.probability] as const),
    ),
  );
const isLesson = (name: string) => Object.keys(lessons).some((lesson) => name.startsWith(lesson));
/** What is further apart than is worth writing. @param tolerance in all that was written one after the other */
const apart = (a: Shares, b: Shares, tolerance = 0.021): readonly string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter(
    (name) => Math.abs((a.get(name) ?? 0) - (b.get(name) ?? 0)) > tolerance,
  );
/** Waits until suggestions of sounds that were not labelled are others; gives all. */
const changed = (before: Shares): Promise<Shares> =>
  vi.waitFor(async () => {
    const now = await shares();
    expect(apart(before, now).some((name) => !isLesson(name))).toBe(true);
    return now;
  }, waiting);
/** What stays for longer than it takes to look at new sounds. */
const settled = async (): Promise<Shares> => {
  let last = await shares();
  for (let same = 0; same < 2; ) {
    await pause(800);
    const now = await shares();
    same = apart(last, now, 0).length === 0 ? same + 1 : 0;
    last = now;
  }
  return last;
};
const one = async (text: string): Promise<SoundRecord> => {
  const [sound] = await engine.sounds(text);
  if (!sound) throw new Error(`no sound matches ${text}`);
  return sound;
};
/** Labels of the lessons, each by a command of its own. */
async function teach(): Promise<readonly string[]> {
  const commands: string[] = [];
  for (const [name, decision] of Object.entries(lessons)) {
    const commandId = uuidv7();
    await engine.client.labels.set({ commandId, sounds: { path: inLibrary(name) }, decision });
    commands.push(commandId);
  }
  return commands;
}

describe('labels', () => {
  it('teach at once what sounds alike, also across a restart, until they are undone', async () => {
    const before = await settled();
    const commands = await teach();
    await changed(before);
    const taught = await settled();
    const dog = await one('0001');
    expect(probability(dog, 'DOORS')).toBeGreaterThan((before.get('IMG_0001.mp3 DOORS') ?? 0) + 0.05);
    const reasons = dog.suggestions.find(({ category }) => category === 'DOORS')?.evidence;
    expect(reasons?.map(({ text }) => text)).toContain('fits what you labelled DOORS');

    await engine.close();
    engine = await open();
    expect(apart(await shares(), taught, 0)).toEqual([]);
    expect(apart(await settled(), taught)).toEqual([]);

    for (const commandId of commands.toReversed()) await engine.client.labels.undo({ commandId });
    await vi.waitFor(async () => expect(apart(await shares(), before)).toEqual([]), waiting);
  });

  it('name the labelled sounds that are nearest, with the part that is alike', async () => {
    await teach();
    const [first] = await engine.client.sounds.neighbours({ id: (await one('cat meow')).id });
    expect(first?.category).toBe('DOORS');
    expect(first?.evidence.text).toMatch(/^like \d sounds? you labelled DOORS$/);
    const near = first?.evidence.sounds ?? [];
    expect(near.length).toBeGreaterThan(0);
    expect(Object.keys(lessons)).toContain(near[0]?.name);
    expect(near[0]?.endSeconds).toBeGreaterThan(near[0]?.startSeconds ?? Number.POSITIVE_INFINITY);
  });

  it('of regions teach what the region holds', async () => {
    renameSync(inLibrary('misc_burp.flac'), inLibrary('unsorted/osfx_03.flac'));
    await engine.index([path.join(folder, 'library')], {});
    const before = await settled();
    await engine.client.labels.set({
      commandId: uuidv7(),
      sounds: { path: inLibrary('unsorted/osfx_03.flac') },
      region: { startSeconds: 0, endSeconds: 1 },
      decision: 'DOORWood',
    });
    await changed(before);
    expect(probability(await one('osfx'), 'DOORS')).toBeGreaterThan((before.get('osfx_03.flac DOORS') ?? 0) + 0.01);
  });

  it('are used for sounds that come later', async () => {
    const before = await settled();
    await teach();
    await changed(before);
    await settled();
    const later = path.join(folder, 'later');
    cpSync(inLibrary('dog_bark.mp3'), path.join(later, 'rex', 'dog_bark.mp3'), { recursive: true });
    rmSync(inLibrary('dog_bark.mp3'));
    await engine.index([later], {});
    const untaught = before.get('dog_bark.mp3 DOORS') ?? 0;
    expect(probability(await one('rex'), 'DOORS')).toBeGreaterThan(untaught + 0.05);
  });
});

describe('names', () => {
  const namedWords = async (name: string) =>
    (await one(name)).suggestions[0]?.evidence.find(({ kind }) => kind === 'named')?.text ?? null;

  it('are read of sounds that were listened to before names were', async () => {
    const before = await settled();
    expect(before.get('dog_bark.mp3 ANIMALS')).toBeGreaterThan(0.5);
    await engine.close();
    const { default: Sqlite } = await import('better-sqlite3');
    const index = new Sqlite(path.join(folder, 'test.sonotheque-index'));
    index.exec(
      `UPDATE suggestion_lists SET items = '[{"category":"DOORS","catId":null,"probability":0.5,"evidence":[]}]'
       WHERE sound_id IN (SELECT sound_id FROM sound_names WHERE length(data) > 0);
       DROP TABLE projections; DROP TABLE projected_places; DROP TABLE sound_names; PRAGMA user_version = 5;`,
    );
    index.close();
    engine = await open();
    expect(await namedWords('dog')).toBeNull();
    await vi.waitFor(async () => expect(apart(await shares(), before)).toEqual([]), waiting);
    expect(await namedWords('dog')).toBe('named “dog”, “bark”');
  });

  it('are read anew of sounds that were renamed', async () => {
    await settled();
    renameSync(inLibrary('dog_bark.mp3'), inLibrary('unsorted/IMG_0002.mp3'));
    await engine.index([path.join(folder, 'library')], {});
    await vi.waitFor(async () => expect(await namedWords('0002')).toBeNull(), waiting);
    renameSync(inLibrary('unsorted/IMG_0002.mp3'), inLibrary('DOORWood_Slam_AB_CD.mp3'));
    await engine.index([path.join(folder, 'library')], {});
    await vi.waitFor(async () => {
      const [first] = (await one('slam')).suggestions;
      expect(first).toMatchObject({ category: 'DOORS', catId: 'DOORWood' });
    }, waiting);
  });
});

describe('what is left to do', () => {
  it('is found at the next start, when the one before ended in the middle', async () => {
    const before = await settled();
    await engine.close();
    const catalogue = await openCatalogue(path.join(folder, 'test.sonotheque'));
    const modelVersion = shippedStarter()?.modelVersion;
    const labels = await catalogue.learnableChanges(-1);
    if (modelVersion === undefined) throw new Error('No starter head comes along.');
    // Half of what another head said.
    const batch = (await catalogue.sounds([1, 2, 3, 4] as never)).map(({ id }) => ({
      soundId: id,
      payloadId: labels.payloadIds[labels.soundIds.indexOf(id)] ?? 0,
      first: { category: 'DOORS', catId: null, probability: 0.9 },
      text: '[["DOORS",null,0.9,[]]]',
    }));
    await catalogue.renewSuggestions(modelVersion, batch, true);
    await catalogue.close();
    engine = await open();
    expect(apart(await shares(), before)).not.toEqual([]);
    await vi.waitFor(async () => expect(apart(await shares(), before)).toEqual([]), waiting);
  });

  it('is made up for sounds that were listened to before there were features', async () => {
    const before = await settled();
    await engine.close();
    const { default: Sqlite } = await import('better-sqlite3');
    const index = new Sqlite(path.join(folder, 'test.sonotheque-index'));
    index.exec(
      `DELETE FROM sound_features; DELETE FROM suggestion_scorings;
       UPDATE suggestion_lists SET items = '[{"category":"DOORS","catId":null,"probability":0.5,"evidence":[]}]'`,
    );
    index.close();
    engine = await open();
    expect((await one('dog')).suggestions).toMatchObject([{ category: 'DOORS', probability: 0.5 }]);
    await vi.waitFor(async () => expect(apart(await shares(), before, 0.1)).toEqual([]), waiting);
  });
});
