/** Long work through the contract: pause, resume, cancel, priorities, and what the next engine takes up. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throwingFailures } from '../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { Job, JobEvent, JobState } from '../../../src-shared/contract/jobs.ts';
import { asIndexJob } from '../../../src-shared/jobs/index.ts';
import { waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import { Engine } from '../engine.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

let folder = '';
let engine: Engine;
let client: EngineClient;

const at = (name: string) => path.join(folder, name);
function library(name: string): string {
  cpSync(starter, at(name), { recursive: true });
  return at(name);
}

const LONG_SECONDS = 300;
/** With a recording that takes seconds to hear, so that a job is met in the middle on any machine. */
function longLibrary(name: string): string {
  const noise = Float32Array.from({ length: 8_000 * LONG_SECONDS }, (_, n) => Math.sin(n * n * 1e-5) * 0.3);
  writeFileSync(path.join(library(name), 'zz-long.wav'), waveFile([noise], 8_000));
  return at(name);
}
const ALL = 15;

async function open(): Promise<void> {
  engine = await Engine.open({ catalogue: at('test.sonotheque'), precision: 'int8' });
  client = throwingFailures(engine.client());
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jobs-test-'));
  await open();
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Follows a job until something holds. */
async function until(id: string, holds: (job: Job) => boolean): Promise<Job> {
  for await (const event of await client.jobs.follow({ id })) {
    if (event.kind === 'job' && holds(event.job)) return event.job;
  }
  throw new Error('The job ended before.');
}
const reaches = (id: string, state: JobState) => until(id, (job) => job.state === state);
const soundsDone = (job: Job) => asIndexJob(job).progress?.soundsDone ?? 0;
const someDone = (job: Job) => soundsDone(job) > 0;

describe('a job', () => {
  it('tells how far it is, and ends with a report and its history', async () => {
    const { id } = await client.libraries.index({ folders: [library('a')] });
    const done = await reaches(id, 'done');
    expect(done).toMatchObject({ title: 'Index a', failure: null, report: { indexed: 14, failed: 0 } });
    expect(done.progress).toMatchObject({ walked: true, soundsDone: 14, soundsTotal: 14 });
    expect(done.finishedAt).toBeInstanceOf(Date);
    expect(await client.jobs.list({ limit: 5 })).toMatchObject([{ id, state: 'done' }]);
    expect(await client.jobs.clearHistory()).toEqual({ forgotten: 1 });
    expect(await client.jobs.list({ limit: 5 })).toEqual([]);
  });

  it('pauses in the middle, does nothing meanwhile, and goes on to the same end', async () => {
    const { id } = await client.libraries.index({ folders: [longLibrary('a')] });
    await until(id, someDone);
    expect(await client.jobs.pause({ id })).toMatchObject({ state: 'paused' });
    const before = (await client.catalogue.status()).sounds.indexed;
    await new Promise((resolve) => setTimeout(resolve, 700));
    // What had been heard may still be on its way into the catalogue; nothing new is listened to.
    const after = soundsDone(await client.jobs.get({ id }));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(soundsDone(await client.jobs.get({ id }))).toBe(after);
    expect(after).toBeLessThan(ALL);
    expect(before).toBeLessThan(ALL);
    await client.jobs.resume({ id });
    expect((await reaches(id, 'done')).report).toMatchObject({ indexed: ALL, failed: 0, interrupted: false });
  });

  it('is cancelled: what was done stays done, and the next one does the rest', async () => {
    const folders = [longLibrary('a')];
    const { id } = await client.libraries.index({ folders });
    await until(id, someDone);
    const cancelled = await client.jobs.cancel({ id });
    expect(cancelled).toMatchObject({ state: 'cancelled', report: { interrupted: true } });
    const second = await client.libraries.index({ folders });
    expect(second.id).not.toBe(id);
    const { report } = asIndexJob(await reaches(second.id, 'done'));
    expect(report?.indexed).toBe(ALL - (asIndexJob(cancelled).report?.indexed ?? 0));
  });

  it('is not started twice for the same folders', async () => {
    const folders = [longLibrary('a')];
    const first = await client.libraries.index({ folders });
    await client.jobs.pause({ id: first.id });
    const second = await client.libraries.index({ folders });
    expect(second.id).toBe(first.id);
    expect(second.state).toBe('running');
  });

  it('waits for another that listens, and says for which', async () => {
    const first = await client.libraries.index({ folders: [longLibrary('a')] });
    const second = await client.libraries.index({ folders: [library('b')] });
    expect(second).toMatchObject({ state: 'queued', heldBackBy: '“Index a” goes first.' });
    await reaches(first.id, 'done');
    await reaches(second.id, 'done');
    const [newer, older] = await client.jobs.list({ limit: 2 });
    expect(newer?.startedAt?.getTime()).toBeGreaterThanOrEqual(older?.finishedAt?.getTime() ?? 0);
  });

  it('goes before another when it is more urgent, and that one goes on after it', async () => {
    const first = await client.libraries.index({ folders: [longLibrary('a')] });
    await until(first.id, someDone);
    const urgent = await client.libraries.index({ folders: [library('b')], priority: 'high' });
    expect(urgent.state).toBe('running');
    expect(await client.jobs.get({ id: first.id })).toMatchObject({
      state: 'queued',
      heldBackBy: '“Index b” goes first.',
    });
    await reaches(urgent.id, 'done');
    expect((await reaches(first.id, 'done')).report).toMatchObject({ indexed: ALL });
  });

  it('names its failed files with reasons, each once, also to who asks later', async () => {
    mkdirSync(at('a'));
    for (const name of ['one.wav', 'two.wav']) writeFileSync(path.join(at('a'), name), 'no audio');
    const { id } = await client.libraries.index({ folders: [at('a')] });
    const events: JobEvent[] = await Array.fromAsync(await client.jobs.follow({ id }));
    const told = events.flatMap((event) => (event.kind === 'file' ? [path.basename(event.file.path)] : []));
    expect(told.sort()).toEqual(['one.wav', 'two.wav']);
    expect(events.at(-1)).toMatchObject({ kind: 'job', job: { state: 'done', failedFiles: 2 } });
    const [file] = await client.jobs.files({ id, limit: 1 });
    expect(file).toMatchObject({ number: 1, kind: 'failed', failure: { code: 'not-audio' } });
    expect(await Array.fromAsync(await client.jobs.follow({ id, after: 2 }))).toHaveLength(1);
  });

  it('ends when its library is removed, and nothing of it is left to see', async () => {
    const { id } = await client.libraries.index({ folders: [longLibrary('a')] });
    await until(id, someDone);
    const [removed] = await client.libraries.list();
    if (!removed) throw new Error('There is no library.');
    await client.libraries.remove({ id: removed.id });
    expect(await client.jobs.get({ id })).toMatchObject({ state: 'cancelled' });
    expect(await client.libraries.list()).toEqual([]);
    expect((await client.catalogue.status()).sounds.total).toBe(0);
  });

  it('that nobody knows is answered with a next step', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057';
    await expect(client.jobs.get({ id })).rejects.toMatchObject({ failure: { code: 'no-such-job' } });
    await expect(client.jobs.pause({ id })).rejects.toMatchObject({ failure: { code: 'no-such-job' } });
  });
});

