/** Three gigabytes that take no room on the disk: time and memory stay bounded. */
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import { BadLibrary } from './bad-library.test-support.ts';

const BYTES = 3_000_000_000;
/** Few samples in many bytes: what is proven is that nothing grows with bytes. */
const [CHANNELS, RATE_HZ, SAMPLE_BYTES] = [16, 192_000, 8];
// Offsets of a WAV file whose format chunk comes first and has 16 bytes.
const [RIFF_SIZE, DATA_SIZE] = [4, 40] as const;

let library: BadLibrary;
beforeAll(async () => {
  library = await BadLibrary.make();
  library.putNeighbours();
});
afterAll(() => library.remove());

/** Holes take no room on the disk. */
function writeSparse(name: string, head: Uint8Array): void {
  const file = openSync(library.at(name), 'w');
  writeSync(file, head);
  ftruncateSync(file, head.length + BYTES);
  closeSync(file);
}

/** Resident memory of this process and of its children, in megabytes. */
function residentMegabytes(): number {
  const pids = [
    process.pid,
    ...readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && parentOf(pid) === process.pid),
  ];
  return pids.reduce((sum, pid) => sum + residentOf(pid), 0);
}
function statusOf(pid: number, field: RegExp): number {
  try {
    return Number(field.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
const parentOf = (pid: number) => statusOf(pid, /^PPid:\s*(\d+)/m);
const residentOf = (pid: number) => statusOf(pid, /^VmRSS:\s*(\d+)/m) / 1_024;

describe.runIf(process.platform === 'linux')('three gigabytes', () => {
  it('of silence are heard whole, of zeros without a header not at all; memory does not grow with them', async () => {
    await library.index();
    const head = waveFile(
      Array.from({ length: CHANNELS }, () => new Float32Array()),
      RATE_HZ,
      { coding: 'f64' },
    );
    head.writeUInt32LE(BYTES + 36, RIFF_SIZE);
    head.writeUInt32LE(BYTES, DATA_SIZE);
    writeSparse('1-silence.wav', head);
    writeSparse('2-zeros.wav', new Uint8Array(1));
    const before = residentMegabytes();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, residentMegabytes());
    }, 100);
    const { report } = await library.index();
    clearInterval(watch);
    expect(report).toMatchObject({ indexed: 1, unchanged: 2, failed: 1 });
    expect(most - before).toBeLessThan(500);
    const rows = await library.rows();
    expect(rows.get('1-silence.wav')).toMatchObject({ status: 'indexed', warnings: [] });
    expect(rows.get('1-silence.wav')?.format?.durationSeconds).toBeCloseTo(
      BYTES / (CHANNELS * RATE_HZ * SAMPLE_BYTES),
      3,
    );
    expect(rows.get('2-zeros.wav')).toMatchObject({ status: 'failed', failure: { code: 'not-audio' } });
    await library.expectNeighboursIndexed();
    expect((await library.index()).report).toMatchObject({ indexed: 0, unchanged: 3, failed: 1, frames: 0 });
  }, 240_000);
});
