/** Long work of other kinds than indexing: what a kind must say, and what it gets for that. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Job, JobEvent } from '../../../src-shared/contract/jobs.ts';
import { type Catalogue, openCatalogue } from '../../catalogue/index.ts';
import { type JobRun, workKind } from './job-kind.ts';
import { Jobs } from './jobs.ts';
import type { Lane } from './schedule.ts';

let folder = '';
let catalogue: Catalogue;
/** How far each job came, as it keeps it somewhere itself. */
let kept: Map<string, number>;
let heldDown = false;
let open: Jobs[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'work-kinds-'));
  catalogue = await openCatalogue(path.join(folder, 'test.sonotheque'), {});
  kept = new Map();
  heldDown = false;
  open = [];
});
afterEach(async () => {
  for (const jobs of open) await jobs.close();
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

const STEPS = 20;
/** Twenty steps, each as long as the event loop takes; ends early when told. */
const counting = (name: 'train' | 'project', lanes: readonly Lane[]) =>
  workKind({
    name,
    lanes,
    request: z.object({ runId: z.string(), endless: z.boolean().optional() }),
    title: ({ runId }) => `Train “${runId}”`,
    key: ({ runId }) => runId,
    subject: ({ runId }) => runId,
    run: async ({ runId, endless }, { permit, onProgress }: JobRun) => {
      for (let step = kept.get(runId) ?? 0; endless || step < STEPS; step += 1) {
        await new Promise(setImmediate);
        if (!(await permit.whenAllowed())) return { sentence: `${step} steps`, interrupted: true };
        kept.set(runId, step + 1);
        onProgress({ share: (step + 1) / STEPS, sentence: `Step ${step + 1}`, rate: null, secondsLeft: null });
      }
      return { sentence: `${STEPS} steps`, interrupted: false };
    },
  });

function start(kinds = [counting('train', ['train']), counting('project', ['calculate'])]): Jobs {
  const jobs = new Jobs({ catalogue, kinds, heldDown: () => heldDown, onFault: () => {} });
  open.push(jobs);
  return jobs;
}

async function endOf(jobs: Jobs, id: string): Promise<Job> {
  const events: JobEvent[] = await Array.fromAsync(jobs.follow(id, 0, undefined));
  const last = events.at(-1);
  if (last?.kind !== 'job') throw new Error('The job told nothing.');
  return last.job;
}

async function until(jobs: Jobs, id: string, holds: (job: Job) => boolean): Promise<void> {
  for await (const event of jobs.follow(id, 0, undefined)) if (event.kind === 'job' && holds(event.job)) return;
}

describe('work of another kind', () => {
  it('tells how far it is and ends with a sentence', async () => {
    const jobs = start();
    const { id } = await jobs.start('train', { runId: 'doors' }, 'normal');
    expect(await endOf(jobs, id)).toMatchObject({
      kind: 'train',
      title: 'Train “doors”',
      subject: 'doors',
      state: 'done',
      progress: { share: 1, sentence: 'Step 20' },
      report: { sentence: '20 steps', interrupted: false },
    });
    expect(await jobs.list(5)).toMatchObject([{ id, kind: 'train', report: { sentence: '20 steps' } }]);
  });

  it('is not begun twice, and another goes on beside it where they share no lane', async () => {
    const jobs = start();
    const first = await jobs.start('train', { runId: 'doors', endless: true }, 'normal');
    expect((await jobs.start('train', { runId: 'doors', endless: true }, 'normal')).id).toBe(first.id);
    const waiting = await jobs.start('train', { runId: 'rain' }, 'normal');
    expect(waiting).toMatchObject({ state: 'queued', heldBackBy: '“Train “doors”” goes first.' });
    const beside = await jobs.start('project', { runId: 'doors' }, 'normal');
    expect(await endOf(jobs, beside.id)).toMatchObject({ state: 'done', kind: 'project' });
    expect(await jobs.cancel(first.id)).toMatchObject({ state: 'cancelled', report: { interrupted: true } });
    expect(await endOf(jobs, waiting.id)).toMatchObject({ state: 'done' });
  });

  it('training stands aside while a person works and something else is under way', async () => {
    const jobs = start();
    const training = await jobs.start('train', { runId: 'doors', endless: true }, 'normal');
    const other = await jobs.start('project', { runId: 'map', endless: true }, 'normal');
    expect(await jobs.get(training.id)).toMatchObject({ state: 'running' });
    heldDown = true;
    jobs.paceChanged();
    expect(await jobs.get(training.id)).toMatchObject({ state: 'queued', heldBackBy: '“Train “map”” goes first.' });
    await jobs.cancel(other.id);
    expect(await jobs.get(training.id)).toMatchObject({ state: 'running' });
  });

  it('goes on in the next engine from where it was', async () => {
    const before = start();
    const { id } = await before.start('train', { runId: 'doors', endless: true }, 'normal');
    await until(before, id, ({ progress }) => progress !== null);
    await before.close();
    const done = kept.get('doors') ?? 0;
    expect(done).toBeGreaterThan(0);
    const after = start();
    expect(await after.get(id)).toMatchObject({ state: 'queued' });
    await after.takeUpUnfinished();
    await until(after, id, ({ state }) => state === 'running');
    await after.cancel(id);
    expect(kept.get('doors')).toBeGreaterThanOrEqual(done);
  });

  it('of a kind that this version does not know ends with a reason', async () => {
    const newer = start();
    const { id } = await newer.start('train', { runId: 'doors', endless: true }, 'normal');
    await newer.close();
    const older = start([]);
    expect(await older.get(id)).toMatchObject({ title: 'Work of another version (train)', state: 'queued' });
    await older.takeUpUnfinished();
    expect(await endOf(older, id)).toMatchObject({ state: 'failed', failure: { code: 'unknown-work' } });
  });
});
