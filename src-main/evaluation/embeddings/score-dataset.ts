import type {
  EmbeddingEvaluationSettings,
  EmbeddingScores,
  NeighbourScores,
  SuggestionScores,
} from '../../../src-shared/evaluation/index.ts';
import {
  daviesBouldin,
  type NeighbourScore,
  NOTHING,
  type Points,
  pointsIn,
  scoreNeighbourhoods,
  shuffled,
  silhouette,
} from '../../learning/index.ts';
import type { EvaluatedEmbedding } from './evaluated-sounds.ts';
import { finiteOrNull } from './finite.ts';
import type { EvaluationLimits } from './limits.ts';
import { probeSounds } from './probe-sounds.ts';

/** Scores of one dataset, and what each of its sounds was taken for. */
export type ScoredDataset = {
  readonly scores: EmbeddingScores;
  /** One class a sound, by majority and without its group; `NOTHING` where it wasn't scored. */
  readonly takenFor: Int32Array;
  readonly framesTakenFor: readonly (readonly number[])[];
  /** As of `probeSounds`; infinite where there was no probe. */
  readonly probePlaces: Float64Array;
};

export type DatasetToScore = {
  /** `null`: all of them as one. */
  readonly dataset: string | null;
  readonly sounds: readonly EvaluatedEmbedding[];
  readonly classes: number;
  readonly columns: number;
};

/**
 * Scores the embeddings of one dataset. Steps after a few milliseconds each, but for the linear heads: a fold is a whole
 * fit. Where pairs of frames are more than the limit, the sounds to be scored are drawn by the seed.
 */
export function* scoreDataset(
  { dataset, sounds, classes, columns }: DatasetToScore,
  settings: EmbeddingEvaluationSettings,
  limits: EvaluationLimits,
): Generator<void, ScoredDataset> {
  const { points, soundOfFrame } = framesOf(sounds, columns);
  const classOfSound = sounds.map((sound) => sound.class);
  const frames = pointsIn(points);
  const scored = chooseScored(sounds, frames, columns, limits.neighbourPairs, settings.seed);
  const neighbourhoods = yield* scoreNeighbourhoods(
    { points, soundOfFrame, classOfSound, groupOfSound: sounds.map(({ group }) => group), classes },
    {
      ks: [settings.k],
      metric: settings.metric,
      among: ['every-frame', 'other-sounds', 'other-groups'],
      ...(scored.size === sounds.length ? {} : { isScored: (sound) => scored.has(sound) }),
    },
  );
  const [withItself, otherSounds, otherGroups] = neighbourhoods.map(([score]) => score);
  // How far classes lie apart is asked of the sounds that nothing was learned from, where some are held back.
  const counts = (sound: number) => sounds[sound]?.isScored === true;
  const classOfFrame = soundOfFrame.map((sound) => (counts(sound) ? (classOfSound[sound] ?? NOTHING) : NOTHING));
  const looked = Math.max(1, Math.floor(limits.silhouettePairs / Math.max(1, frames)));
  const spread = yield* silhouette(points, classOfFrame, {
    metric: settings.metric,
    sample: { points: looked, seed: settings.seed },
  });
  const probe = settings.probe
    ? yield* probeSounds(sounds, classes, columns, settings.seed, limits.probedSounds)
    : null;
  const framesTakenFor: number[][] = sounds.map(() => []);
  for (const [place, frame] of (otherGroups?.scoredFrames ?? []).entries()) {
    framesTakenFor[soundOfFrame[frame] ?? NOTHING]?.push(otherGroups?.predicted[place] ?? NOTHING);
  }
  return {
    scores: {
      dataset,
      sounds: sounds.length,
      frames,
      classes: new Set(classOfSound).size,
      scoredSounds: scored.size,
      withItself: numbersOf(withItself),
      otherSounds: numbersOf(otherSounds),
      otherGroups: numbersOf(otherGroups),
      probe: probe?.scores ?? null,
      suggestions: suggestionScores(sounds),
      daviesBouldin: finiteOrNull(daviesBouldin(points, classOfFrame)),
      silhouette: Number.isFinite(spread.mean)
        ? { mean: spread.mean, frames: spread.points, standardError: spread.standardError }
        : null,
    },
    takenFor: otherGroups?.predictedOfSound ?? new Int32Array(sounds.length).fill(NOTHING),
    framesTakenFor,
    probePlaces: probe?.places ?? new Float64Array(sounds.length).fill(Number.POSITIVE_INFINITY),
  };
}

/** `null` where no sound was asked of. */
function suggestionScores(sounds: readonly EvaluatedEmbedding[]): SuggestionScores | null {
  const places = sounds.flatMap(({ isScored, suggestedPlace }) =>
    isScored && typeof suggestedPlace === 'number' ? [suggestedPlace] : [],
  );
  if (places.length === 0) return null;
  const share = (most: number) => places.filter((place) => place >= 0 && place < most).length / places.length;
  return { top1: share(1), top5: share(5), sounds: places.length };
}

function framesOf(
  sounds: readonly EvaluatedEmbedding[],
  columns: number,
): { readonly points: Points; readonly soundOfFrame: Int32Array } {
  const frames = sounds.reduce((sum, { embeddings }) => sum + embeddings.length / columns, 0);
  const values = new Float32Array(frames * columns);
  const soundOfFrame = new Int32Array(frames);
  let frame = 0;
  for (const [place, { embeddings }] of sounds.entries()) {
    values.set(embeddings, frame * columns);
    soundOfFrame.fill(place, frame, frame + embeddings.length / columns);
    frame += embeddings.length / columns;
  }
  return { points: { columns, values }, soundOfFrame };
}

/** Places of the sounds whose neighbours are looked for. */
function chooseScored(
  sounds: readonly EvaluatedEmbedding[],
  frames: number,
  columns: number,
  mostPairs: number,
  seed: number,
): ReadonlySet<number> {
  const wanted = sounds.flatMap(({ isScored }, place) => (isScored ? [place] : []));
  // Where every frame asks, each pair is compared once only.
  if (wanted.length === sounds.length && (frames * frames) / 2 <= mostPairs) return new Set(wanted);
  const chosen = new Set<number>();
  let pairs = 0;
  for (const place of shuffled(wanted, seed)) {
    pairs += ((sounds[place]?.embeddings.length ?? 0) / columns) * frames;
    if (pairs > mostPairs && chosen.size > 0) break;
    chosen.add(place);
  }
  return chosen;
}

function numbersOf(score: NeighbourScore | undefined): NeighbourScores {
  return {
    frameMacroF1: finiteOrNull(score?.frames.macroF1),
    frameAccuracy: finiteOrNull(score?.frames.accuracy),
    soundMacroF1: finiteOrNull(score?.sounds.macroF1),
    soundAccuracy: finiteOrNull(score?.sounds.accuracy),
  };
}
