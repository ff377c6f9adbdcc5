import { embeddingLength } from '../types.ts';

/** Numbers beside a frame's sign bits. */
export const factorsPerFrame = 2;

/**
 * What a frame's sign bits don't tell of its cosines. Of each frame x of n × 512, around the mean m, s the signs (±1) of
 * x − m: `x·m / |x|`, and `|x − m|² / (|x − m|₁ |x|)`, the length with which s stands for (x − m) / |x| so that their
 * products with x − m are equal (RaBitQ: Gao and Long 2024, arXiv 2405.12497, section 3.2). Both 0 for silence.
 */
export function takeFactors(embeddings: Float32Array, mean: Float32Array | null): Float32Array {
  const frames = Math.floor(embeddings.length / embeddingLength);
  const centre = mean ?? new Float32Array(embeddingLength);
  const factors = new Float32Array(frames * factorsPerFrame);
  for (let frame = 0; frame < frames; frame++) {
    let [square, alongMean, apart, apartSquare] = [0, 0, 0, 0];
    for (let i = 0; i < embeddingLength; i++) {
      const value = embeddings[frame * embeddingLength + i] as number;
      const middle = centre[i] as number;
      const difference = value - middle;
      square += value * value;
      alongMean += value * middle;
      apart += Math.abs(difference);
      apartSquare += difference * difference;
    }
    const length = Math.sqrt(square);
    if (length === 0) continue;
    factors[frame * factorsPerFrame] = alongMean / length;
    factors[frame * factorsPerFrame + 1] = apart === 0 ? 0 : apartSquare / (apart * length);
  }
  return factors;
}
