import { describe, expect, it } from 'vitest';
import type { IndexJob, WorkJob } from '../../../src-shared/contract/jobs.ts';
import { endAnnouncement, inOrder, jobLine, overallShare, shareDone } from './job-words.ts';

const job = (changes: Partial<IndexJob> = {}): IndexJob => ({
  id: '1',
  kind: 'index',
  title: 'Index Sounds',
  folders: ['/sounds'],
  state: 'running',
  priority: 'normal',
  heldBackBy: null,
  createdAt: new Date(1_000),
  startedAt: null,
  finishedAt: null,
  progress: null,
  report: null,
  failure: null,
  failedFiles: 0,
  warnedFiles: 0,
  ...changes,
});

const progress = {
  walked: true,
  soundsDone: 50,
  soundsTotal: 200,
  bytesDone: 100,
  bytesTotal: 1_000,
  failed: 1,
  frames: 500,
  timesRealTime: 210.4,
  secondsLeft: 190,
};

const report = {
  indexed: 13,
  unchanged: 0,
  failed: 1,
  missing: 0,
  moved: 0,
  copies: 0,
  frames: 1,
  soundSeconds: 1,
  seconds: 1,
  cpuMilliseconds: { decode: 0, encode: 0 },
  interrupted: false,
};

const training = (changes: Partial<WorkJob> = {}): WorkJob => ({
  ...job(),
  kind: 'train',
  title: 'Train “Doors”',
  subject: 'run',
  progress: { share: 0.25, sentence: 'Epoch 3 of 10', rate: '74 frames a second', secondsLeft: 190 },
  report: null,
  ...changes,
});

describe('the line of a job', () => {
  it('tells counts, rate and time left', () => {
    expect(jobLine(job({ progress }))).toBe('50 of 200 sounds · 210 × real time · about 3 min left');
  });

  it('promises nothing while folders are still being walked', () => {
    const walking = job({ progress: { ...progress, walked: false, secondsLeft: null, timesRealTime: 0 } });
    expect(jobLine(walking)).toBe('200 sounds found so far');
    expect(shareDone(walking)).toBeNull();
  });

  it('says where it paused, what it waits for and how it ended', () => {
    expect(jobLine(job({ state: 'paused', progress }))).toBe('Paused at 50 of 200 sounds');
    expect(jobLine(job({ state: 'queued', heldBackBy: 'Waits for another index.' }))).toBe('Waits for another index.');
    expect(jobLine(job({ state: 'done', report }))).toBe('Done · 13 sounds listened to · 1 failed');
    const failure = { code: 'disk-full', message: 'The disk is full.', nextStep: null };
    expect(jobLine(job({ state: 'failed', failure }))).toBe('The disk is full.');
  });
});

it('tells of any other work in its own words', () => {
  expect(jobLine(training())).toBe('Epoch 3 of 10 · 74 frames a second · about 3 min left');
  expect(shareDone(training())).toBe(0.25);
  expect(jobLine(training({ state: 'paused' }))).toBe('Paused · Epoch 3 of 10');
  expect(jobLine(training({ progress: null }))).toBe('Working');
  const ended = training({ state: 'done', report: { sentence: '12 epochs', interrupted: false } });
  expect(jobLine(ended)).toBe('Done · 12 epochs');
  expect(endAnnouncement(training(), ended)).toBe('Train “Doors”: Done · 12 epochs');
});

it('puts unfinished jobs first, then the newest', () => {
  const done = job({ id: 'done', state: 'done', createdAt: new Date(9_000) });
  const older = job({ id: 'older', state: 'paused', createdAt: new Date(1_000) });
  const newer = job({ id: 'newer', createdAt: new Date(2_000) });
  expect(inOrder([done, older, newer]).map(({ id }) => id)).toEqual(['newer', 'older', 'done']);
});

it('counts a job that does not know its whole yet as begun, not as done', () => {
  expect(overallShare([job({ progress }), job()])).toBeCloseTo(0.05);
  expect(overallShare([job()])).toBeNull();
});

it('announces an end once', () => {
  const done = job({ state: 'done', report });
  expect(endAnnouncement(job(), done)).toBe('Index Sounds: Done · 13 sounds listened to · 1 failed');
  expect(endAnnouncement(done, done)).toBeNull();
  expect(endAnnouncement(undefined, done)).toBeNull();
});
