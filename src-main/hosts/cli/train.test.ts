/** `sonotheque train` as scripts see it: a real process that trains on real recordings. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEstimate, TrainingRun } from '../../../src-shared/contract/training.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-train-'));
  cpSync(starter, path.join(folder, 'sounds'), { recursive: true });
  const rows = ['cat_meow.mp3', 'cow_moo.mp3', 'dog_bark.mp3', 'sheep_bleat.mp3'].map((name) => `${name}\tbeasts`);
  rows.push(...['drum_roll.flac', 'perc_bell.flac', 'perc_door.flac', 'gone.wav'].map((name) => `${name}\tbanging`));
  writeFileSync(path.join(folder, 'labels.tsv'), ['path\tcategory', ...rows].join('\n'));
  const config = {
    name: 'beasts',
    datasets: [{ name: 'mine', source: { kind: 'list', file: 'labels.tsv', folder: 'sounds' }, classes: 'own' }],
    splits: { validation: 0.25, test: 0 },
    batchFrames: 4,
    epochs: 2,
  };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'mistake.json'), JSON.stringify({ ...config, epoch: 3 }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function train(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, 'train', ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, XDG_DATA_HOME: path.join(folder, 'data'), HOME: folder, APPDATA: folder },
  });
}

describe('sonotheque train', { timeout: 120_000 }, () => {
  it('says what it would cost, trains, and lists what it did', () => {
    const estimated = train('config.json', '--estimate', '--json');
    expect(estimated.stderr).toBe('');
    expect(JSON.parse(estimated.stdout) as RunEstimate).toMatchObject({
      datasets: [{ classes: ['banging', 'beasts'] }],
    });
    const trained = train('config.json', '--json');
    expect(trained.stderr).toBe('');
    expect(trained.status).toBe(0);
    const lines = trained.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind?: string });
    expect(lines.map(({ kind }) => kind)).toEqual(['epoch', 'epoch', 'epoch', 'outcome', undefined]);
    const run = lines.at(-1) as unknown as TrainingRun;
    expect(run).toMatchObject({ state: 'done', name: 'beasts', datasets: [{ name: 'mine' }] });
    expect(run.notes).toEqual(['1 sound is left out: not there, or not readable.']);
    const listed = train('--list');
    expect(listed.stdout).toMatch(new RegExp(`${run.id.slice(-8)}.*beasts.*done`, 'u'));
  });

  it('tells of mistakes with what to do', () => {
    const mistake = train('mistake.json');
    expect(mistake.status).toBe(2);
    expect(mistake.stderr).toContain('epoch is no field of a configuration. The nearest is “epochs”.');
    expect(train().stderr).toContain('No configuration was named.');
    expect(train('nowhere.json').status).toBe(2);
    expect(train('--go-on', 'ffffffff').stderr).toContain('No run ends with “ffffffff”.');
  });
});
