import type { CategoryScores, EvaluationLine, EvaluationScores } from '../../src-shared/contract/evaluation.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import {
  classScores,
  confusionOf,
  coverageAtPrecision,
  expectedCalibrationError,
  firstOf,
  type Judged,
  macroF1,
  macroRecall,
  NOTHING,
  placeOf,
  reliabilityBins,
  wilsonInterval,
} from '../learning/index.ts';
import type { LabelledSound, Prediction } from './predictor.ts';

/** A labelled sound and what was predicted without knowing the label. */
export type ScoredSound = { readonly sound: LabelledSound; readonly prediction: Prediction };

/** Libraries with fewer sounds say too little to count like the others. */
const FEWEST_IN_A_LIBRARY = 10;
const WANTED_PRECISION = 0.9;

type SoundScore = Judged & { readonly truth: number; readonly first: number; readonly place: number };

/** All scores of one way of suggesting. */
export function scoreLine(
  scored: readonly ScoredSound[],
  about: Pick<EvaluationLine, 'name' | 'withNames' | 'firstLabels' | 'seconds'>,
): EvaluationLine {
  const scores = scored.map(scoreSound);
  const libraries = [...Map.groupBy(scored.keys(), (index) => scored[index]?.sound.library ?? '')].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const byLibrary = libraries.map(([library, places]) => ({
    library,
    ...summarise(places.flatMap((place) => scores[place] ?? [])),
  }));
  const large = byLibrary.filter(({ sounds }) => sounds >= FEWEST_IN_A_LIBRARY);
  const confusion = confusionOfScores(scores);
  return {
    ...about,
    meanOverLibraries: {
      libraries: large.length,
      top1: meanOrNull(large.map(({ top1 }) => top1)),
      top5: meanOrNull(large.map(({ top5 }) => top5)),
    },
    overall: summarise(scores),
    byLibrary,
    byCategory: classScores(confusion).map(
      ({ index, ...rest }): CategoryScores => ({ category: categories[index] ?? '', ...rest }),
    ),
    confusion: pairsOf(confusion.counts),
    reliability: reliabilityBins(scores).filter(({ sounds }) => sounds > 0),
    catIds: scoreCatIds(scored),
  };
}

/** The mean recall over the categories that these sounds have. */
export const macroRecallOf = (scored: readonly ScoredSound[]): number =>
  macroRecall(confusionOfScores(scored.map(scoreSound)));

function scoreSound({ sound, prediction: { probabilities } }: ScoredSound): SoundScore {
  const first = firstOf(probabilities);
  return {
    truth: sound.categoryIndex,
    first,
    place: placeOf(probabilities, sound.categoryIndex),
    probability: first === NOTHING ? 0 : (probabilities[first] ?? 0),
    right: first === sound.categoryIndex,
  };
}

function confusionOfScores(scores: readonly SoundScore[]) {
  return confusionOf(
    scores.map(({ truth }) => truth),
    scores.map(({ first }) => first),
    categories.length,
  );
}

function summarise(scores: readonly SoundScore[]): EvaluationScores {
  const within = (k: number) => scores.filter(({ place }) => place < k).length;
  const { share, low, high } = wilsonInterval(within(1), scores.length);
  const confusion = confusionOfScores(scores);
  const coverage = coverageAtPrecision(scores, WANTED_PRECISION);
  return {
    sounds: scores.length,
    top1: share,
    top1Low: low,
    top1High: high,
    top3: within(3) / scores.length,
    top5: within(5) / scores.length,
    macroF1: macroF1(confusion),
    macroRecall: macroRecall(confusion),
    calibrationError: expectedCalibrationError(scores),
    coverageAt90: coverage.share,
    coverageThreshold: coverage.threshold,
  };
}

function pairsOf(counts: Uint32Array): EvaluationLine['confusion'] {
  const width = categories.length + 1;
  return Array.from(counts, (sounds, cell) => ({
    category: categories[Math.floor(cell / width)] ?? '',
    suggested: categories[cell % width] ?? null,
    sounds,
  }))
    .filter(({ sounds }) => sounds > 0)
    .sort((a, b) => b.sounds - a.sounds);
}

function scoreCatIds(scored: readonly ScoredSound[]): EvaluationLine['catIds'] {
  const labelled = scored.filter(({ sound }) => sound.catId !== null);
  const given = labelled.filter(({ prediction }) => prediction.catId !== null);
  const right = given.filter(({ sound, prediction }) => prediction.catId === sound.catId);
  return { labelled: labelled.length, given: given.length, right: right.length };
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
