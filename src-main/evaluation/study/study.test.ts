import { describe, expect, it } from 'vitest';
import type { EmbeddingScores } from '../../../src-shared/evaluation/index.ts';
import { type StudyCellResult, type StudyReport, studyConfiguration } from '../../../src-shared/study/index.ts';
import { studyCells } from './cells.ts';
import { summaryTable } from './figures.ts';
import { studyFiles } from './report.ts';
import { runGrid, type StudyWork } from './run-grid.ts';
import { bestOf } from './summary.ts';

const study = studyConfiguration.parse({
  name: 'Small',
  datasets: ['one', 'two'].map((name) => ({ name, source: { kind: 'list', file: 'list.tsv', library: name } })),
  training: { start: { kind: 'scratch', width: 8 }, trains: 'encoder', epochs: 2 },
  losses: [{ name: 'cross-entropy' }, { name: 'arcface', label: 'ArcFace' }],
  methods: [
    { label: 'within', mixing: { kind: 'within' } },
    { label: 'joint FDR', mixing: { kind: 'joint' }, focalDatasetRegularization: 2 },
  ],
  seeds: [1, 2],
});
const cells = studyCells(study);

describe('a study’s grid', () => {
  it('has a training for each loss, method and seed, seeds outermost', () => {
    expect(cells.map(({ id }) => id)).toEqual([
      'cross-entropy-within-seed-1',
      'ArcFace-within-seed-1',
      'cross-entropy-joint-FDR-seed-1',
      'ArcFace-joint-FDR-seed-1',
      'cross-entropy-within-seed-2',
      'ArcFace-within-seed-2',
      'cross-entropy-joint-FDR-seed-2',
      'ArcFace-joint-FDR-seed-2',
    ]);
    expect(cells[3]?.configuration).toMatchObject({
      seed: 1,
      epochs: 2,
      mixing: { kind: 'joint' },
      focalDatasetRegularization: 2,
      loss: { name: 'arcface' },
    });
  });

  it('is refused where it is no training, or its datasets are no lists', () => {
    const asked = { ...study, training: { epochs: -1 } };
    expect(studyConfiguration.safeParse(asked).success).toBe(false);
    const library = { name: 'a', source: { kind: 'library', libraryId: 1 } };
    expect(studyConfiguration.safeParse({ ...study, datasets: [library] }).success).toBe(false);
  });

  it('goes on after a failed cell, keeps what is finished, and stops where it is stopped', async () => {
    const kept = new Map<string, StudyCellResult>();
    const trained: string[] = [];
    let stopsAt = 5;
    const work: StudyWork = {
      finished: async ({ id }) => kept.get(id) ?? null,
      trainCell: async (cell) => {
        if (trained.length === stopsAt) return null;
        trained.push(cell.id);
        if (cell.id === 'ArcFace-within-seed-1') throw new Error('no numbers any more');
        return resultOf(cell, 0.5);
      },
      keep: async ({ id }, result) => void kept.set(id, result),
      reasonOf: (error) => (error instanceof Error ? error.message : ''),
    };
    const first = await runGrid(cells, work, () => {});
    expect(first).toMatchObject({ isWhole: false });
    expect(first.results[1]).toMatchObject({ state: 'failed', reason: 'no numbers any more' });
    stopsAt = 100;
    trained.length = 0;
    const second = await runGrid(cells, work, () => {});
    expect(second.isWhole).toBe(true);
    expect(second.results).toHaveLength(8);
    // What failed is tried again; what was done isn't.
    expect(trained).toEqual(['ArcFace-within-seed-1', ...cells.slice(5).map(({ id }) => id)]);
  });
});

const scores = (dataset: string, macroF1: number): EmbeddingScores => {
  const neighbours = { frameMacroF1: macroF1 / 2, frameAccuracy: 0, soundMacroF1: macroF1, soundAccuracy: 0 };
  return {
    dataset,
    sounds: 1,
    frames: 1,
    classes: 1,
    scoredSounds: 1,
    withItself: neighbours,
    otherSounds: neighbours,
    otherGroups: neighbours,
    probe: null,
    suggestions: null,
    daviesBouldin: 2 - macroF1,
    silhouette: null,
  };
};
const resultOf = ({ id, loss, method, seed }: Omit<StudyCellResult, 'state'>, macroF1: number): StudyCellResult => ({
  id,
  loss,
  method,
  seed,
  state: 'done',
  before: ['one', 'two'].map((name) => scores(name, 0.1)),
  after: ['one', 'two'].map((name) => scores(name, macroF1)),
  epochs: 2,
  backend: 'node',
  seconds: 60,
});
const report: StudyReport = {
  name: 'Small <study>',
  datasets: ['one', 'two'].map((name) => ({ name, sounds: 10, classes: 2 })),
  losses: ['cross-entropy', 'ArcFace'],
  methods: ['within', 'joint FDR'],
  seeds: [1, 2],
  cells: cells.map((cell, place) =>
    place === 1
      ? { ...cell, state: 'failed' as const, reason: 'no “numbers” <any> more' }
      : resultOf(cell, 0.3 + (cell.method === 'within' ? 0 : 0.2) + cell.seed / 10),
  ),
};

describe('a study’s report', () => {
  it('tells means and spreads over seeds, and which training was best', () => {
    const rows = summaryTable(report).rows;
    expect(rows[1]?.slice(0, 5)).toEqual([
      'cross-entropy',
      'joint FDR',
      2,
      '0.650 (0.600–0.700)',
      '0.325 (0.300–0.350)',
    ]);
    expect(rows[2]?.slice(0, 4)).toEqual(['ArcFace', 'within', 1, '0.500']);
    expect(bestOf(report)?.method).toBe('joint FDR');
    expect(bestOf(report, ['within'])?.loss).toBe('ArcFace');
  });

  it('is a page, figures and numbers, with what failed and why', () => {
    const files = studyFiles(report, [], ({ rows }) => String(rows.length));
    expect([...files.keys()]).toEqual([
      'report.html',
      'results.csv',
      'within-against-cross.svg',
      'frame-against-vote.svg',
      'davies-bouldin-change.svg',
      'macro-f1-cross-entropy.svg',
      'macro-f1-ArcFace.svg',
    ]);
    const page = files.get('report.html') ?? '';
    expect(page).toContain('ArcFace, within, seed 1: no “numbers” &lt;any&gt; more');
    expect(page).toContain('<h1>Small &lt;study&gt;</h1>');
    expect(page).not.toMatch(/NaN|undefined|Infinity|<script/u);
    expect(files.get('results.csv')).toBe(String(1 + 7 * 3));
  });
});
