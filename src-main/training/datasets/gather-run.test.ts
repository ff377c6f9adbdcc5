/** Reading the sounds of a run into its folder, with sounds that are made up. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { type TrainingConfigurationInput, trainingConfiguration } from '../../../src-shared/training/index.ts';
import { RUN_FILES, type RunDatasets, runDatasets } from '../run-folder/index.ts';
import { type GatherOptions, gatherRun } from './gather-run.ts';
import type { SoundSources } from './read-sound.ts';
import { sketchRun } from './sketch-run.ts';
import type { SourceDataset, SourceSound } from './source-sound.ts';
import { SpectraCache } from './spectra-cache.ts';

let folder = '';
let permit: WorkPermit;
let decoded: string[] = [];
let leftOut: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gather-run-'));
  permit = new WorkPermit();
  permit.allow();
  decoded = [];
  leftOut = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LABELS = ['DOORS', 'RAIN'];
const sound = (n: number, change: Partial<SourceSound> = {}): SourceSound => ({
  path: `${'abcdefghij'[n % 10]}x${'abcdefghij'[Math.floor(n / 10)]}x.wav`,
  library: 'one',
  file: Buffer.from(`/nowhere/${n}`),
  soundId: n + 1,
  payloadHash: `${n}`.padStart(32, '0'),
  label: LABELS[n % 2] ?? '',
  duplicateGroups: [],
  levelsDb: new Float32Array(5).fill(-20),
  ...change,
});
const dataset = (sounds: readonly SourceSound[], name = 'mine'): SourceDataset => ({
  name,
  classKind: 'category',
  sounds,
});
const twenty = () => Array.from({ length: 20 }, (_, n) => sound(n));

const FRAMES = 5;
const sources = (): SoundSources => ({
  decode: async (file) => {
    const n = Number(path.basename(Buffer.from(file).toString()));
    decoded.push(`${n}`);
    if (n === 7) throw new SonothequeError({ code: 'file-gone', message: 'The file is gone.', nextStep: null });
    return {
      payloadHash: `${n}`.padStart(32, '0'),
      levelsDb: new Float32Array(FRAMES).fill(n === 8 ? -90 : -20),
      rows: new Float16Array((FRAMES + 1) * 50 * 96).fill(n),
    };
  },
  embed: async ({ soundId }) =>
    soundId === 4
      ? null
      : {
          embeddings: new Float32Array(FRAMES * 512).fill(soundId ?? 0),
          levelsDb: new Float32Array(FRAMES).fill(-20),
          payloadHash: null,
        },
  mean: async () => null,
  cache: new SpectraCache(path.join(folder, 'cache'), 1e9),
});

const configurationOf = (change: Partial<TrainingConfigurationInput> = {}) =>
  trainingConfiguration.parse({
    datasets: [{ name: 'mine', source: { kind: 'library', libraryId: 1 } }],
    trains: 'encoder',
    sampling: { framesPerSound: 2 },
    ...change,
  });
const gather = (datasets: readonly SourceDataset[], change: Partial<GatherOptions> = {}) =>
  gatherRun({
    runFolder: folder,
    configuration: configurationOf(),
    datasets,
    sources: sources(),
    permit,
    onProgress: () => {},
    onLeftOut: ({ path: name }, { code }) => leftOut.push(`${name} ${code}`),
    ...change,
  });
const stored = (): RunDatasets =>
  runDatasets.parse(JSON.parse(readFileSync(path.join(folder, RUN_FILES.datasets), 'utf8')));

describe('gathering a run', () => {
  it('stores the chosen frames of each sound, and tells what is left out', async () => {
    const gathered = await gather([dataset(twenty())]);
    expect(stored()).toEqual(gathered?.datasets);
    const [mine] = stored().datasets;
    expect(mine?.classes).toEqual(LABELS);
    expect(mine?.sounds).toHaveLength(18);
    expect(leftOut).toEqual([`${sound(7).path} file-gone`]);
    expect(gathered?.notes).toEqual([
      '1 sound is left out: nothing of it is louder than -60 dB.',
      '1 sound is left out: not there, or not readable.',
    ]);
    const spectra = new Float16Array(new Uint8Array(readFileSync(path.join(folder, RUN_FILES.spectra))).buffer);
    for (const { payloadHash, firstRow, rows, chosenFrames } of mine?.sounds ?? []) {
      expect(chosenFrames).toHaveLength(2);
      const own = spectra.subarray(firstRow * 96, (firstRow + rows) * 96);
      expect(own).toHaveLength(rows * 96);
      expect(new Set(own)).toEqual(new Set([Number(payloadHash)]));
    }
  });

  it('does not decode a second time, and comes to the same data', async () => {
    const first = await gather([dataset(twenty())]);
    const before = decoded.length;
    const second = await gather([dataset(twenty())]);
    expect(decoded.slice(before)).toEqual(['7']);
    expect(second?.datasets).toEqual(first?.datasets);
    const other = await gather([dataset(twenty())], { configuration: configurationOf({ seed: 9 }) });
    expect(other?.datasets.fingerprint).not.toBe(first?.datasets.fingerprint);
  });

  it('takes embeddings for an adapter, without decoding', async () => {
    const gathered = await gather([dataset(twenty())], { configuration: configurationOf({ trains: 'adapter' }) });
    expect(decoded).toEqual([]);
    expect(leftOut).toEqual([`${sound(3).path} no-embeddings`]);
    const bytes = readFileSync(path.join(folder, RUN_FILES.embeddings));
    expect(bytes.length).toBe(19 * 2 * 512 * 4);
    expect(gathered?.datasets.datasets[0]?.sounds.at(-1)).toMatchObject({ firstFrame: 36, frames: 2, rows: 0 });
  });

  it('leaves no datasets behind when it is ended, and none out when it is paused', async () => {
    const ended = gather([dataset(twenty())], { onProgress: (done) => done === 3 && permit.end() });
    expect(await ended).toBeNull();
    expect(existsSync(path.join(folder, RUN_FILES.datasets))).toBe(false);
  });

  it('says what can not be learned from', async () => {
    await expect(gather([dataset([])])).rejects.toMatchObject({ failure: { code: 'dataset-empty' } });
    await expect(gather([dataset([sound(0), sound(2)])])).rejects.toMatchObject({
      failure: { code: 'too-few-classes' },
    });
    await expect(gather([dataset([sound(0), sound(7)])])).rejects.toMatchObject({
      failure: { code: 'dataset-out-of-reach' },
    });
    const gathered = await gather([dataset([sound(0), sound(1), sound(3)])]);
    expect(gathered?.notes).toEqual(["“mine” has one sound of DOORS: it is learned from and can't be scored."]);
  });

  it('keeps the same audio of two datasets on one side, and says nothing of it twice', async () => {
    const copies = twenty().map((one) => ({ ...one, library: 'other', path: `copy ${one.path}` }));
    const doubtful = [sound(0), sound(0, { label: 'WOOD', path: 'again.wav' })];
    const gathered = await gather([dataset([...twenty(), ...doubtful]), dataset(copies, 'theirs')]);
    expect(gathered?.notes[0]).toBe('“mine” has the same audio under different labels once: it is left out.');
    const sides = new Map<string, Set<string>>();
    for (const { sounds } of gathered?.datasets.datasets ?? []) {
      for (const { payloadHash, split } of sounds) {
        sides.set(payloadHash ?? '', (sides.get(payloadHash ?? '') ?? new Set()).add(split));
      }
    }
    expect([...sides.values()].every(({ size }) => size === 1)).toBe(true);
  });

  it('sketches a run without reading a sound', async () => {
    const { datasets, soundSecondsUnread } = await sketchRun(folder, configurationOf(), [dataset(twenty())]);
    expect(decoded).toEqual([]);
    expect(datasets.datasets[0]?.sounds).toHaveLength(20);
    expect(soundSecondsUnread).toBeGreaterThan(100);
    const rows = datasets.datasets[0]?.sounds.reduce((sum, one) => sum + one.rows, 0) ?? 0;
    expect(readFileSync(path.join(folder, RUN_FILES.spectra)).length).toBe(rows * 96 * 2);
  });
});
