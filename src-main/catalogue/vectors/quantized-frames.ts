import { embeddingLength } from '../types.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

/** A stored frame: float32 scale (little-endian), then 512 int8. */
export const frameBytes = 4 + embeddingLength;

/** 512 signs in 32-bit words. */
export const signWordsPerFrame = embeddingLength / 32;

/**
 * Each frame of n × 512 embeddings as int8 with its own scale (largest magnitude ↔ 127), so the error is at most half a
 * step, 0.4 % of the largest magnitude.
 */
export function quantizeFrames(embeddings: Float32Array): Uint8Array {
  const frames = Math.floor(embeddings.length / embeddingLength);
  const bytes = new Uint8Array(frames * frameBytes);
  const view = new DataView(bytes.buffer);
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * embeddingLength;
    const to = frame * frameBytes;
    let largest = 0;
    for (let i = 0; i < embeddingLength; i++) {
      const magnitude = Math.abs(embeddings[from + i] as number);
      if (magnitude > largest) largest = magnitude;
    }
    const scale = Math.fround(largest / 127);
    view.setFloat32(to, scale, true);
    if (scale === 0) continue;
    for (let i = 0; i < embeddingLength; i++) {
      // The largest lands on ±127 by construction, so nothing needs clamping.
      bytes[to + 4 + i] = Math.round((embeddings[from + i] as number) / scale);
    }
  }
  return bytes;
}

/** The n × 512 embeddings that `quantizeFrames` wrote. */
export function restoreFrames(bytes: Uint8Array, into: Float32Array, atFrame = 0): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.floor(bytes.length / frameBytes);
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * frameBytes;
    const to = (atFrame + frame) * embeddingLength;
    const scale = view.getFloat32(from, true);
    for (let i = 0; i < embeddingLength; i++) into[to + i] = (values[from + 4 + i] as number) * scale;
  }
}

/** Writes one bit an embedding number: whether it lies above the mean. */
export function takeSigns(embeddings: Float32Array, mean: Float32Array | null, into: Uint32Array | Int32Array): void {
  const words = Math.floor(embeddings.length / 32);
  const centre = mean ?? new Float32Array(embeddingLength);
  for (let word = 0; word < words; word++) {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++) {
      const at = word * 32 + bit;
      if ((embeddings[at] as number) > (centre[at % embeddingLength] as number)) bits |= 1 << bit;
    }
    into[word] = bits;
  }
}
