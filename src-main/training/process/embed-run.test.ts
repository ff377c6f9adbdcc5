import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { makeRun } from '../testing/made-run.test-support.ts';
import { embedRunFrames } from './embed-run.ts';
import { trainRun } from './train-run.ts';

const read = (file: string) => new Float32Array(new Uint8Array(readFileSync(file)).buffer);

it.each(['joint', 'within'] as const)(
  'frames of a run are embedded as it began and as it ended: %s',
  { timeout: 60_000 },
  async (kind) => {
    const runFolder = makeRun({
      configuration: {
        trains: 'adapter',
        start: { kind: 'version', modelVersion: 'made' },
        epochs: 3,
        mixing: { kind },
        optimiser: { learningRate: 0.05 },
      },
      datasets: [
        { name: 'a', classes: 3, soundsOfClass: 8 },
        { name: 'b', classes: 2, soundsOfClass: 8 },
      ],
    });
    const [before, after] = [join(runFolder, 'before.f32'), join(runFolder, 'after.f32')];
    const options = { runFolder, threads: 1, backend: 'cpu' as const };
    await expect(embedRunFrames({ ...options, weights: 'best', outFile: after })).rejects.toMatchObject({
      failure: { code: 'not-trained' },
    });
    expect(await embedRunFrames({ ...options, weights: 'start', outFile: before })).toEqual({
      columns: 32,
      frames: 75,
    });
    // Before the adapter there is what it is given.
    expect(read(before).subarray(0, 75 * 32)).toEqual(read(join(runFolder, 'embeddings.f32')));
    const permit = new WorkPermit();
    permit.allow();
    await trainRun({ ...options, permit });
    await embedRunFrames({ ...options, weights: 'best', outFile: after });
    expect(read(after)).toHaveLength(75 * 32);
    expect(read(after)).not.toEqual(read(before));
  },
);
