import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { TrainingNews } from '../../../src-shared/training/index.ts';
import { readSafetensors } from '../../encoder/index.ts';
import { RUN_FILES } from '../run-folder/index.ts';
import { makeRun } from '../testing/made-run.test-support.ts';
import type { OpenedRun } from './run-options.ts';
import { estimateRun, trainRun } from './train-run.ts';

const allowed = (): WorkPermit => {
  const permit = new WorkPermit();
  permit.allow();
  return permit;
};

const SLOW = 60_000;

const adapterRun = (epochs: number) =>
  makeRun({
    configuration: { trains: 'adapter', start: { kind: 'version', modelVersion: 'made' }, epochs },
    datasets: [
      { name: 'a', classes: 3, soundsOfClass: 12 },
      { name: 'b', classes: 2, soundsOfClass: 12 },
    ],
  });

describe('a training in its process', { timeout: SLOW }, () => {
  it('learns an adapter and heads, tells of every epoch, and leaves its weights', async () => {
    const runFolder = adapterRun(8);
    const news: TrainingNews[] = [];
    const outcome = await trainRun({
      runFolder,
      threads: 1,
      backend: 'cpu',
      permit: allowed(),
      onNews: (one) => news.push(one),
    });
    expect(outcome).toMatchObject({ ended: 'all-epochs', backend: 'cpu' });
    expect(outcome.test.map(({ frameMacroF1 }) => frameMacroF1)).toEqual([1, 1]);
    expect(news.flatMap((one) => (one.kind === 'epoch' ? [one.epoch] : []))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const { tensors, metadata } = readSafetensors(readFileSync(join(runFolder, RUN_FILES.best)));
    expect(tensors.get('adapter.weight')?.shape).toEqual([32, 32]);
    expect(tensors.get('head.0.weight')?.shape).toEqual([3, 32]);
    expect(tensors.get('head.1.bias')?.shape).toEqual([2]);
    expect([...(tensors.get('fc.0.weight')?.values ?? [])]).toEqual([1, 2]);
    expect(JSON.parse(metadata.architecture ?? '')).toEqual({ width: 4, adapter: true });
    expect(JSON.parse(metadata.heads ?? '')).toEqual([
      { dataset: 'a', classKind: 'own', classes: ['class 0', 'class 1', 'class 2'] },
      { dataset: 'b', classKind: 'own', classes: ['class 0', 'class 1'] },
    ]);
    expect(JSON.parse(metadata.releasedHeads ?? '')).toEqual([{ dataset: 'a', classes: 2 }]);
    expect(metadata.licence).toBe('CC-BY-4.0');
    const lines = readFileSync(join(runFolder, RUN_FILES.news), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual([...new Array(9).fill('epoch'), 'outcome']);
  });

  it('ends with the same weights to the last bit when it was killed and taken up again', async () => {
    const whole = adapterRun(6);
    await trainRun({ runFolder: whole, threads: 1, backend: 'cpu', permit: allowed() });

    const killed = adapterRun(6);
    let opened: OpenedRun | null = null;
    const first = trainRun({
      runFolder: killed,
      threads: 1,
      backend: 'cpu',
      permit: allowed(),
      onOpened: (one) => {
        opened = one;
      },
      onNews: (one) => {
        if (one.kind === 'epoch' && one.epoch === 2 && opened?.pid) process.kill(opened.pid, 'SIGKILL');
      },
    });
    await expect(first).rejects.toMatchObject({ failure: { code: 'training-died' } });
    await trainRun({
      runFolder: killed,
      threads: 1,
      backend: 'cpu',
      permit: allowed(),
      onOpened: (one) => {
        opened = one;
      },
    });
    expect(opened).toMatchObject({ resumedFromEpoch: expect.any(Number) });
    expect(readFileSync(join(killed, RUN_FILES.best)).equals(readFileSync(join(whole, RUN_FILES.best)))).toBe(true);
  });

  it('stops in good order, and goes on to the same end', async () => {
    const whole = adapterRun(6);
    await trainRun({ runFolder: whole, threads: 1, backend: 'cpu', permit: allowed() });
    const stopped = adapterRun(6);
    const permit = allowed();
    const outcome = await trainRun({
      runFolder: stopped,
      threads: 1,
      backend: 'cpu',
      permit,
      onNews: (one) => {
        if (one.kind === 'epoch' && one.epoch === 3) permit.end();
      },
    });
    expect(outcome.ended).toBe('stopped');
    await trainRun({ runFolder: stopped, threads: 1, backend: 'cpu', permit: allowed() });
    expect(readFileSync(join(stopped, RUN_FILES.best)).equals(readFileSync(join(whole, RUN_FILES.best)))).toBe(true);
  });

  it('does nothing while it may not, and goes on when it may', async () => {
    const permit = new WorkPermit();
    const epochs: number[] = [];
    const run = trainRun({
      runFolder: adapterRun(2),
      threads: 1,
      backend: 'cpu',
      permit,
      onOpened: () => {
        expect(epochs).toEqual([]);
        permit.allow();
      },
      onNews: (one) => {
        if (one.kind !== 'epoch') return;
        epochs.push(one.epoch);
        permit.withhold();
        permit.allow();
      },
    });
    expect((await run).ended).toBe('all-epochs');
    expect(epochs).toEqual([0, 1, 2]);
  });

  it('says what is wrong with a run that can not begin', async () => {
    const runFolder = makeRun({ configuration: { loss: { name: 'focal', options: { gamma: -1 } } } });
    const run = trainRun({ runFolder, threads: 1, backend: 'cpu', permit: allowed() });
    await expect(run).rejects.toMatchObject({
      failure: { code: 'bad-configuration', message: expect.stringContaining('gamma') },
    });
    const nothing = trainRun({ runFolder: '/nowhere', threads: 1, permit: allowed() });
    await expect(nothing).rejects.toMatchObject({ failure: { code: 'no-run' } });
  });

  it('estimates without changing the folder', async () => {
    const runFolder = adapterRun(6);
    const estimate = await estimateRun({ runFolder, threads: 1, backend: 'cpu' });
    expect(estimate).toMatchObject({ backend: 'cpu', warning: null });
    expect(estimate.framesPerSecond).toBeGreaterThan(0);
    expect(estimate.seconds).toBeGreaterThan(0);
    expect(existsSync(join(runFolder, RUN_FILES.checkpoint))).toBe(false);
  });
});
