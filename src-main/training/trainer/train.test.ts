import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOSS_NAMES, type TrainingEpoch, type TrainingNews } from '../../../src-shared/training/index.ts';
import { readSafetensors } from '../../encoder/index.ts';
import { openBackend } from '../backends/index.ts';
import { type FileWriter, readCheckpoint, systemWriter } from '../checkpoint/index.ts';
import { bestFile, RUN_FILES } from '../run-folder/index.ts';
import { type MadeRun, makeRun } from '../testing/made-run.test-support.ts';
import { prepareRun, readRun, Training, type TrainingHost } from './index.ts';

const two: MadeRun['datasets'] = [
  { name: 'a', classes: 3, soundsOfClass: 12 },
  { name: 'b', classes: 2, soundsOfClass: 8 },
];
const adapter = { trains: 'adapter', start: { kind: 'version', modelVersion: 'made' } } as const;

async function train(folder: string, options: Partial<TrainingHost> & { backend?: 'cpu' | 'wasm' } = {}) {
  const { backend = 'cpu', ...more } = options;
  const opened = await openBackend({ backend, threads: 1 });
  const prepared = prepareRun(readRun(folder), opened);
  const news: TrainingNews[] = [];
  const host: TrainingHost = {
    gate: () => new Promise((resolve) => setImmediate(resolve)),
    tell: (one) => news.push(one),
    now: () => performance.now(),
    ...more,
  };
  try {
    const outcome = await new Training(prepared, host).run();
    return { outcome, epochs: news.filter((one): one is TrainingEpoch => one.kind === 'epoch') };
  } finally {
    await prepared.close();
  }
}

const fileOf = (folder: string, name: string = RUN_FILES.best) => readSafetensors(readFileSync(join(folder, name)));

