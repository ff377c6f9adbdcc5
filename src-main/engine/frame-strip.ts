import { setImmediate } from 'node:timers/promises';
import { FRAME_HOP_SECONDS } from '../../src-shared/contract/frames.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { FrameCategory, SoundFrame } from '../../src-shared/contract/sounds.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { readFrames } from '../suggestions/index.ts';
import type { EngineParts } from './engine-parts.ts';
import type { SuggestionLearner } from './learner/suggestion-learner.ts';

const CATEGORIES_A_FRAME = 3;

/** Longer, and others in the engine would notice. */
const TURN_MILLISECONDS = 4;

type Parts = Pick<EngineParts, 'decoders'> & {
  readonly catalogue: Pick<Catalogue, 'vectors'>;
  readonly learner: Pick<SuggestionLearner, 'head' | 'model'>;
};

/**
 * What each frame of a sound was heard as: computed from its stored vectors when it is shown, by the head that suggests
 * for whole sounds. Empty where nothing is stored; without categories where a frame is silent, and for vectors of a model
 * version that is not the active one.
 */
export async function frameStrip(
  { catalogue, decoders, learner }: Parts,
  id: SoundId,
  signal?: AbortSignal,
): Promise<readonly SoundFrame[]> {
  const stored = await catalogue.vectors(id);
  if (!stored) return [];
  const { embeddings, levelsDb, modelVersion } = stored;
  const { model, head } = learner;
  const { starter, assetsFolder } = model;
  const frameCategories =
    modelVersion === model.id ? await decoders.categorize(embeddings, assetsFolder, signal) : null;
  const probabilities =
    frameCategories !== null && starter !== null
      ? await inTurns(
          readFrames(starter, head?.head ?? starter.head, { embeddings, levelsDb, frameCategories }),
          signal,
        )
      : frameCategories;
  return Array.from(levelsDb, (levelDb, frame) => ({
    startSeconds: frame * FRAME_HOP_SECONDS,
    levelDb: Number.isFinite(levelDb) ? levelDb : null,
    categories: probabilities ? best(probabilities, frame) : [],
  }));
}

/** Takes steps for a few milliseconds at a time, so that nobody waits for a long sound. */
async function inTurns<Result>(steps: Generator<void, Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (;;) {
    const until = performance.now() + TURN_MILLISECONDS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await setImmediate();
    signal?.throwIfAborted();
  }
}

function best(probabilities: Float32Array, frame: number): readonly FrameCategory[] {
  const row = probabilities.subarray(frame * categories.length, (frame + 1) * categories.length);
  const found: { index: number; probability: number }[] = [];
  for (const [index, probability] of row.entries()) {
    if (probability <= 0) continue;
    if (found.length === CATEGORIES_A_FRAME && probability <= (found.at(-1)?.probability ?? 0)) continue;
    const place = found.findIndex((one) => one.probability < probability);
    found.splice(place < 0 ? found.length : place, 0, { index, probability });
    found.length = Math.min(found.length, CATEGORIES_A_FRAME);
  }
  return found.map(({ index, probability }) => ({ category: categories[index] ?? '', probability }));
}
