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
  const child = path.join(path.dirname(fileURLToPath(import.meta.url)), 'ceiling-child.ts');
  const results = await Promise.all(
    Array.from({ length: options.processes }, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        child,
        graph,
        melFile,
        String(options.batch),
        String(options.seconds),
      ]);
      return JSON.parse(stdout) as { readonly blocksPerSecond: number; readonly cpuMilliseconds: number };
    }),
  );
  return {
    blocksPerSecond: results.reduce((sum, { blocksPerSecond }) => sum + blocksPerSecond, 0),
    cpuMillisecondsABlock: results.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0) / results.length,
  };
}
