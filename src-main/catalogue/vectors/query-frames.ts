import { embeddingLength } from '../types.ts';

/** Most frames of a query that are compared: time grows with each, and a sound rarely holds more different ones. */
export const mostQueryFrames = 8;

export type QueryFrames = {
  /** As they came, for sign bits around the mean. */
  readonly raw: Float32Array;
  /** With length 1, for cosines. */
  readonly units: Float32Array;
  readonly count: number;
  /** Which frame of the query each is. */
  readonly places: readonly number[];
  /** What share of the query's frames is nearest to each; together 1. */
  readonly weights: Float32Array;
};

/**
 * Up to 8 frames of n × 512 that differ most from one another: farthest-point sampling by cosine, beginning with the one
 * nearest to the sum of all.
 */
export function distinctFrames(embeddings: Float32Array): QueryFrames {
  const count = Math.floor(embeddings.length / embeddingLength);
  const raw = embeddings.subarray(0, count * embeddingLength);
  const units = raw.slice();
  for (let frame = 0; frame < count; frame++) normalize(frameOf(units, frame));
  if (count <= mostQueryFrames) {
    return { raw, units, count, places: [...Array(count).keys()], weights: new Float32Array(count).fill(1 / count) };
  }
  const sum = new Float32Array(embeddingLength);
  for (const [at, value] of units.entries()) sum[at % embeddingLength] = (sum[at % embeddingLength] ?? 0) + value;
  const closest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const nearest = new Uint8Array(count);
  const places: number[] = [];
  let next = largestOf(count, (frame) => dot(frameOf(units, frame), sum));
  for (let place = 0; place < mostQueryFrames; place++) {
    const latest = frameOf(units, next);
    places.push(next);
    for (let frame = 0; frame < count; frame++) {
      const cosine = dot(frameOf(units, frame), latest);
      if (cosine <= (closest[frame] ?? 0)) continue;
      closest[frame] = cosine;
      nearest[frame] = place;
    }
    next = largestOf(count, (frame) => -(closest[frame] ?? 0));
  }
  const weights = new Float32Array(mostQueryFrames);
  for (const place of nearest) weights[place] = (weights[place] ?? 0) + 1 / count;
  return { raw: picked(raw, places), units: picked(units, places), count: mostQueryFrames, places, weights };
}

const frameOf = (frames: Float32Array, frame: number): Float32Array =>
  frames.subarray(frame * embeddingLength, (frame + 1) * embeddingLength);

function picked(frames: Float32Array, places: readonly number[]): Float32Array {
  const result = new Float32Array(places.length * embeddingLength);
  for (const [place, frame] of places.entries()) result.set(frameOf(frames, frame), place * embeddingLength);
  return result;
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
