/** `sonotheque evaluate` as scripts see it: a real process that listens to real recordings. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationReport } from '../../../src-shared/contract/evaluation.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-evaluate-'));
  mkdirSync(path.join(folder, 'sounds', 'one'), { recursive: true });
  for (const name of ['dog_bark.mp3', 'perc_bell.flac']) {
    copyFileSync(path.join(starter, name), path.join(folder, 'sounds', 'one', name));
  }
  writeFileSync(path.join(folder, 'sounds', 'one', 'broken.wav'), 'no sound');
  writeFileSync(
    path.join(folder, 'labels.tsv'),
    [
      'package\tpath\tcategory\tcat_id\tconfidence',
      'one\tdog_bark.mp3\tANIMALS\tANMLDog\thigh',
      'one\tperc_bell.flac\tBELL\t\thigh',
      'one\tgone.wav\tBELLS\t\thigh',
      'one\tbroken.wav\tBELLS\t\thigh',
      'one\tperc_bell.flac\tBELLS\t\thigh',
    ].join('\n'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function evaluate(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, 'evaluate', ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, XDG_DATA_HOME: path.join(folder, 'data'), HOME: folder, APPDATA: folder },
  });
}

describe('sonotheque evaluate', () => {
  it('scores what it can, names what it cannot, and keeps what it heard', () => {
    const page = path.join(folder, 'report.html');
    const first = evaluate('labels.tsv', '--sounds', 'sounds', '--json', '--html', page);
    expect(first.stderr).toBe('');
    expect(first.status).toBe(1);
    const report = JSON.parse(first.stdout) as EvaluationReport;
    expect(report).toMatchObject({ sounds: 2, libraries: 1, confidence: 'high', folds: null });
    expect(report.faults.map(({ kind }) => kind).toSorted()).toEqual([
      'missing-file',
      'single-example',
      'unknown-category',
      'unreadable-file',
    ]);
    expect(report.lines[0]?.overall.sounds).toBe(2);
    expect(readFileSync(page, 'utf8')).toContain('How good suggestions are');
    const cache = path.join(folder, 'data', 'sonotheque', 'default.sonotheque-evaluation');
    if (process.platform === 'linux') {
      const { size } = statSync(cache);
      expect(size).toBeGreaterThan(4_000);
      const again = evaluate('labels.tsv', '--sounds', 'sounds', '--json', '--leave-libraries-out', 'all');
      expect((JSON.parse(again.stdout) as EvaluationReport).lines[0]?.overall).toEqual(report.lines[0]?.overall);
      expect(statSync(cache).size).toBe(size);
    }
  }, 120_000);

  it('says what is wrong with a list, and what is wrong with its use', () => {
    writeFileSync(path.join(folder, 'empty.tsv'), 'path\tcategory\n');
    const empty = evaluate('empty.tsv');
    expect([empty.status, empty.stdout]).toEqual([2, '']);
    expect(empty.stderr).toContain('empty.tsv has a header and no rows, so there is nothing to score.');
    const folderMissing = evaluate('labels.tsv', '--sounds', 'nowhere');
    expect(folderMissing.status).toBe(2);
    expect(folderMissing.stderr).toContain('--sounds');
    expect(evaluate('labels.tsv', '--leave-libraries-out', '1').status).toBe(2);
    expect(evaluate('gone.tsv').stderr).toContain('is not there');
  }, 60_000);
});
