/** From a catalogue's vectors to a kept evaluation, as the job goes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId, ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { embeddingEvaluationSettings } from '../../../src-shared/evaluation/index.ts';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { trainingDataset } from '../../../src-shared/training/index.ts';
import { type Catalogue, embeddingLength } from '../../catalogue/index.ts';
import { compareKept, csvOf, exportEvaluation } from './embedding-evaluations.ts';
import { evaluateJob } from './evaluate-job.ts';
import { datasetsOfList, gatherEmbeddings } from './gather-embeddings.ts';
import { evaluationId, KeptEvaluations } from './kept-evaluations.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'evaluations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two categories that lie apart; three numbered variants of each, one of them silent, one unlabelled. */
const rows = ['rain_1', 'rain_2', 'rain x', 'door_1', 'door_2', 'door x', 'hush', 'who'].map((name, place) => ({
  id: (place + 1) as SoundId,
  libraryId: 1 as LibraryId,
  relativePath: { display: `${name}.wav` },
  path: { display: path.join('/sounds', `${name}.wav`) },
  status: 'indexed' as const,
  payloadHash: `hash-${place}` as PayloadHash,
  label: name === 'who' ? null : { category: name.startsWith('door') ? 'DOORS' : 'RAIN', catId: null },
}));
const vectorsOf = (id: number, spread = 1) => {
  const name = rows[id - 1]?.relativePath.display ?? '';
  const embeddings = new Float32Array(2 * embeddingLength);
  embeddings[name.startsWith('door') ? 0 : 1] = 1;
  embeddings[2] = (spread * id) / 10;
  embeddings.copyWithin(embeddingLength, 0, embeddingLength);
  return { modelVersion: 'm', embeddings, levelsDb: Float32Array.of(-20, name === 'hush.wav' ? -200 : -20) };
};
const catalogue = {
  path: '',
  libraries: async () => [{ id: 1 }],
  query: async () => ({ id: 1, count: rows.length }),
  rows: async function* () {
    yield* rows;
  },
  releaseResultSet: async () => {},
  soundByPath: async (file: string) => rows.find((row) => row.path.display === file) ?? null,
  vectors: async (id: number, version: string) => {
    const stored = vectorsOf(id, version === 'wide' ? 30 : 1);
    return rows[id - 1]?.relativePath.display === 'hush.wav'
      ? { ...stored, levelsDb: Float32Array.of(-200, -200) }
      : stored;
  },
  duplicateGroups: async () => [],
  modelVersions: async () => [{ id: 'm', name: 'Mine', active: true }],
};
const dataset = trainingDataset.parse({ name: 'mine', source: { kind: 'library', libraryId: 1 } });
const settings = embeddingEvaluationSettings.parse({ k: 1, picture: false });

async function gather(values: Partial<typeof settings> = {}, datasets = [dataset]) {
  const request = { modelVersion: 'm' as ModelVersionId, datasets, settings: { ...settings, ...values } };
  const gathering = gatherEmbeddings(catalogue as unknown as Catalogue, request);
  for (;;) {
    const step = await gathering.next();
    if (step.done) return step.value;
  }
}

