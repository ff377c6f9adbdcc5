import { FRAME_HOP_SECONDS } from '../../src-shared/contract/frames.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { FrameCategory, SoundFrame } from '../../src-shared/contract/sounds.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { readShippedModel } from '../encoder/index.ts';
import type { PlaybackDecoders } from '../playback/index.ts';

const CATEGORIES_A_FRAME = 3;

/**
 * What each frame of a sound was heard as: computed from its stored vectors when it is shown, in a child process. Empty
 * where nothing is stored; without categories for vectors of a model version whose heads are not at hand.
 */
export async function frameStrip(
  { catalogue, decoders }: { readonly catalogue: Pick<Catalogue, 'vectors'>; readonly decoders: PlaybackDecoders },
  id: SoundId,
  signal?: AbortSignal,
): Promise<readonly SoundFrame[]> {
  const stored = await catalogue.vectors(id);
  if (!stored) return [];
  const { embeddings, levelsDb, modelVersion } = stored;
  const known = modelVersion === readShippedModel().id;
  const probabilities = known ? await decoders.categorize(embeddings, signal) : null;
  return Array.from(levelsDb, (levelDb, frame) => ({
    startSeconds: frame * FRAME_HOP_SECONDS,
    levelDb: Number.isFinite(levelDb) ? levelDb : null,
    categories: probabilities ? best(probabilities, frame) : [],
  }));
}

function best(probabilities: Float32Array, frame: number): readonly FrameCategory[] {
  const row = probabilities.subarray(frame * categories.length, (frame + 1) * categories.length);
  const found: { index: number; probability: number }[] = [];
  for (const [index, probability] of row.entries()) {
    if (found.length === CATEGORIES_A_FRAME && probability <= (found.at(-1)?.probability ?? 0)) continue;
    const place = found.findIndex((one) => one.probability < probability);
    found.splice(place < 0 ? found.length : place, 0, { index, probability });
    found.length = Math.min(found.length, CATEGORIES_A_FRAME);
  }
  return found.map(({ index, probability }) => ({ category: categories[index] ?? '', probability }));
}
