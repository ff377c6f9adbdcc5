import { embeddingLength } from '../types.ts';

/** Most frames of a query that are compared: time grows with each, and a sound rarely holds more different ones. */
export const mostQueryFrames = 8;

const queryLength = mostQueryFrames * embeddingLength;

/** Frames of a query as they came (for sign bits around the mean) and with length 1 (for cosines). */
export type QueryFrames = { readonly raw: Float32Array; readonly units: Float32Array; readonly count: number };

/**
 * Up to 8 frames of n × 512 that differ most from one another: farthest-point sampling by cosine, beginning with the one
 * nearest to the sum of all.
 */
export function distinctFrames(embeddings: Float32Array): QueryFrames {
  const count = Math.floor(embeddings.length / embeddingLength);
  const raw = embeddings.subarray(0, count * embeddingLength);
  const units = raw.slice();
  const frameOf = (frames: Float32Array, frame: number) =>
    frames.subarray(frame * embeddingLength, (frame + 1) * embeddingLength);
  for (let frame = 0; frame < count; frame++) normalize(frameOf(units, frame));
  if (count <= mostQueryFrames) return { raw, units, count };

  const sum = new Float32Array(embeddingLength);
  for (const [at, value] of units.entries()) sum[at % embeddingLength] = (sum[at % embeddingLength] ?? 0) + value;
  const closest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const picked = { raw: new Float32Array(queryLength), units: new Float32Array(queryLength), count: mostQueryFrames };
  let next = largestOf(count, (frame) => dot(frameOf(units, frame), sum));
  for (let place = 0; place < mostQueryFrames; place++) {
    const latest = frameOf(units, next);
    picked.raw.set(frameOf(raw, next), place * embeddingLength);
    picked.units.set(latest, place * embeddingLength);
    for (let frame = 0; frame < count; frame++) {
      closest[frame] = Math.max(closest[frame] ?? 0, dot(frameOf(units, frame), latest));
    }
    next = largestOf(count, (frame) => -(closest[frame] ?? 0));
  }
  return picked;
}

function normalize(vector: Float32Array): void {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) / length;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function largestOf(count: number, score: (frame: number) => number): number {
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < count; frame++) {
    const value = score(frame);
    if (value > bestScore) {
      bestScore = value;
      best = frame;
    }
  }
  return best;
}
