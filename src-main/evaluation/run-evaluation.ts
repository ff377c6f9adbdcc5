import type { EvaluationLine } from '../../src-shared/contract/evaluation.ts';
import { foldsOfLibraries } from '../learning/index.ts';
import type { LabelledSound, Predictor, SoundToPredict } from './predictor.ts';
import { type ScoredSound, scoreLine } from './score.ts';

/** A sound of the list; only those that `counts` are scored, the others are learned from. */
export type EvaluatedSound = LabelledSound & { readonly counts: boolean };

export type EvaluationRun = {
  /** Folds of whole libraries; `null` scores predictors as they come, without learning from the list. */
  readonly folds: number | 'all' | null;
  readonly signal?: AbortSignal;
};

/** Which fold begins, from 1. */
export type EvaluationProgress = { readonly part: number; readonly parts: number };

/**
 * Scores one predictor; the last thing that it gives is the scores. With folds it learns anew for each, from neither the scored libraries nor anything inseparable
 * from them.
 */
export async function* runEvaluation(
  sounds: readonly EvaluatedSound[],
  predictor: Predictor,
  { folds, signal }: EvaluationRun,
): AsyncGenerator<EvaluationProgress, EvaluationLine> {
  const began = performance.now();
  const everything = [...sounds.keys()];
  const splits =
    folds === null || !predictor.learns
      ? [{ scored: everything, learned: [] }]
      : foldsOfLibraries(sounds, folds).filter(({ scored }) => scored.some((place) => sounds[place]?.counts));
  const scored: ScoredSound[] = [];
  for (const [index, { scored: places, learned }] of splits.entries()) {
    signal?.throwIfAborted();
    yield { part: index + 1, parts: splits.length };
    const fitted = await predictor.fit(learned.flatMap((place) => sounds[place] ?? []));
    const counting = places.flatMap((place) => sounds[place] ?? []).filter(({ counts }) => counts);
    for (const library of Map.groupBy(counting, (sound) => sound.library).values()) {
      const predictions = await fitted.predict(library.map(withoutLabel));
      for (const [place, sound] of library.entries()) {
        const prediction = predictions[place];
        if (prediction) scored.push({ sound, prediction });
      }
    }
  }
  const { name, withNames } = predictor;
  return scoreLine(scored, { name, withNames, seconds: (performance.now() - began) / 1_000 });
}

/** A predictor can't peek at what it doesn't get. */
function withoutLabel(sound: EvaluatedSound): SoundToPredict {
  const { path, library, relativePath, embeddings, frameCategories, levelsDb, fields } = sound;
  return { path, library, relativePath, embeddings, frameCategories, levelsDb, fields };
}
