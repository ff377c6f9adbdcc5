/** Model versions through the whole engine, on real recordings. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import { readShippedModel } from '../../encoder/index.ts';
import { type DrivenEngine, driveEngine } from '../testing/drive-engine.test-support.ts';
import { runBuilder } from './run-builder.ts';
import { writeFinishedRun } from './testing/finished-run.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const shipped = readShippedModel().id;
const animals = ['dog_bark', 'cow_moo', 'sheep_bleat', 'cat_meow'];
const categoryOf = (name: string) =>
  animals.some((animal) => name.startsWith(animal)) ? 'ANIMALS' : /^(perc|drum)/u.test(name) ? 'MUSICAL' : null;

/** Made once: an indexed catalogue with an adapter and a narrow encoder beside it. */
let made = '';
const ids = { adapter: '', encoder: '' };
let folder = '';
let engine: DrivenEngine;
const catalogueIn = (place: string) => path.join(place, 'test.sonotheque');
const open = (service = true) => driveEngine({ catalogue: catalogueIn(folder), precision: 'int8', service });

beforeAll(async () => {
  made = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-versions-made-'));
  const catalogue = catalogueIn(made);
  const library = path.join(made, 'library');
  cpSync(starter, library, { recursive: true });
  const first = await driveEngine({ catalogue, precision: 'int8', service: true });
  await first.index([library], {});
  await vi.waitFor(() => expect(scoringOf(catalogue, 1)).not.toBeNull(), { timeout: 30_000, interval: 100 });
  await first.close();
  for (const trains of ['adapter', 'encoder'] as const) {
    const runFolder = path.join(made, `run-${trains}`);
    await writeFinishedRun(runFolder, { trains, catalogue, categoryOf });
    const target = path.join(`${catalogue}-models`, 'being-made');
    mkdirSync(target, { recursive: true });
    const description = await runBuilder({
      kind: 'build',
      name: '',
      runFolder,
      outcome: null,
      target,
      ancestors: [{ id: shipped, assetsFolder: null, starterFile: null }],
      catalogue,
      productVersion: '0.0.0',
    });
    ids[trains] = description?.id ?? '';
    renameSync(target, path.join(`${catalogue}-models`, ids[trains]));
  }
}, 300_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-versions-'));
  for (const name of readdirSync(made)) {
    if (name.startsWith('test.sonotheque')) cpSync(path.join(made, name), path.join(folder, name), { recursive: true });
  }
  engine = await open();
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const withIndex = <Result>(catalogue: string, look: (db: Database.Database) => Result): Result => {
  const db = new Database(`${catalogue}-index`, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
};
const scoringOf = (catalogue: string, model: number): string | null =>
  withIndex(catalogue, (db) => {
    const row = db.prepare('SELECT scoring FROM suggestion_scorings WHERE model_id = ?').get(model) as
      | { scoring: string | null }
      | undefined;
    return row?.scoring ?? null;
  });
/** Every stored byte that suggestions of the shipped version are. */
const shippedSuggestions = (): string =>
  withIndex(catalogueIn(folder), (db) =>
    JSON.stringify(
      ['suggestions', 'suggestion_lists', 'sound_features'].map((table) =>
        db.prepare(`SELECT * FROM ${table} WHERE model_id = 1 ORDER BY 2`).all(),
      ),
    ),
  );
const list = async () =>
  (await engine.client.models.list()).map(({ id, active, soundsCovered }) => ({ id, active, soundsCovered }));
async function ended({ id }: Pick<Job, 'id'>): Promise<Job> {
  for await (const event of await engine.client.jobs.follow({ id }))
    if (event.kind === 'job' && event.job.finishedAt !== null) return event.job;
  throw new Error('the job never ended');
}
const activate = async (id: string) => ended(await engine.client.models.activate({ id }));
const shown = async () =>
  JSON.stringify((await engine.sounds('')).map(({ path: file, suggestions }) => [path.basename(file), suggestions]));

describe('a version made of an adapter', () => {
  it('is listed with what it is made from before it was ever used', async () => {
    const models = await engine.client.models.list();
    expect(models.map(({ id }) => id)).toEqual([shipped, ids.adapter, ids.encoder].sort((a, b) => order(a) - order(b)));
    const adapter = models.find(({ id }) => id === ids.adapter);
    expect(adapter).toMatchObject({
      active: false,
      isShipped: false,
      width: 64,
      hasAdapter: true,
      embeddingSize: 512,
      soundsCovered: 0,
      soundsTotal: 14,
      problem: null,
      hasSuggestionHead: true,
      lineage: { parents: [shipped], madeFrom: 'run', trains: 'adapter', datasets: [{ name: 'Made up', classes: 2 }] },
      parity: { usesInt8: true },
    });
    expect(adapter?.parity?.fp32Cosine).toBeGreaterThan(0.9999);
    expect(adapter?.disk.files).toBeGreaterThan(1e6);
  });

  it('is activated without listening, and rolled back to the same suggestions, byte for byte', {
    timeout: 120_000,
  }, async () => {
    const [stored, before] = [shippedSuggestions(), await shown()];
    const job = await activate(ids.adapter);
    expect(job).toMatchObject({ state: 'done', kind: 're-embed', subject: ids.adapter, failure: null });
    expect(await list()).toContainEqual({ id: ids.adapter, active: true, soundsCovered: 14 });
    expect(await shown()).not.toBe(before);
    expect(shippedSuggestions()).toBe(stored);
    const dog = (await engine.sounds('dog_bark'))[0];
    expect(dog?.suggestions[0]).toMatchObject({ category: 'ANIMALS' });
    const strip = dog && (await engine.client.sounds.frames({ id: dog.id }));
    expect(strip?.[0]?.categories.length).toBeGreaterThan(0);

    expect(await engine.client.models.rollback()).toEqual({ active: shipped, gaps: null });
    expect(await list()).toContainEqual({ id: shipped, active: true, soundsCovered: 14 });
    expect(await shown()).toBe(before);
    await engine.close();
    expect(shippedSuggestions()).toBe(stored);
    engine = await open();
    expect(await shown()).toBe(before);
  });

  it('listens to what is indexed while it is active; the gaps of the other are filled once that is back', {
    timeout: 180_000,
  }, async () => {
    await activate(ids.adapter);
    const library = path.join(folder, 'more');
    mkdirSync(library);
    cpSync(path.join(starter, 'misc_crow.flac'), path.join(library, 'again.flac'));
    // Another content than the one that is known.
    const bytes = readFileSync(path.join(starter, 'dog_bark.mp3'));
    writeFileSync(path.join(library, 'cut.mp3'), bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    await engine.index([library], {});
    expect(await list()).toContainEqual({ id: ids.adapter, active: true, soundsCovered: 16 });
    expect(await list()).toContainEqual({ id: shipped, active: false, soundsCovered: 15 });
    const cut = (await engine.sounds('cut'))[0];
    expect(cut?.suggestions.length).toBeGreaterThan(0);

    const { gaps } = await engine.client.models.rollback();
    expect(gaps).toMatchObject({ kind: 're-embed', subject: shipped });
    expect(gaps && (await ended(gaps))).toMatchObject({ state: 'done' });
    expect(await list()).toContainEqual({ id: shipped, active: true, soundsCovered: 16 });
    expect((await engine.sounds('cut'))[0]?.suggestions.length).toBeGreaterThan(0);
  });

  it('is exported, removed with all that it heard, and imported again', { timeout: 180_000 }, async () => {
    const file = path.join(folder, 'mine.sonotheque-model');
    await activate(ids.adapter);
    await expect(engine.client.models.remove({ id: ids.adapter })).rejects.toMatchObject({
      failure: { code: 'model-version-active' },
    });
    await engine.client.models.rollback();
    expect(await engine.client.models.export({ id: ids.adapter, file })).toMatchObject({ file });
    await expect(engine.client.models.export({ id: ids.adapter, file })).rejects.toMatchObject({
      failure: { code: 'file-exists' },
    });
    await expect(engine.client.models.import({ file })).rejects.toMatchObject({
      failure: { code: 'model-version-there' },
    });
    await engine.client.models.remove({ id: ids.adapter });
    expect((await list()).map(({ id }) => id)).not.toContain(ids.adapter);
    expect(existsSync(path.join(`${catalogueIn(folder)}-models`, ids.adapter))).toBe(false);
    const left = withIndex(catalogueIn(folder), (db) =>
      ['vector_sets', 'sound_features', 'suggestions', 'suggestion_lists'].map(
        (table) => db.prepare(`SELECT count(*) FROM ${table} WHERE model_id <> 1`).pluck().get() as number,
      ),
    );
    expect(left).toEqual([0, 0, 0, 0]);

    const imported = await engine.client.models.import({ file });
    expect(imported).toMatchObject({ id: ids.adapter, active: false, problem: null, lineage: { madeFrom: 'file' } });
    expect(await activate(ids.adapter)).toMatchObject({ state: 'done' });
  });

  it('is renamed, and refused once a file of it has changed', async () => {
    await engine.client.models.rename({ id: ids.adapter, name: 'Doors, mostly' });
    expect((await engine.client.models.list()).find(({ id }) => id === ids.adapter)?.name).toBe('Doors, mostly');
    await expect(engine.client.models.rename({ id: shipped, name: 'x' })).rejects.toMatchObject({
      failure: { code: 'model-version-shipped' },
    });
    const graph = path.join(`${catalogueIn(folder)}-models`, ids.adapter, 'heads.onnx');
    writeFileSync(graph, 'not a graph');
    await expect(engine.client.models.activate({ id: ids.adapter })).rejects.toMatchObject({
      failure: { code: 'bad-model-version' },
    });
    rmSync(graph);
    expect((await engine.client.models.list()).find(({ id }) => id === ids.adapter)?.problem?.message).toContain(
      'heads.onnx is gone',
    );
  });
});

describe('a version with an encoder of its own', () => {
  it('listens to every sound again, learns what to suggest, and is rolled back from', {
    timeout: 240_000,
  }, async () => {
    const [stored, before] = [shippedSuggestions(), await shown()];
    expect(await activate(ids.encoder)).toMatchObject({ state: 'done', failedFiles: 0 });
    const models = await engine.client.models.list();
    expect(models.find(({ id }) => id === ids.encoder)).toMatchObject({
      active: true,
      soundsCovered: 14,
      width: 4,
      embeddingSize: 32,
      lineage: { parents: [], trains: 'encoder' },
    });
    const sounds = await engine.sounds('');
    expect(sounds.every(({ suggestions }) => suggestions.length > 0)).toBe(true);
    const [first] = sounds;
    expect(first && (await engine.client.listening.similar({ to: { id: first.id }, limit: 3 })).length).toBeGreaterThan(
      0,
    );
    await engine.client.models.rollback();
    expect(await shown()).toBe(before);
    expect(shippedSuggestions()).toBe(stored);
  });
});

it('says that there is nothing to go back to', async () => {
  await expect(engine.client.models.rollback()).rejects.toMatchObject({ failure: { code: 'nothing-to-roll-back-to' } });
});

/** Versions are listed as they came, and folders come in the order of their names. */
const order = (id: string): number => (id === shipped ? 0 : [ids.adapter, ids.encoder].sort().indexOf(id) + 1);