describe('gathering', () => {
  it('takes labelled sounds with their variants as one group, and says what is left out', async () => {
    const { classes, sounds, leftOut } = await gather();
    expect(classes).toEqual(['DOORS', 'RAIN']);
    expect(sounds.map(({ path: shown }) => shown)).toEqual(rows.slice(0, 6).map((row) => row.relativePath.display));
    const [rain, door] = [sounds[0]?.group, sounds[3]?.group];
    expect(sounds.map(({ group }) => group)).toEqual([rain, rain, rain, door, door, door]);
    expect(leftOut).toEqual({ unlabelled: 1, withoutVectors: 0, silent: 1 });
    expect((await gather({ framesPerSound: 1 })).sounds[0]?.embeddings).toHaveLength(embeddingLength);
  });

  it('holds back whole groups, or the test sounds of a run', async () => {
    const { sounds } = await gather({ heldBack: { kind: 'grouped', share: 0.5 } });
    const scored = new Set(sounds.filter(({ isScored }) => isScored).map(({ group }) => group));
    expect(scored.size).toBe(1);
    const sound = { path: '', class: 0, group: 0, firstRow: 0, rows: 0, firstFrame: 0, frames: 1, chosenFrames: [0] };
    const of = (payloadHash: string, split: string) => ({ ...sound, payloadHash, split });
    const datasets = [
      { name: 'd', classes: ['A'], classKind: 'category', sounds: [of('hash-1', 'test'), of('hash-2', 'training')] },
    ];
    writeFileSync(path.join(folder, 'datasets.json'), JSON.stringify({ version: 1, fingerprint: '', datasets }));
    const held = await gather({ heldBack: { kind: 'run', folder } });
    expect(held.sounds.map(({ isScored }) => isScored)).toEqual([false, true, false, false, false, false]);
    await expect(gather({ heldBack: { kind: 'run', folder: path.join(folder, 'none') } })).rejects.toMatchObject({
      failure: { code: 'run-unreadable' },
    });
  });

  it('takes the libraries of a list as datasets', async () => {
    const file = path.join(folder, 'list.tsv');
    const lines = [
      'package\tpath\tcategory',
      ...['rain_1', 'rain_2', 'door_1'].map((name) => `sounds\t${name}.wav\tRAIN`),
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const datasets = await datasetsOfList({ file, folder: '/', confidence: 'high', leastSounds: 2 });
    expect(datasets.map(({ name }) => name)).toEqual(['sounds']);
    expect((await gather({}, [...datasets])).sounds).toHaveLength(3);
    expect(await datasetsOfList({ file, confidence: 'high', leastSounds: 9 })).toEqual([]);
  });
});

describe('an evaluation job', () => {
  const evaluate = async (modelVersion: string) => {
    const request = { modelVersion, datasets: [dataset], settings };
    const job = evaluateJob(
      { ...catalogue, path: path.join(folder, 'c') } as unknown as Catalogue,
      async () => null,
    ).work(request);
    const permit = new WorkPermit();
    permit.allow();
    const said: string[] = [];
    const run = { jobId: '', permit, heldDown: () => false, onFailure: () => {}, onWarning: () => {} };
    const report = await job.run({
      ...run,
      onProgress: (progress) => 'sentence' in progress && said.push(progress.sentence),
    });
    return { id: evaluationId(request), report, said, subject: job.subject };
  };

  it('is kept, compared and exported', async () => {
    const kept = new KeptEvaluations(path.join(folder, 'c-evaluations'));
    const [mine, wide] = [await evaluate('m'), await evaluate('wide')];
    expect(mine.report).toEqual({
      sentence: '6 sounds: macro-F1 0.000 of frames, 0.000 of sounds',
      interrupted: false,
    });
    expect(mine.subject).toBe(mine.id);
    expect(mine.said).toContain('Reading 0 of 7 sounds');
    const list = await kept.list();
    expect(list.map(({ id }) => id).sort()).toEqual([mine.id, wide.id].sort());
    expect(list[0]?.datasets).toEqual(['mine']);
    const [comparison] = await compareKept(kept, { before: mine.id, after: wide.id }, undefined);
    expect(comparison).toMatchObject({ dataset: 'mine', sounds: 6, groups: 2, frameMacroF1: { difference: 0 } });
    expect(comparison?.daviesBouldinChange).toBeGreaterThan(0);
    const written = (form: 'html' | 'csv' | 'confusion.svg' | 'change.svg', before?: string) =>
      exportEvaluation(
        catalogue as unknown as Catalogue,
        kept,
        { id: wide.id, before, form, dataset: null },
        undefined,
      );
    expect(await written('html', mine.id)).toContain('<h3>Change, after less before</h3>');
    expect(await written('html')).not.toMatch(/NaN|undefined|Infinity|<script|https?:\/\/(?!www\.w3)/u);
    expect((await written('csv', mine.id)).split('\r\n')).toHaveLength(7);
    expect(await written('confusion.svg')).toContain('DOORS taken for RAIN: 3 of 3 (100 %)');
    await expect(written('change.svg')).rejects.toMatchObject({ failure: { code: 'nothing-to-draw' } });
    await kept.remove(mine.id);
    await expect(kept.get(mine.id)).rejects.toMatchObject({ failure: { code: 'no-such-evaluation' } });
    await expect(kept.get('../c')).rejects.toMatchObject({ failure: { code: 'no-such-evaluation' } });
  });

  it('is not made again of the same sounds', async () => {
    const { id } = await evaluate('m');
    const kept = new KeptEvaluations(path.join(folder, 'c-evaluations'));
    const before = await kept.get(id);
    expect((await evaluate('m')).said).not.toContain('Comparing “mine”');
    expect(await kept.get(id)).toEqual(before);
  });
});

it('writes tables with quotes where a comma stands', () => {
  expect(csvOf([{ heads: ['a', 'b'], rows: [['x, y', null]] }])).toBe('a,b\r\n"x, y",\r\n');
});
