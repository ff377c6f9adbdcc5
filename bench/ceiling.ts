import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { passOverFile } from '../src-main/audio/index.ts';
import { countBlocks, writeNpy } from '../src-main/encoder/index.ts';

const BLOCK_ROWS = 100;
const HOP_ROWS = 50;
const BANDS = 96;

export type Ceiling = {
  /** All processes together. */
  readonly blocksPerSecond: number;
  readonly cpuMillisecondsABlock: number;
};

/** Cuts a sound into ready mel blocks (blocks × 100 × 96) and writes them as .npy. */
export function writeMelBlocks(sound: string, file: string): void {
  const blocks: Float32Array[] = [];
  for (const { frames, rows } of passOverFile(sound)) {
    for (let block = 0; block < countBlocks(rows); block += 1) {
      blocks.push(frames.slice(block * HOP_ROWS * BANDS, (block * HOP_ROWS + BLOCK_ROWS) * BANDS));
    }
  }
  const values = new Float32Array(blocks.length * BLOCK_ROWS * BANDS);
  for (const [index, block] of blocks.entries()) values.set(block, index * BLOCK_ROWS * BANDS);
  writeFileSync(file, writeNpy({ shape: [blocks.length, BLOCK_ROWS, BANDS], values }));
}

/** What the graph alone reaches on ready blocks: one single-threaded process a core. */
export async function measureCeiling(
  graph: string,
  melFile: string,
  options: { readonly processes: number; readonly batch: number; readonly seconds: number },
): Promise<Ceiling> {
  const results = await runProcesses<{ readonly blocksPerSecond: number; readonly cpuMilliseconds: number }>(
    'ceiling-child.ts',
    options.processes,
    [graph, melFile, String(options.batch), String(options.seconds)],
  );
  return {
    blocksPerSecond: results.reduce((sum, { blocksPerSecond }) => sum + blocksPerSecond, 0),
    cpuMillisecondsABlock: results.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0) / results.length,
  };
}

/** Seconds of sound a second that so many processes pass over together, without any inference. */
export async function measureDecodeProcesses(file: string, processes: number): Promise<number> {
  const results = await runProcesses<{ readonly timesRealTime: number }>('decoding-child.ts', processes, [file, '4']);
  return results.reduce((sum, { timesRealTime }) => sum + timesRealTime, 0);
}

/** Runs a script of this folder in several processes at once; each answers with one JSON value. */
async function runProcesses<Answer>(script: string, processes: number, args: readonly string[]): Promise<Answer[]> {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), script);
  return Promise.all(
    Array.from({ length: processes }, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [file, ...args]);
      return JSON.parse(stdout) as Answer;
    }),
  );
}
