import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddingLength } from '../types.ts';
import { frameBytes, quantizeFrames, restoreFrames, takeSigns } from './quantized-frames.ts';

const numbers = fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e6), max: Math.fround(1e6) });
const frames = fc.float32Array({
  noNaN: true,
  noDefaultInfinity: true,
  min: -100,
  max: 100,
  minLength: 512,
  maxLength: 512,
});

describe('quantized frames', () => {
  it('come back within half a step of the largest magnitude', () => {
    fc.assert(
      fc.property(frames, (embedding) => {
        const restored = new Float32Array(embeddingLength);
        restoreFrames(quantizeFrames(embedding), restored);
        const largest = Math.max(...embedding.map(Math.abs));
        for (const [i, value] of embedding.entries()) {
          expect(Math.abs((restored[i] ?? 0) - value)).toBeLessThanOrEqual((largest / 127) * 0.5001 + 1e-30);
        }
      }),
    );
  });

  it('keep each frame its own scale, and silence silent', () => {
    const embeddings = new Float32Array(3 * embeddingLength);
    embeddings[0] = 1000;
    embeddings[embeddingLength] = -0.001;
    const bytes = quantizeFrames(embeddings);
    const restored = new Float32Array(embeddings.length);
    restoreFrames(bytes, restored);
    expect(bytes).toHaveLength(3 * frameBytes);
    expect([restored[0], restored[embeddingLength]].map((value) => Number(value?.toPrecision(6)))).toEqual([
      1000, -0.001,
    ]);
    expect(restored.subarray(2 * embeddingLength).every((value) => value === 0)).toBe(true);
  });

  it('have a sign bit where a number lies above its mean', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.nat(511), (value, centre, place) => {
        const embedding = new Float32Array(embeddingLength);
        const mean = new Float32Array(embeddingLength);
        embedding[place] = value;
        mean[place] = centre;
        const signs = new Uint32Array(16);
        takeSigns(embedding, mean, signs);
        expect(((signs[place >> 5] ?? 0) >>> (place & 31)) & 1).toBe(Math.fround(value) > Math.fround(centre) ? 1 : 0);
      }),
    );
  });
});
