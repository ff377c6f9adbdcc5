/** Training through the contract: starter sounds, labelled, an adapter, a kill in the middle, and how it ends. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runIndexJob, throwingFailures } from '../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { TrainingRun, TrainingRunEvent } from '../../../src-shared/contract/training.ts';
import { Engine } from '../engine.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const entry = fileURLToPath(new URL('../testing/training-life.test-support.ts', import.meta.url));

let folder = '';
let engine: Engine;
let client: EngineClient;
let libraryId = 0;

const catalogue = () => path.join(folder, 'test.sonotheque');
async function open(): Promise<void> {
  engine = await Engine.open({ catalogue: catalogue(), precision: 'int8', trainingBackend: 'wasm' });
  client = throwingFailures(engine.client());
}

const decisionOf = (name: string): string => {
  if (name.startsWith('ambi') || name.startsWith('loop')) return 'AMBIENCE';
  return /cat|cow|dog|duck|sheep|crow/u.test(name) ? 'ANIMALS' : 'MUSICAL';
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'training-test-'));
  cpSync(starter, path.join(folder, 'sounds'), { recursive: true });
  await open();
  await runIndexJob(client, [path.join(folder, 'sounds')], {
    signal: new AbortController().signal,
    onProgress: () => {},
    onFailure: () => {},
    onWarning: () => {},
  });
  for (const name of readdirSync(path.join(folder, 'sounds')).filter((one) => !one.endsWith('.txt'))) {
    const sounds = { path: path.join(folder, 'sounds', name) };
    await client.labels.set({ commandId: uuidv7(), sounds, decision: decisionOf(name) });
  }
  const [library] = await client.libraries.list();
  libraryId = library?.id ?? 0;
}, 120_000);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const configurationOf = (change: object = {}) => ({
  name: 'starter',
  datasets: [{ name: 'starter', source: { kind: 'library', libraryId } }],
  splits: { validation: 0.25, test: 0.2 },
  batchFrames: 8,
  epochs: 3,
  ...change,
});

async function end(id: string): Promise<{ readonly run: TrainingRun; readonly events: TrainingRunEvent[] }> {
  const events = await Array.fromAsync(await client.training.watch({ id }));
  return { run: await client.training.run({ id }), events };
}

describe('training in the engine', { timeout: 120_000 }, () => {
  it('knows what it could be done on', async () => {
    const [library] = await client.training.datasets();
    expect(library).toMatchObject({ libraryId, name: 'sounds', connected: true, sounds: 14 });
    expect(library?.categories.map(({ category, sounds }) => [category, sounds])).toEqual([
      ['ANIMALS', 6],
      ['AMBIENCE', 4],
      ['MUSICAL', 4],
    ]);
    expect(library?.frames).toBeGreaterThan(20);
  });

  it('says what a run would cost, and keeps nothing of it', async () => {
    const events = await Array.fromAsync(await client.training.estimate({ configuration: configurationOf() }));
    const last = events.at(-1);
    expect(last).toMatchObject({ kind: 'done', estimate: { backend: 'wasm', warning: null, soundSecondsToDecode: 0 } });
    expect(readdirSync(path.join(folder, 'test.sonotheque-training', 'estimates'))).toEqual([]);
    expect(await client.training.runs()).toEqual([]);
  });

  it('trains an adapter, with a job, news and an outcome', async () => {
    const { id, jobId } = await client.training.start({ configuration: configurationOf() });
    const { run, events } = await end(id);
    expect(run).toMatchObject({ state: 'done', name: 'starter', backend: 'wasm', phase: null, failure: null });
    expect(run.outcome).toMatchObject({ kind: 'outcome', backend: 'wasm' });
    expect(run.datasets[0]?.classes).toEqual(['AMBIENCE', 'ANIMALS', 'MUSICAL']);
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(events.some((event) => event.kind === 'news' && event.news.kind === 'outcome')).toBe(true);
    expect(events.findLast(({ kind }) => kind === 'run')).toMatchObject({ run: { state: 'done' } });
    expect(await client.jobs.get({ id: jobId })).toMatchObject({
      kind: 'train',
      title: 'Train “starter”',
      subject: id,
      state: 'done',
      report: { interrupted: false },
    });
    expect((await client.training.runs()).map((one) => one.id)).toEqual([id]);
    expect(await Array.fromAsync(await client.training.watch({ id }))).toHaveLength(6);
    await client.training.remove({ id });
    expect(await client.training.runs()).toEqual([]);
  });

  it('goes on after a kill of the engine, from its last checkpoint', async () => {
    await engine.close();
    const configuration = configurationOf({ epochs: 60, patience: 0, name: 'killed' });
    const life = fork(entry, [catalogue(), JSON.stringify(configuration)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const ended = once(life, 'exit');
    let id = '';
    life.on('message', (message: string | number) => {
      if (typeof message === 'string') id ||= message;
      else if (message >= 3) life.kill('SIGKILL');
    });
    await ended;
    await open();
    expect(await client.training.run({ id })).toMatchObject({ state: 'queued', outcome: null });
    const before = (await client.training.run({ id })).epochs.length;
    expect(before).toBeGreaterThanOrEqual(4);
    expect(before).toBeLessThan(61);
    await engine.beginService();
    const { run } = await end(id);
    expect(run).toMatchObject({ state: 'done', outcome: { ended: 'all-epochs' } });
    expect(run.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 61 }, (_, epoch) => epoch));
  });

  it('is cancelled, and goes on when that is wanted', async () => {
    const configuration = configurationOf({ epochs: 200, patience: 0, name: 'stopped' });
    const { id, jobId } = await client.training.start({ configuration });
    for await (const event of await client.training.watch({ id })) {
      if (event.kind === 'news' && event.news.kind === 'epoch' && event.news.epoch === 2) break;
    }
    await client.jobs.cancel({ id: jobId });
    expect(await client.training.run({ id })).toMatchObject({ state: 'cancelled', outcome: null });
    const again = await client.training.goOn({ id });
    expect(again.jobId).not.toBe(jobId);
    expect(again.state).toBe('running');
    await client.training.remove({ id });
    expect(existsSync(path.join(folder, 'test.sonotheque-training', 'runs', id))).toBe(false);
  });

  it('trains an encoder on what was decoded, and once more with the drive away', async () => {
    const configuration = configurationOf({
      trains: 'encoder',
      start: { kind: 'scratch', width: 4 },
      sampling: { framesPerSound: 2 },
      epochs: 1,
    });
    const { id } = await client.training.start({ configuration });
    const { run } = await end(id);
    expect(run).toMatchObject({ state: 'done', failure: null, notes: [] });
    expect(run.datasets[0]?.frames).toBeGreaterThan(14);
    renameSync(path.join(folder, 'sounds'), path.join(folder, 'away'));
    try {
      const again = await client.training.start({ configuration });
      const { run: second } = await end(again.id);
      expect(second).toMatchObject({ state: 'done', fingerprint: run.fingerprint });
      expect(second.epochs.map(({ meanMacroF1 }) => meanMacroF1)).toEqual(
        run.epochs.map(({ meanMacroF1 }) => meanMacroF1),
      );
    } finally {
      renameSync(path.join(folder, 'away'), path.join(folder, 'sounds'));
    }
  });

  it('says what is wrong before it begins', async () => {
    const start = (change: object) => client.training.start({ configuration: configurationOf(change) });
    await expect(start({ epoch: 3 })).rejects.toMatchObject({ failure: { code: 'bad-configuration' } });
    await expect(start({ start: { kind: 'version', modelVersion: 'none' } })).rejects.toMatchObject({
      failure: { code: 'no-such-version' },
    });
    const library = (source: object) => ({ datasets: [{ name: 'other', source }] });
    await expect(start(library({ kind: 'library', libraryId: 99 }))).rejects.toMatchObject({
      failure: { code: 'no-such-library' },
    });
    await expect(start(library({ kind: 'list', file: '/nowhere.tsv' }))).rejects.toMatchObject({
      failure: { code: 'list-unreadable' },
    });
    await expect(client.training.run({ id: uuidv7() })).rejects.toMatchObject({ failure: { code: 'no-such-run' } });
  });
});
