import type { EvaluationLine, FirstLabelScores } from '../../src-shared/contract/evaluation.ts';
import { audibleFrames, begunLibraries, foldsOfLibraries, meanOverFrames, unlikeAny } from '../learning/index.ts';
import type { FittedPredictor, LabelledSound, Prediction, Predictor, SoundToPredict } from './predictor.ts';
import { macroRecallOf, type ScoredSound, scoreLine } from './score.ts';

/** A sound of the list; only those that `counts` are scored, the others are learned from. */
export type EvaluatedSound = LabelledSound & { readonly counts: boolean };

export type EvaluationRun = {
  /** Folds of whole libraries; `null` scores predictors as they come, without learning from the list. */
  readonly folds: number | 'all' | null;
  /** Sounds of other lists, that are only learned from. */
  readonly further?: readonly LabelledSound[];
  readonly signal?: AbortSignal;
};

/** Which fold begins, from 1. */
export type EvaluationProgress = { readonly part: number; readonly parts: number };

/**
 * Scores one predictor; the last thing that it gives is the scores. With folds it learns anew for each, from neither the
 * scored libraries nor anything inseparable from them.
 */
export async function* runEvaluation(
  sounds: readonly EvaluatedSound[],
  predictor: Predictor,
  { folds, further = [], signal }: EvaluationRun,
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
    const out = places.flatMap((place) => sounds[place] ?? []);
    const taught = predictor.learns && folds !== null ? unlike(further, out) : [];
    const fitted = await predictor.fit([...learned.flatMap((place) => sounds[place] ?? []), ...taught]);
    const counting = out.filter(({ counts }) => counts);
    for (const library of Map.groupBy(counting, (sound) => sound.library).values()) {
      const predictions = await fitted.predict(library.map(withoutLabel));
      scored.push(...library.flatMap((sound, place) => pairOf(sound, predictions[place])));
    }
  }
  const { name, withNames } = predictor;
  return scoreLine(scored, { name, withNames, firstLabels: null, seconds: (performance.now() - began) / 1_000 });
}

/**
 * Scores what a person's first labels of a library are worth: learned from other libraries alone, and then from the first
 * few sounds of each category too. `null` for a predictor that can't learn further, or without a library large enough.
 * @param first how many sounds of each category are labelled
 */
export async function* runFirstLabels(
  sounds: readonly EvaluatedSound[],
  predictor: Predictor,
  { first, further = [], signal }: Omit<EvaluationRun, 'folds'> & { readonly first: number },
): AsyncGenerator<EvaluationProgress, FirstLabelScores | null> {
  const begun = begunLibraries(sounds, first);
  const at = (places: readonly number[]) => places.flatMap((place) => sounds[place] ?? []);
  const libraries: FirstLabelScores['byLibrary'][number][] = [];
  for (const [index, { library, labelled, rest, others }] of begun.entries()) {
    signal?.throwIfAborted();
    yield { part: index + 1, parts: begun.length };
    const taught = unlike(further, at([...labelled, ...rest]));
    const fitted = await predictor.fit([...at(others), ...taught]);
    const adapted = await fitted.adapt?.(at(labelled));
    if (!adapted) return null;
    const recallOf = async ({ predict }: FittedPredictor) => {
      const predictions = await predict(at(rest).map(withoutLabel));
      return macroRecallOf(at(rest).flatMap((sound, place) => pairOf(sound, predictions[place])));
    };
    const before = await recallOf(fitted);
    libraries.push({ library, labelled: labelled.length, sounds: rest.length, before, after: await recallOf(adapted) });
  }
  if (libraries.length === 0) return null;
  const mean = (of: 'before' | 'after') => libraries.reduce((sum, one) => sum + one[of], 0) / libraries.length;
  return { first, before: mean('before'), after: mean('after'), byLibrary: libraries };
}

/** What sounds like the scored libraries is not learned from: the same recording may be in both. */
function unlike(further: readonly LabelledSound[], scored: readonly LabelledSound[]): readonly LabelledSound[] {
  if (further.length === 0) return [];
  return unlikeAny(further.map(meanOf), scored.map(meanOf)).flatMap((place) => further[place] ?? []);
}

function meanOf({ embeddings, levelsDb }: LabelledSound): Float32Array {
  const width = embeddings.length / levelsDb.length;
  const frames = audibleFrames(levelsDb);
  return frames.length === 0 ? new Float32Array(width) : meanOverFrames(embeddings, width, frames);
}

const pairOf = (sound: EvaluatedSound, prediction: Prediction | undefined): readonly ScoredSound[] =>
  prediction ? [{ sound, prediction }] : [];

/** A predictor can't peek at what it doesn't get. */
function withoutLabel(sound: EvaluatedSound): SoundToPredict {
  const { path, library, relativePath, embeddings, frameCategories, levelsDb, fields } = sound;
  return { path, library, relativePath, embeddings, frameCategories, levelsDb, fields };
}
