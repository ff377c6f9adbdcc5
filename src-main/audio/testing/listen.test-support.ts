import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type MelChunk, passOverFile, type SoundPass } from '../index.ts';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sonotheque-audio-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A whole pass: its result, its chunks, and the mel rows without the overlaps. */
export function listen(path: string | Buffer): {
  readonly pass: SoundPass;
  readonly chunks: readonly MelChunk[];
  readonly mel: Float32Array;
} {
  const chunks: MelChunk[] = [];
  const steps = passOverFile(path);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      const rows = chunks.map((chunk, index) => chunk.frames.subarray(index === 0 ? 0 : 50 * 96));
      const mel = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const values of rows) {
        mel.set(values, at);
        at += values.length;
      }
      return { pass: step.value, chunks, mel };
    }
    chunks.push(step.value);
  }
}

/** Cosine of the angle between two lists of numbers, over their common length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / Math.sqrt(aa * bb);
}
