/** Sound files in, embeddings out, against the original PyTorch model behind Essentia's front end. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../encoder/index.ts';
import { Listener } from './listener.ts';

const goldens = fileURLToPath(new URL('../../../models/aisfx/goldens/', import.meta.url));
const sounds = readdirSync(goldens).filter((name) => /\.(wav|flac)$/.test(name));
const listener = new Listener({ precision: 'fp32', decodeChildren: 1, encodeChildren: 1 });
afterAll(() => listener.close());

function golden(sound: string, kind: 'embedding' | 'categories'): Float32Array {
  return readNpy(readFileSync(path.join(goldens, `${path.parse(sound).name}.${kind}.npy`))).values;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, squaresA, squaresB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    dot += value * (b[index] ?? 0);
    squaresA += value * value;
    squaresB += (b[index] ?? 0) ** 2;
  }
  return dot / Math.sqrt(squaresA * squaresB);
}

describe('from a file to its embeddings (fp32)', () => {
  it.each(sounds)('%s', async (sound) => {
    const { products } = await listener.listen({ path: Buffer.from(path.join(goldens, sound)) });
    const expected = golden(sound, 'embedding');
    expect(products?.embeddings).toHaveLength(expected.length);
    // Where the sound has to be resampled, resamplers differ.
    const [bound, tolerance] = sound.includes('44k') ? [0.9999, 0.01] : [0.999, 0.02];
    for (let frame = 0; frame < expected.length / 512; frame += 1) {
      const row = (values: Float32Array | undefined) => (values ?? expected).slice(frame * 512, (frame + 1) * 512);
      expect(cosine(row(products?.embeddings), row(expected))).toBeGreaterThanOrEqual(bound);
    }
    const categories = golden(sound, 'categories');
    for (const [index, value] of (products?.frameCategories ?? []).entries()) {
      expect(Math.abs(value - (categories[index] ?? 0))).toBeLessThan(tolerance);
    }
  });
});
