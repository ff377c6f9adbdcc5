import type { EmbeddingPicture } from '../../../src-shared/evaluation/index.ts';
import { meanOverFrames, project, shuffled } from '../../learning/index.ts';
import type { EvaluatedEmbedding } from './evaluated-sounds.ts';

/**
 * Draws the scored sounds on a plane by t-SNE of their mean embeddings. Of more than `most` that many are drawn by the seed: the
 * same ones of every model version, so that pictures can be laid side by side. Steps after a few milliseconds each.
 */
export function* pictureSounds(
  sounds: readonly EvaluatedEmbedding[],
  columns: number,
  seed: number,
  most: number,
): Generator<void, EmbeddingPicture | null> {
  const wanted = [...sounds.keys()].filter((place) => sounds[place]?.isScored);
  if (wanted.length < 4) return null;
  const chosen = shuffled(wanted, seed)
    .slice(0, most)
    .sort((a, b) => a - b);
  const values = new Float32Array(chosen.length * columns);
  for (const [row, place] of chosen.entries()) {
    const embeddings = sounds[place]?.embeddings ?? new Float32Array();
    const frames = Array.from({ length: embeddings.length / columns }, (_, frame) => frame);
    values.set(meanOverFrames(embeddings, columns, frames), row * columns);
  }
  const steps = project({ columns, values }, { method: 't-sne', seed });
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield;
  const { values: map } = step.value;
  let widest = 1e-9;
  for (const value of map) widest = Math.max(widest, Math.abs(value));
  return { sounds: chosen, places: Array.from(map, (value) => Math.round((value / widest) * 1e4) / 1e4) };
}
