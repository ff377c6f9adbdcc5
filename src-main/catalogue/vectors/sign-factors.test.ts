import { describe, expect, it } from 'vitest';
import { embeddings } from '../testing/fixtures.ts';
import { embeddingLength } from '../types.ts';
import { takeFactors } from './sign-factors.ts';

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('the factors of a frame', () => {
  it('give back its cosine to itself', () => {
    const mean = embeddings(1, 1);
    const frame = embeddings(1, 2);
    const [along = 0, length = 0] = takeFactors(frame, mean);
    const difference = frame.map((value, i) => value - (mean[i] ?? 0));
    const signs = difference.map((value) => (value > 0 ? 1 : -1));
    const norm = Math.sqrt(dot(frame, frame));
    expect(along).toBeCloseTo(dot(frame, mean) / norm, 5);
    expect(along + length * dot(signs, difference)).toBeCloseTo(
      (dot(frame, mean) + dot(difference, difference)) / norm,
      4,
    );
  });

  it('are 0 for silence', () => {
    expect([...takeFactors(new Float32Array(embeddingLength), embeddings(1, 1))]).toEqual([0, 0]);
  });
});
