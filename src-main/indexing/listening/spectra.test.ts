/** What a trainer is given must be what the encoder at work hears. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEncoder } from '../../encoder/index.ts';
import { Listener } from './listener.ts';
import { EMBEDDING_VALUES, MEL_BANDS, rowsOfBlocks } from './protocol.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const at = (name: string) => Buffer.from(path.join(starter, name));

describe('decoding without an encoder', { timeout: 60_000 }, () => {
  let listener: Listener;
  beforeAll(() => {
    listener = new Listener({ precision: 'fp32' });
  });
  afterAll(() => listener.close());

  it.each(['ambi_lunar_land.flac', 'dog_bark.mp3', 'perc_bell.flac'])(
    'gives spectra of %s as float16 that are heard as the sound itself is',
    async (name) => {
      const { signal } = new AbortController();
      const { rows, levelsDb, payloadHash } = await listener.spectra(at(name), signal);
      const listened = await listener.listen({ path: at(name) });
      const { products } = listened;
      if (!products) throw new Error('It was only inspected.');
      expect(payloadHash).toBe(listened.payloadHash);
      expect(levelsDb).toEqual(products.levelsDb);
      expect(rows).toHaveLength(rowsOfBlocks(levelsDb.length) * MEL_BANDS);
      const encoder = await openEncoder({ precision: 'fp32', threads: 1 });
      const { embeddings } = await encoder.embed(new Float32Array(rows), rowsOfBlocks(levelsDb.length));
      for (let frame = 0; frame < levelsDb.length; frame += 1) {
        const part = (values: Float32Array) =>
          values.subarray(frame * EMBEDDING_VALUES, (frame + 1) * EMBEDDING_VALUES);
        expect(cosine(part(embeddings), part(products.embeddings))).toBeGreaterThan(0.9999);
      }
    },
  );

  it('says why a file has none', async () => {
    const { signal } = new AbortController();
    await expect(listener.spectra(at('LICENCE.txt'), signal)).rejects.toMatchObject({ failure: { code: 'not-audio' } });
  });
});

function cosine(one: Float32Array, other: Float32Array): number {
  let [product, a, b] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const [x, y] = [one[at] as number, other[at] as number];
    product += x * y;
    a += x * x;
    b += y * y;
  }
  return product / Math.sqrt(a * b);
}