describe('a job that the engine left unfinished', () => {
  it('waits for a command, and is taken up by an application', async () => {
    const running = await client.libraries.index({ folders: [longLibrary('a')] });
    const paused = await client.libraries.index({ folders: [library('b')] });
    await client.jobs.pause({ id: paused.id });
    await until(running.id, someDone);
    await engine.close();
    await open();
    expect(await client.jobs.get({ id: running.id })).toMatchObject({ state: 'queued', finishedAt: null });
    await engine.beginService();
    expect(await reaches(running.id, 'done')).toMatchObject({ state: 'done' });
    expect(await client.jobs.get({ id: paused.id })).toMatchObject({ state: 'paused' });
    expect((await client.catalogue.status()).sounds).toMatchObject({ indexed: ALL, failed: 0 });
  });
});

describe('who watches jobs', () => {
  it('sees what is there, then what changes', async () => {
    const first = await client.libraries.index({ folders: [library('a')] });
    const states = new Map<string, JobState[]>();
    let second: Job | null = null;
    for await (const { id, state } of await client.jobs.watch()) {
      const seen = states.get(id) ?? [];
      if (seen.at(-1) !== state) states.set(id, [...seen, state]);
      if (state === 'done' && id === first.id) second ??= await client.libraries.index({ folders: [at('a')] });
      if (state === 'done' && id === second?.id) break;
    }
    expect(states.get(first.id)).toEqual(['running', 'done']);
    expect(states.get(second?.id ?? '')?.at(-1)).toBe('done');
  });
});
