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

/**
 * The highest cosine between q queries of length 1 (q × 512) and a stored frame that begins at `offset`; the frame's scale
 * cancels out.
 */
export function bestCosine(unitQueries: Float32Array, values: Int8Array, offset: number): number {
  const first = offset + 4;
  let square = 0;
  for (let i = 0; i < embeddingLength; i++) {
    const value = values[first + i] as number;
    square += value * value;
  }
  if (square === 0) return 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let query = 0; query < unitQueries.length; query += embeddingLength) {
    // Four sums, so that no addition waits for the one before.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < embeddingLength; i += 4) {
      a += (unitQueries[query + i] as number) * (values[first + i] as number);
      b += (unitQueries[query + i + 1] as number) * (values[first + i + 1] as number);
      c += (unitQueries[query + i + 2] as number) * (values[first + i + 2] as number);
      d += (unitQueries[query + i + 3] as number) * (values[first + i + 3] as number);
    }
    best = Math.max(best, a + b + c + d);
  }
  return best / Math.sqrt(square);
}
