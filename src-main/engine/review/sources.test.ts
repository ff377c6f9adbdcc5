/** Whose word a label is: what a person was shown and took, and what was accepted unheard. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { openCatalogue, type TrainingLabel } from '../../catalogue/index.ts';
import { makeUpCatalogue } from '../../catalogue/testing/made-up-catalogue.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';

let folder = '';
let file = '';
let engine: DrivenEngine;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-sources-'));
  file = path.join(folder, 'test.sonotheque');
  await makeUpCatalogue(
    file,
    // The last two sound the same as the first.
    [1, 2, 3, 4, 1, 1].map((seed, at) => ({ name: `${at}/sound.wav`, seed, probability: 0.9 - at / 10 })),
  );
  engine = await driveEngine({ catalogue: file });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const sourceOf = async (place: number): Promise<string | null> =>
  (await engine.sounds(`path:${place}`))[0]?.label?.source ?? null;
const idOf = async (place: number): Promise<SoundId> => {
  const [sound] = await engine.sounds(`path:${place}`);
  if (sound === undefined) throw new Error(`There is no sound ${place}.`);
  return sound.id;
};

/** What suggestions learn from, as the catalogue gives it to them. */
async function learnedFrom(): Promise<readonly TrainingLabel[]> {
  await engine.close();
  const catalogue = await openCatalogue(file, { readOnly: true });
  try {
    return await catalogue.trainingLabels(null);
  } finally {
    await catalogue.close();
    engine = await driveEngine({ catalogue: file });
  }
}

it('is a person’s for sounds that were named, and the model’s for what a query finds', async () => {
  const { labels } = engine.client;
  const named = { sounds: { ids: [await idOf(0), await idOf(1)] } };
  await labels.accept({ commandId: uuidv7(), ...named, minProbability: 0 });
  expect([await sourceOf(0), await sourceOf(1), await sourceOf(2)]).toEqual(['human', 'human', null]);
  await labels.accept({ commandId: uuidv7(), text: 'path:2', minProbability: 0.5 });
  expect(await sourceOf(2)).toBe('model');
});

it('is a person’s in the review, and once a person confirms what was accepted in bulk', async () => {
  const { labels, review } = engine.client;
  await labels.accept({ commandId: uuidv7(), text: 'path:0 OR path:1', minProbability: 0.5 });
  expect([await sourceOf(0), await sourceOf(1)]).toEqual(['model', 'model']);
  const { sessionId } = await review.open({ filter: { labelSources: ['model'] } });
  const sounds = [await idOf(0)];
  await review.decide({ commandId: uuidv7(), sessionId, sounds, decision: 'DOORS' });
  await labels.accept({ commandId: uuidv7(), sounds: { ids: [await idOf(1)] }, minProbability: 0 });
  expect([await sourceOf(0), await sourceOf(1)]).toEqual(['human', 'human']);
});

it('teaches nothing and audits nothing where it was accepted unheard, and stays open for a person’s', async () => {
  const { labels, review, sounds } = engine.client;
  await labels.accept({ commandId: uuidv7(), text: '', minProbability: 0.5 });
  expect(await sourceOf(0)).toBe('model');
  expect((await labels.list({ id: await idOf(0) })).map(({ locked }) => locked)).toEqual([false]);
  expect(await sounds.neighbours({ id: await idOf(5) })).toEqual([]);
  const { audits } = await review.open({});
  expect(audits).toEqual({ judged: 0, skipped: 0 });
  expect(await learnedFrom()).toEqual([]);

  const decided = await idOf(4);
  await engine.client.labels.set({ commandId: uuidv7(), sounds: { ids: [decided] }, decision: 'RAIN' });
  expect((await engine.client.sounds.neighbours({ id: await idOf(5) })).map(({ category }) => category)).toEqual([
    'RAIN',
  ]);
  await engine.client.labels.accept({ commandId: uuidv7(), text: '', minProbability: 0 });
  expect(await sourceOf(4)).toBe('human');
  expect((await learnedFrom()).map(({ soundId, category }) => [soundId, category])).toEqual([[decided, 'RAIN']]);
});
