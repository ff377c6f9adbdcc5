import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { RUN_FILES } from '../run-folder/index.ts';
import { type CheckpointState, type FileWriter, readCheckpoint, systemWriter, writeCheckpoint } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), 'sonotheque-checkpoint-'));
});

const stateAt = (epoch: number): CheckpointState => ({
  version: 1,
  fingerprint: 'one',
  stage: 0,
  epoch,
  step: 3,
  lossSum: 1.5,
  smoothedLoss: null,
  moves: { a: 2 },
  best: { epoch: 1, meanMacroF1: 0.5, loss: 1 },
  epochsWithoutBetter: 0,
  startDifficulty: [1],
  difficulty: [0.3],
  performance: [0],
  ended: [],
  scores: [],
  history: [],
  seconds: 4,
});

const tensors = new Map([['a', { shape: [2], values: new Float32Array([0.1, -3]) }]]);

describe('checkpoints', () => {
  it('come back as they were', () => {
    expect(readCheckpoint(folder)).toBeNull();
    writeCheckpoint(folder, { tensors, state: stateAt(2) });
    expect(readCheckpoint(folder)).toEqual({ tensors, state: stateAt(2) });
  });

  it('keep the one before, which serves when the last one is damaged', () => {
    writeCheckpoint(folder, { tensors, state: stateAt(1) });
    writeCheckpoint(folder, { tensors, state: stateAt(2) });
    expect(readCheckpoint(folder)?.state.epoch).toBe(2);
    const file = join(folder, RUN_FILES.checkpoint);
    writeFileSync(file, readFileSync(file).subarray(0, 40));
    expect(readCheckpoint(folder)?.state.epoch).toBe(1);
  });

  it('leave the old one when the disk is full, and say so', () => {
    writeCheckpoint(folder, { tensors, state: stateAt(1) });
    const full: FileWriter = {
      ...systemWriter,
      write(file, bytes) {
        writeFileSync(file, bytes.subarray(0, 10));
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    };
    expect(() => writeCheckpoint(folder, { tensors, state: stateAt(2) }, full)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ code: 'disk-full', message: expect.stringContaining('The disk is full') }),
      }),
    );
    expect(readCheckpoint(folder)?.state.epoch).toBe(1);
    expect(existsSync(join(folder, `${RUN_FILES.checkpoint}.new`))).toBe(false);
  });
});
