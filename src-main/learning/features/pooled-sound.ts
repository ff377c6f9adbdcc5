import { audibleFrames, meanOverFrames } from '../pooling.ts';

/** What is stored of a sound that was listened to. */
export type HeardFrames = {
  /** frames × 512 */
  readonly embeddings: Float32Array;
  /** frames × 82 probabilities of the heads. */
  readonly frameCategories: Float32Array;
  /** One level a frame, dBFS. */
  readonly levelsDb: Float32Array;
};

/** A sound as one row of numbers, over its audible frames. */
export type PooledSound = {
  /** The embeddings' mean, then their largest values: twice 512. */
  readonly meanAndMax: Float32Array;
  /** The mean of the heads' 82 probabilities. */
  readonly categories: Float32Array;
};

/** Pools a sound's audible frames; `null` of digital silence. */
export function poolSound({ embeddings, frameCategories, levelsDb }: HeardFrames): PooledSound | null {
  const frames = audibleFrames(levelsDb);
  if (frames.length === 0) return null;
  const width = embeddings.length / levelsDb.length;
  const meanAndMax = new Float32Array(2 * width);
  meanAndMax.set(meanOverFrames(embeddings, width, frames));
  const most = meanAndMax.subarray(width).fill(Number.NEGATIVE_INFINITY);
  for (const frame of frames) {
    for (let column = 0; column < width; column += 1) {
      most[column] = Math.max(most[column] as number, embeddings[frame * width + column] as number);
    }
  }
  const categories = meanOverFrames(frameCategories, frameCategories.length / levelsDb.length, frames);
  return { meanAndMax, categories };
}
