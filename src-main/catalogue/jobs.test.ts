import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobFile } from '../../src-shared/contract/jobs.ts';
import { type Catalogue, openCatalogue, type StoredJob } from './index.ts';
import { temporaryFolder } from './testing/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

type NewJob = Omit<StoredJob, 'failedFiles' | 'warnedFiles'>;
const job = (changes: Partial<NewJob> = {}): NewJob => ({
  id: uuidv7(),
  kind: 'index',
  request: { folders: ['/sounds'] },
  state: 'queued',
  priority: 'normal',
  createdAt: new Date(1000),
  startedAt: null,
  finishedAt: null,
  progress: null,
  report: null,
  failure: null,
  ...changes,
});
const failure = { code: 'truncated', message: 'The file ends early.', nextStep: null };
const failed = (path: string): Omit<JobFile, 'number'> => ({ kind: 'failed', path, failure, warnings: [] });
const warned = (path: string): Omit<JobFile, 'number'> => ({ kind: 'warned', path, failure: null, warnings: ['odd'] });

describe('a job', () => {
  it('is given back as it was saved, and replaced by the next save', async () => {
    const saved = job();
    await catalogue.saveJob(saved);
    expect(await catalogue.job(saved.id)).toEqual({ ...saved, failedFiles: 0, warnedFiles: 0 });
    const later: NewJob = {
      ...saved,
      state: 'failed',
      startedAt: new Date(2000),
      finishedAt: new Date(3000),
      progress: { done: 3 },
      report: { seen: 3 },
      failure,
    };
    await catalogue.saveJob(later);
    expect(await catalogue.job(saved.id)).toEqual({ ...later, failedFiles: 0, warnedFiles: 0 });
    expect(await catalogue.job(uuidv7())).toBeNull();
  });

  it('keeps its files in order when it is saved again, and finds them by kind and number', async () => {
    const saved = job();
    await catalogue.saveJob(saved);
    await catalogue.addJobFiles(saved.id, [failed('a'), warned('b')]);
    await catalogue.saveJob({ ...saved, state: 'running' });
    await catalogue.addJobFiles(saved.id, [failed('c')]);
    expect(await catalogue.job(saved.id)).toMatchObject({ state: 'running', failedFiles: 2, warnedFiles: 1 });
    expect(await catalogue.jobFiles(saved.id, { limit: 10 })).toEqual([
      { number: 1, ...failed('a') },
      { number: 2, ...warned('b') },
      { number: 3, ...failed('c') },
    ]);
    const numbers = async (page: Parameters<Catalogue['jobFiles']>[1]) =>
      (await catalogue.jobFiles(saved.id, page)).map(({ number }) => number);
    expect(await numbers({ kind: 'failed', limit: 1 })).toEqual([1]);
    expect(await numbers({ kind: 'failed', after: 1, limit: 10 })).toEqual([3]);
    expect(await numbers({ after: 2, limit: 10 })).toEqual([3]);
  });

  it('that is run again lists each file once, and gives no number twice', async () => {
    const saved = job();
    await catalogue.saveJob(saved);
    const many = Array.from({ length: 2500 }, (_, i) => (i % 2 === 0 ? failed(`${i}`) : warned(`${i}`)));
    await catalogue.addJobFiles(saved.id, many);
    expect(await catalogue.job(saved.id)).toMatchObject({ failedFiles: 1250, warnedFiles: 1250 });
    await catalogue.clearJobFiles(saved.id);
    expect(await catalogue.job(saved.id)).toMatchObject({ failedFiles: 0, warnedFiles: 0 });
    await catalogue.addJobFiles(saved.id, [failed('0')]);
    expect(await catalogue.jobFiles(saved.id, { limit: 10 })).toEqual([{ number: 2501, ...failed('0') }]);
  });

  it('must be saved before its files', async () => {
    await expect(catalogue.addJobFiles(uuidv7(), [failed('a')])).rejects.toMatchObject({
      failure: { code: 'job-unknown' },
    });
  });
});

describe('the history', () => {
  it('is read newest first, page by page', async () => {
    const ids = Array.from({ length: 5 }, () => uuidv7());
    for (const id of ids) await catalogue.saveJob(job({ id }));
    const newestFirst = ids.toReversed();
    const idsOf = async (page: Parameters<Catalogue['jobs']>[0]) => (await catalogue.jobs(page)).map(({ id }) => id);
    expect(await idsOf({ limit: 10 })).toEqual(newestFirst);
    expect(await idsOf({ limit: 2, before: newestFirst[1] ?? '' })).toEqual(newestFirst.slice(2, 4));
  });

  it('survives closing; what is unfinished is found, oldest first', async () => {
    const states = ['running', 'done', 'queued', 'failed', 'paused', 'cancelled'] as const;
    for (const state of states) await catalogue.saveJob(job({ state }));
    await catalogue.close();
    catalogue = await openCatalogue(join(folder.path, 'test.sonotheque'));
    expect((await catalogue.unfinishedJobs()).map(({ state }) => state)).toEqual(['running', 'queued', 'paused']);
  });

  it('forgets the oldest finished jobs and their files, never an unfinished one', async () => {
    const states = ['done', 'running', 'failed', 'cancelled', 'done'] as const;
    const saved = states.map((state) => job({ state }));
    for (const one of saved) {
      await catalogue.saveJob(one);
      await catalogue.addJobFiles(
        one.id,
        Array.from({ length: 1200 }, (_, i) => failed(`${i}`)),
      );
    }
    expect(await catalogue.pruneJobs(2)).toBe(2);
    expect((await catalogue.jobs({ limit: 10 })).map(({ state }) => state)).toEqual(['done', 'cancelled', 'running']);
    expect(await catalogue.jobFiles(saved[0]?.id ?? '', { limit: 1 })).toEqual([]);
    expect(await catalogue.pruneJobs(2)).toBe(0);
  });

  it('is no change of the catalogue', async () => {
    const before = await catalogue.query({});
    const saved = job();
    await catalogue.saveJob(saved);
    await catalogue.addJobFiles(saved.id, [failed('a')]);
    await catalogue.setSetting('x', 1);
    expect((await catalogue.query({})).revision).toBe(before.revision);
  });
});
