import { randomNumbers } from '../../src-main/catalogue/testing/fixtures.ts';
import { embeddingLength } from '../../src-main/catalogue/types.ts';
import type { Subcategory } from '../../src-shared/ucs/index.ts';

/** How far a sound lies from the middle of its subcategory, and its frames from the sound, in the middle's own spread. */
const soundSpread = 0.8;
const frameSpread = 0.3;

/** Makes `frames` × 512 numbers a sound, near those of its subcategory; always the same for the same seed and order. */
export function createFrameVectors(
  frames: number,
  seed: number,
): (n: number, subcategory: Subcategory) => Float32Array | null {
  if (frames === 0) return () => null;
  const middles = new Map<string, Float32Array>();
  const random = randomNumbers(seed);
  const middleOf = (catId: string): Float32Array => {
    const middle = middles.get(catId) ?? Float32Array.from({ length: embeddingLength }, () => random() - 0.5);
    middles.set(catId, middle);
    return middle;
  };
  return (_, { catId }) => {
    const middle = middleOf(catId);
    const sound = middle.map((value) => value + (random() - 0.5) * soundSpread);
    return Float32Array.from(
      { length: frames * embeddingLength },
      (_value, i) => (sound[i % embeddingLength] ?? 0) + (random() - 0.5) * frameSpread,
    );
  };
}
