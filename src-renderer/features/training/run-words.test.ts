import { describe, expect, it } from 'vitest';
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import type { TrainingEpoch, TrainingStep } from '../../../src-shared/training/index.ts';
import { emptyDraft } from './draft.ts';
import { withEpoch, withStep } from './run-news.ts';
import { beforeAndAfter, lossLines, runFacts, runLine, scoreLines, stateOf, tookWords } from './run-words.ts';

const scores = (dataset: string, sounds: number, f1: number) => ({
  dataset,
  sounds,
  frames: sounds * 4,
  loss: 2 - f1,
  frameMacroF1: f1,
  soundMacroF1: f1,
});
const epoch = (number: number, f1: number, isBest: boolean): TrainingEpoch => ({
  kind: 'epoch',
  epoch: number,
  dataset: null,
  trainingLoss: number === 0 ? null : 1 / number,
  learningRate: 1e-3,
  validation: [scores('Doors', 10, f1), scores('Gates', 20, f1 / 2)],
  meanMacroF1: f1 * 0.75,
  isBest,
  seconds: 4,
});
const step = (number: number): TrainingStep => ({
  kind: 'step',
  epoch: 2,
  step: number,
  steps: 100,
  loss: 0.5,
  framesPerSecond: 74.4,
  waitingShare: 0.012,
  secondsLeft: 190,
});
const run: TrainingRun = {
  id: 'a',
  name: 'Doors and gates',
  folder: '/runs/a',
  createdAt: new Date(0),
  configuration: emptyDraft,
  jobId: 'j',
  state: 'running',
  phase: 'training',
  progress: null,
  datasets: [],
  fingerprint: null,
  notes: [],
  backend: 'node',
  epochs: [epoch(0, 0.4, true), epoch(1, 0.6, true), epoch(2, 0.5, false)],
  outcome: null,
  modelVersion: null,
  failure: null,
};
const live = { runId: 'a', last: step(25), losses: [{ step: 25, loss: 0.5 }] };

describe('a run in words', () => {
  it('tells where it is', () => {
    expect(stateOf(run)).toBe('Training');
    expect(stateOf({ ...run, state: 'paused' })).toBe('Paused');
    expect(runLine(run)).toBe('Training · epoch 2 of 10 · F1 0.450');
    expect(runLine({ ...run, state: 'failed', epochs: [] })).toBe('Failed');
  });

  it('tells rate, waiting, time left and the best epoch', () => {
    expect(runFacts(run, live)).toEqual([
      { name: 'Time left', value: 'about 3 min' },
      { name: 'Rate', value: '74 frames/s' },
      { name: 'Waited for input', value: '1.2 % of the time' },
      { name: 'Best epoch', value: '1: mean macro-F1 0.450' },
    ]);
    const outcome = {
      kind: 'outcome',
      ended: 'no-better',
      bestEpoch: 1,
      validation: [],
      test: [],
      backend: 'node',
      seconds: 720,
    } as const;
    expect(runFacts({ ...run, state: 'done', phase: null, outcome }, live).map(({ value }) => value)).toEqual([
      '1: mean macro-F1 0.450',
      'after epoch 2: nothing was better than epoch 1',
      '12 min',
    ]);
    expect(tookWords(3.4)).toBe('3 s');
    expect(tookWords(20_000)).toBe('5.6 h');
  });

  it('says what each dataset gained', () => {
    expect(
      beforeAndAfter(run).map(({ dataset, before, after }) => [dataset, before?.frameMacroF1, after.frameMacroF1]),
    ).toEqual([
      ['Doors', 0.4, 0.6],
      ['Gates', 0.2, 0.3],
    ]);
  });
});

describe('the curves of a run', () => {
  it('are the mean and each dataset', () => {
    const { lines, left } = scoreLines(run.epochs);
    expect(lines.map(({ name }) => name)).toEqual(['Mean of the datasets', 'Doors', 'Gates']);
    expect(lines[2]?.points).toEqual([
      { x: 0, y: 0.2 },
      { x: 1, y: 0.3 },
      { x: 2, y: 0.25 },
    ]);
    expect(left).toBe(0);
  });

  it('of many datasets are those of the largest', () => {
    const many = Array.from({ length: 30 }, (_dataset, at) => scores(`Set ${at}`, at, 0.5));
    const { lines, left } = scoreLines([{ ...epoch(1, 0.5, true), validation: many }]);
    expect(lines.at(-1)?.name).toBe('Set 29');
    expect(lines).toHaveLength(8);
    expect(left).toBe(23);
  });

  it('show losses by epoch, and of the steps that were seen', () => {
    const lines = lossLines(run, live);
    expect(lines.map(({ name, points }) => [name, points.length])).toEqual([
      ['Training', 2],
      ['Validation', 3],
      ['Last batches', 1],
    ]);
    expect(lines[2]?.points[0]?.x).toBe(2.5);
    expect(lossLines({ ...run, epochs: [] }, null)).toEqual([]);
  });
});

describe('news of a run', () => {
  it('that come again after a resume replace what was there', () => {
    const again = withEpoch(run.epochs, epoch(1, 0.8, true));
    expect(again.map((each) => each.epoch)).toEqual([0, 1, 2]);
    expect(again[1]?.validation[0]?.frameMacroF1).toBe(0.8);
    const before = withStep(withStep({ runId: 'a', last: null, losses: [] }, step(10)), step(20));
    expect(withStep(before, step(10)).losses.map((each) => each.step)).toEqual([10]);
  });

  it('are thinned out where there are many', () => {
    let many = { runId: 'a', last: null, losses: [] } as Parameters<typeof withStep>[0];
    for (let number = 1; number <= 5_000; number += 1) many = withStep(many, { ...step(number), steps: 5_000 });
    expect(many.losses.length).toBeLessThan(700);
    expect(many.losses.at(-1)?.step).toBe(5_000);
    expect(many.losses[0]?.step).toBeLessThan(100);
  });
});
