import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildModels } from '../../scripts/build-models.mjs';
import { type Encoder, MEL_DIVISOR, openEncoder, readNpy } from './index.ts';

const goldens = join(import.meta.dirname, '..', '..', 'models', 'aisfx', 'goldens');
const names = readdirSync(goldens)
  .filter((file) => file.endsWith('.mel.npy'))
  .map((file) => file.replace('.mel.npy', ''));

const golden = (name: string, part: string) => readNpy(readFileSync(join(goldens, `${name}.${part}.npy`))).values;

/** Golden mel as the front end hands it over: divided, and the only partial block filled up with zeros. */
function goldenMel(name: string): { mel: Float32Array; rows: number } {
  const values = golden(name, 'mel').map((value) => value / MEL_DIVISOR);
  const rows = Math.max(100, values.length / 96);
  const mel = new Float32Array(rows * 96);
  mel.set(values);
  return { mel, rows };
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('the fp32 encoder against the original PyTorch model', () => {
  let folder: string;
  let encoder: Encoder;
  beforeAll(async () => {
    folder = buildModels(mkdtempSync(join(tmpdir(), 'sonotheque-models-')));
    encoder = await openEncoder({ precision: 'fp32', assetsFolder: folder });
  });
  afterAll(async () => {
    await encoder.close();
    rmSync(folder, { recursive: true });
  });

  it.each(names)('%s: embeddings and categories', async (name) => {
    const { mel, rows } = goldenMel(name);
    const { embeddings, categories } = await encoder.embed(mel, rows);
    const expected = golden(name, 'embedding');
    expect(embeddings.length).toBe(expected.length);
    for (let block = 0; block * 512 < expected.length; block++)
      expect(
        cosine(embeddings.subarray(block * 512, block * 512 + 512), expected.subarray(block * 512, block * 512 + 512)),
      ).toBeGreaterThan(0.99999);
    const expectedCategories = golden(name, 'categories');
    expect(categories.length).toBe(expectedCategories.length);
    for (const [index, probability] of categories.entries())
      expect(probability).toBeCloseTo(expectedCategories[index] ?? -1, 2);
  });
});