describe('training', { timeout: 60_000 }, () => {
  it.for(LOSS_NAMES)('tells datasets apart by an adapter with %s, and leaves heads', async (name) => {
    const options = name === 'cross-entropy-with-metric' ? { metric: 'triplet-semihard' } : {};
    const folder = makeRun({
      datasets: two,
      configuration: { ...adapter, epochs: 5, loss: { name, options }, optimiser: { learningRate: 0.01 } },
    });
    const { outcome } = await train(folder);
    for (const { frameMacroF1, soundMacroF1 } of outcome.test) {
      expect(frameMacroF1).toBeGreaterThan(0.9);
      expect(soundMacroF1).toBeGreaterThan(0.9);
    }
    expect(fileOf(folder).tensors.get('head.1.weight')?.shape).toEqual([2, 32]);
  });

  it('learns a separable problem from spectra, its loss falling', async () => {
    const folder = makeRun({
      datasets: [{ name: 'a', classes: 2, soundsOfClass: 4 }],
      configuration: { epochs: 8, optimiser: { learningRate: 0.02 } },
    });
    const { epochs } = await train(folder, { backend: 'wasm' });
    expect(epochs.at(-1)?.trainingLoss).toBeLessThan((epochs[1]?.trainingLoss ?? 0) / 2);
    const { tensors, metadata } = fileOf(folder);
    expect(tensors.get('embedding_net.conv_block1.conv1.weight')?.shape).toEqual([4, 1, 3, 3]);
    expect(JSON.parse(metadata.architecture ?? '')).toEqual({ width: 4, adapter: false });
  });

  it('leaves frozen stages as they were, and keeps a set of normalisation a dataset', async () => {
    const folder = makeRun({
      datasets: [
        { name: 'a', classes: 2, soundsOfClass: 3 },
        { name: 'b', classes: 2, soundsOfClass: 3 },
      ],
      configuration: {
        trains: 'last-blocks',
        lastBlocks: 1,
        start: { kind: 'version', modelVersion: 'made' },
        normalisation: 'per-dataset',
        epochs: 2,
      },
    });
    await train(folder, { backend: 'wasm' });
    const before = fileOf(folder, RUN_FILES.start).tensors;
    const { tensors } = fileOf(folder);
    const same = (name: string) =>
      tensors.get(name)?.values.every((value, at) => value === before.get(name)?.values[at]);
    expect(same('embedding_net.conv_block3.conv2.weight')).toBe(true);
    expect(same('embedding_net.conv_block3.bn2.running_mean')).toBe(true);
    expect(same('embedding_net.conv_block4.conv1.weight')).toBe(false);
    expect(tensors.has('datasets.0.embedding_net.conv_block3.bn2.weight')).toBe(false);
    const means = (set: string) => tensors.get(`${set}embedding_net.conv_block4.bn1.running_mean`)?.values[0] ?? 0;
    expect(means('datasets.0.')).not.toBe(means('datasets.1.'));
    expect(means('')).toBeCloseTo((means('datasets.0.') + means('datasets.1.')) / 2, 5);
  });

  it('within: leaves an encoder a dataset', async () => {
    const folder = makeRun({ datasets: two, configuration: { ...adapter, mixing: { kind: 'within' }, epochs: 3 } });
    const { outcome, epochs } = await train(folder);
    expect(outcome.test.map(({ dataset }) => dataset)).toEqual(['a', 'b']);
    expect(epochs.map(({ dataset }) => dataset)).toEqual([...new Array(4).fill('a'), ...new Array(4).fill('b')]);
    for (const [index, classes] of [3, 2].entries())
      expect(fileOf(folder, bestFile(index)).tensors.get('head.0.bias')?.shape).toEqual([classes]);
  });

  it('sequential: hands the encoder on, and leaves heads that fit it in the end', async () => {
    const folder = makeRun({
      datasets: two,
      configuration: {
        ...adapter,
        mixing: { kind: 'sequential', order: 'hard-first' },
        epochs: 5,
        optimiser: { learningRate: 0.01 },
      },
    });
    const { outcome } = await train(folder);
    expect(outcome.test.map(({ dataset }) => dataset)).toEqual(['a', 'b']);
    for (const { frameMacroF1 } of outcome.test) expect(frameMacroF1).toBeGreaterThan(0.9);
  });

  it('takes weights of datasets, mixup and every sampling together', async () => {
    const folder = makeRun({
      datasets: two,
      configuration: {
        ...adapter,
        epochs: 3,
        mixing: { kind: 'joint', sampling: 'temperature' },
        difficultyWeighting: 1,
        focalDatasetRegularization: 2,
        augmentation: { mixupAlpha: 0.4 },
      },
    });
    const { outcome } = await train(folder);
    expect(outcome.ended).toBe('all-epochs');
  });

  it('ends early when nothing gets better', async () => {
    const folder = makeRun({
      datasets: two,
      configuration: { ...adapter, epochs: 50, patience: 2, optimiser: { learningRate: 1e-7 } },
    });
    const { outcome, epochs } = await train(folder);
    expect(outcome.ended).toBe('no-better');
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  });

  it('stops when it runs away, with the last good state', async () => {
    const folder = makeRun({ datasets: two, configuration: { ...adapter, epochs: 3 } });
    const embeddings = new Float32Array(readFileSync(join(folder, RUN_FILES.embeddings)).buffer.slice(0));
    // The first sound is one to learn from.
    embeddings[0] = Number.NaN;
    writeFileSync(join(folder, RUN_FILES.embeddings), Buffer.from(embeddings.buffer));
    await expect(train(folder)).rejects.toMatchObject({
      failure: { code: 'not-a-number', message: expect.stringContaining('learning rate') },
    });
    const checkpoint = readCheckpoint(folder);
    expect(checkpoint?.state.epoch).toBe(1);
    for (const { values } of checkpoint?.tensors.values() ?? []) expect(values.every(Number.isFinite)).toBe(true);
  });

  it('stops when the disk is full, and goes on from the checkpoint before', async () => {
    const folder = makeRun({ datasets: two, configuration: { ...adapter, epochs: 4 } });
    let checkpoints = 0;
    const filling: FileWriter = {
      ...systemWriter,
      write(file, bytes) {
        checkpoints += Number(file.includes('checkpoint'));
        if (checkpoints > 2) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        systemWriter.write(file, bytes);
      },
    };
    await expect(train(folder, { writer: filling })).rejects.toMatchObject({ failure: { code: 'disk-full' } });
    expect(readCheckpoint(folder)?.state.epoch).toBe(2);
    const whole = makeRun({ datasets: two, configuration: { ...adapter, epochs: 4 } });
    await train(folder);
    await train(whole);
    expect(readFileSync(join(folder, RUN_FILES.best)).equals(readFileSync(join(whole, RUN_FILES.best)))).toBe(true);
  });
});

describe('a run that can not be trained', () => {
  const refusal = (made: MadeRun, code: string) =>
    expect(train(makeRun(made))).rejects.toMatchObject({ failure: { code } });

  it('is refused with a sentence', async () => {
    await refusal(
      { configuration: { start: { kind: 'scratch', width: 4 }, trains: 'adapter' } },
      'nothing-learned-yet',
    );
    await refusal({ datasets: [{ name: 'a', classes: 1, soundsOfClass: 4 }] }, 'one-class');
    await refusal({ configuration: { loss: { name: 'arcface', options: { margin: 1 } } } }, 'bad-configuration');
    await refusal(
      { configuration: { loss: { name: 'center' }, augmentation: { mixupAlpha: 1 } } },
      'bad-configuration',
    );
    await refusal(
      { configuration: { start: { kind: 'version', modelVersion: 'x' } }, startTensors: (tensors) => tensors.clear() },
      'bad-weights',
    );
  });
});
