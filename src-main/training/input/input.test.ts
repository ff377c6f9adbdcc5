import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BatchOrder, type InputLayout, openBatchSource } from './index.ts';

const file = (): string => join(mkdtempSync(join(os.tmpdir(), 'sonotheque-input-')), 'input');

/** Rows of two bands; row r holds r/8 and −r/8, which half precision holds exactly. */
function spectra(rows: number): string {
  const name = file();
  const values = new Float16Array(
    Array.from({ length: rows * 2 }, (_, index) => ((index >> 1) / 8) * (index % 2 ? -1 : 1)),
  );
  writeFileSync(name, Buffer.from(values.buffer));
  return name;
}

const layout: InputLayout = { kind: 'spectra', rows: 3, bands: 2 };
const order = (first: number[], count: number[], more: Partial<BatchOrder> = {}): BatchOrder => ({
  first: Float64Array.from(first),
  count: Int32Array.from(count),
  changes: null,
  mix: null,
  ...more,
});

describe('batches from a file', () => {
  it('hold the frames that were ordered, silence where a sound is shorter', async () => {
    const source = openBatchSource(spectra(20), layout);
    const [one, two] = [source.get(order([4, 0], [3, 3])), source.get(order([18], [2]))];
    expect([...(await one)]).toEqual([4, -4, 5, -5, 6, -6, 0, -0, 1, -1, 2, -2].map((value) => value / 8));
    expect([...(await two)]).toEqual([18, -18, 19, -19, 0, 0].map((value) => value / 8));
    await source.close();
  });

  it('are changed as ordered', async () => {
    const source = openBatchSource(spectra(20), layout);
    const changes = [{ shiftRows: 0, gainDb: 0, bands: [0, 1], rows: [2, 1] }] as const;
    const batch = await source.get(order([8], [3], { changes }));
    expect([...batch]).toEqual([0, -1, 0, -9 / 8, 0, 0]);
    await source.close();
  });

  it('hold embeddings, mixed with their partners', async () => {
    const name = file();
    writeFileSync(name, Buffer.from(Float32Array.from([1, 2, 3, 4, 5, 6]).buffer));
    const source = openBatchSource(name, { kind: 'embeddings', size: 2 });
    expect([...(await source.get(order([2, 0], [1, 1])))]).toEqual([5, 6, 1, 2]);
    const mix = { partners: Int32Array.from([1, 0]), share: 0.5 };
    expect([...(await source.get(order([2, 0], [1, 1], { mix })))]).toEqual([3, 4, 3, 4]);
    await source.close();
  });

  it('fail with a sentence when the file was cut meanwhile, or is gone', async () => {
    const name = spectra(20);
    const source = openBatchSource(name, layout);
    await source.get(order([0], [3]));
    truncateSync(name, 40);
    await expect(source.get(order([15], [3]))).rejects.toMatchObject({ failure: { code: 'input-cut' } });
    expect((await source.get(order([0], [3]))).length).toBe(6);
    await source.close();
    const gone = openBatchSource(join(name, 'nowhere'), layout);
    await expect(gone.get(order([0], [3]))).rejects.toMatchObject({ failure: { code: 'missing-file' } });
    await gone.close();
  });
});
