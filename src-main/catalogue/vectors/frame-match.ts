import { framesPerChunk } from '../database/index-schema.ts';
import { embeddingLength } from '../types.ts';
import { frameBytes } from './quantized-frames.ts';
import { addresses, mostQueries } from './scan-memory.ts';
import { type ScanKernels, startKernels } from './scan-module.ts';

/** The nearest pair of a query's frame and a sound's. */
export type FrameMatch = { readonly cosine: number; readonly queryFrame: number; readonly frame: number };

/** What is known of a sound while its stored frames go by. */
export type SoundMatch = {
  /** Compares n stored frames (n × 516 B, at most a chunk) that begin at frame `first` of the sound. */
  readonly take: (bytes: Uint8Array, first: number) => void;
  readonly best: () => FrameMatch;
  /**
   * The mean of two means: of the query's frames' cosines to their nearest frames (each with its weight), and of the
   * sound's frames' cosines to the query's nearest.
   */
  readonly whole: () => number;
};

let shared: ScanKernels | undefined;

/**
 * Makes a query ready; what it gives begins the match of one sound, and only one can be under way.
 *
 * @param units q × 512, each of length 1, at most 8
 * @param weights q, together 1
 * @throws SonothequeError `asset-missing`
 */
export function createMatcher(units: Float32Array, weights: Float32Array): () => SoundMatch {
  shared ??= startKernels();
  const kernels = shared;
  const { buffer } = kernels.memory;
  const queries = units.length / embeddingLength;
  if (queries > mostQueries) throw new RangeError(`At most ${mostQueries} frames can be looked for at once.`);
  new Float32Array(buffer, addresses.UNITS, units.length).set(units);
  const chunk = new Uint8Array(buffer, addresses.CHUNK, framesPerChunk * frameBytes);
  const cosines = new Float32Array(buffer, addresses.COSINES, framesPerChunk * mostQueries);
  return () => {
    const nearest = new Float32Array(queries).fill(-1);
    let best: FrameMatch = { cosine: -1, queryFrame: 0, frame: 0 };
    let backwards = 0;
    let frames = 0;
    return {
      take: (bytes, first) => {
        chunk.set(bytes);
        const count = bytes.length / frameBytes;
        kernels.compareFrames(count, queries);
        for (let place = 0; place < count; place++) {
          let most = -1;
          for (let query = 0; query < queries; query++) {
            const cosine = cosines[place * mostQueries + query] ?? 0;
            if (cosine > (nearest[query] ?? 0)) nearest[query] = cosine;
            if (cosine > most) most = cosine;
            if (cosine > best.cosine) best = { cosine, queryFrame: query, frame: first + place };
          }
          backwards += most;
        }
        frames += count;
      },
      best: () => best,
      whole: () => {
        if (frames === 0) return -1;
        const forwards = nearest.reduce((sum, cosine, query) => sum + cosine * (weights[query] ?? 0), 0);
        return (forwards + backwards / frames) / 2;
      },
    };
  };
}
