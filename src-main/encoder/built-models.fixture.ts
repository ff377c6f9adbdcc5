/** For tests: model files built into a folder of their own, and the golden sounds' arrays. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModels } from '../../scripts/build-models.mjs';
import { AISFX_ENCODER, MEL_DIVISOR } from './architecture.ts';
import { readNpy } from './npy.ts';

export const SOURCE_FOLDER = join(import.meta.dirname, '..', '..', 'models', 'aisfx');
const goldensFolder = join(SOURCE_FOLDER, 'goldens');

export function buildModelsForTest(): { readonly folder: string; remove(): void } {
  const folder = buildModels(mkdtempSync(join(tmpdir(), 'sonotheque-models-')));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

export const GOLDEN_NAMES: readonly string[] = readdirSync(goldensFolder)
  .filter((file) => file.endsWith('.mel.npy'))
  .map((file) => file.replace('.mel.npy', ''));

export function readGolden(name: string, part: 'mel' | 'embedding' | 'categories'): Float32Array {
  return readNpy(readFileSync(join(goldensFolder, `${name}.${part}.npy`))).values;
}

/** Golden mel as the front end hands it over: divided, and a sound's only, partial block filled up with zeros. */
export function readGoldenMel(name: string): { readonly mel: Float32Array; readonly rows: number } {
  const values = readGolden(name, 'mel').map((value) => value / MEL_DIVISOR);
  const rows = Math.max(AISFX_ENCODER.blockRows, values.length / AISFX_ENCODER.bands);
  const mel = new Float32Array(rows * AISFX_ENCODER.bands);
  mel.set(values);
  return { mel, rows };
}

/** One view a block. */
export function splitEmbeddings(embeddings: Float32Array): Float32Array[] {
  const size = AISFX_ENCODER.embeddingSize;
  return Array.from({ length: embeddings.length / size }, (_, block) =>
    embeddings.subarray(block * size, (block + 1) * size),
  );
}
