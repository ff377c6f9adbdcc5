/** The figures and tables of an evaluation: the same in the window, in the page, and in exported files. */
import type {
  EmbeddingComparison,
  EmbeddingEvaluation,
  EmbeddingScores,
  PairedDifference,
} from '../evaluation/index.ts';
import { barsFigure } from './bars.ts';
import { type ConfusionTable, confusionTable, matrixFigure } from './matrix.ts';
import { scatterFigure } from './scatter.ts';
import type { Figure } from './shape.ts';

/** An evaluation, and what a person calls its model version. */
export type NamedEvaluation = { readonly name: string; readonly evaluation: EmbeddingEvaluation };

export const ALL_DATASETS = 'all datasets';
const nameOf = ({ dataset }: EmbeddingScores): string => dataset ?? ALL_DATASETS;
const share = (value: number): string => value.toFixed(2);

/** Datasets of all evaluations, each once, all of them as one last. */
function datasetRows(evaluations: readonly NamedEvaluation[]): readonly (string | null)[] {
  const names = new Set(evaluations.flatMap(({ evaluation }) => evaluation.scores.map(({ dataset }) => dataset)));
  return [...[...names].filter((name) => name !== null), ...(names.has(null) ? [null] : [])];
}

const scoresOf = ({ evaluation }: NamedEvaluation, dataset: string | null): EmbeddingScores | undefined =>
  evaluation.scores.find((scores) => scores.dataset === dataset);

/** One version: frames and sounds without the file's group, and frames with the file itself. Several: frames and sounds of each. */
export function macroF1Figure(evaluations: readonly NamedEvaluation[]): Figure {
  const [only] = evaluations;
  const single = evaluations.length === 1;
  const series = single
    ? ['sounds by majority', 'frames', 'frames, its own file counting']
    : evaluations.flatMap(({ name }) => [`${name}, sounds`, `${name}, frames`]);
  const rows = datasetRows(evaluations).map((dataset) => ({
    name: dataset ?? ALL_DATASETS,
    values: single
      ? valuesOfOne(only && scoresOf(only, dataset))
      : evaluations.flatMap((one) => {
          const scores = scoresOf(one, dataset)?.otherGroups;
          return [{ value: scores?.soundMacroF1 ?? null }, { value: scores?.frameMacroF1 ?? null }];
        }),
  }));
  return barsFigure({
    name: 'Macro-F1 by the nearest neighbours, by dataset',
    series,
    rows,
    from: 0,
    to: 1,
    format: share,
  });
}

const valuesOfOne = (scores: EmbeddingScores | undefined) => [
  { value: scores?.otherGroups.soundMacroF1 ?? null },
  { value: scores?.otherGroups.frameMacroF1 ?? null },
  { value: scores?.withItself.frameMacroF1 ?? null },
];

export function daviesBouldinFigure(evaluations: readonly NamedEvaluation[]): Figure {
  return barsFigure({
    name: 'Davies-Bouldin index by dataset: overlap of classes, the smaller the better',
    series: evaluations.map(({ name }) => name),
    rows: datasetRows(evaluations).map((dataset) => ({
      name: dataset ?? ALL_DATASETS,
      values: evaluations.map((one) => ({ value: scoresOf(one, dataset)?.daviesBouldin ?? null })),
    })),
    format: share,
  });
}

export function silhouetteFigure(evaluations: readonly NamedEvaluation[]): Figure {
  return barsFigure({
    name: 'Mean silhouette by dataset, with two standard errors where frames were drawn: the larger the better',
    series: evaluations.map(({ name }) => name),
    rows: datasetRows(evaluations).map((dataset) => ({
      name: dataset ?? ALL_DATASETS,
      values: evaluations.map((one) => {
        const found = scoresOf(one, dataset)?.silhouette;
        if (!found) return { value: null };
        const { mean, standardError } = found;
        return standardError > 0
          ? { value: mean, low: mean - 2 * standardError, high: mean + 2 * standardError }
          : { value: mean };
      }),
    })),
    format: share,
  });
}

/** After − before of macro-F1, with the 95 % interval of resampled groups. */
export function differenceFigure(comparison: readonly EmbeddingComparison[]): Figure {
  const value = ({ difference, low, high }: PairedDifference) => ({ value: difference, low, high });
  return barsFigure({
    name: 'Change of macro-F1, after less before, with 95 % intervals',
    series: ['sounds by majority', 'frames'],
    rows: comparison.map(({ dataset, soundMacroF1, frameMacroF1 }) => ({
      name: dataset ?? ALL_DATASETS,
      values: [value(soundMacroF1), value(frameMacroF1)],
    })),
    format: signed,
  });
}

export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/**
 * What sounds were taken for by majority, without their group.
 * @param dataset `null`: among all datasets
 */
export function confusionOfSounds(
  { sounds, classes, datasets }: EmbeddingEvaluation,
  dataset: string | null,
  order: 'confused' | 'name' = 'confused',
): ConfusionTable {
  const index = dataset === null ? null : datasets.indexOf(dataset);
  const scored = sounds.filter(
    (sound) => sound.framesTakenFor.length > 0 && (index === null || sound.dataset === index),
  );
  const overall = index === null && datasets.length > 1;
  return confusionTable(
    scored.map((sound) => [sound.class, overall ? sound.takenForOverall : sound.takenFor] as const),
    classes,
    order,
  );
}

export const confusionFigure = (evaluation: EmbeddingEvaluation, dataset: string | null): Figure =>
  matrixFigure(
    confusionOfSounds(evaluation, dataset),
    `Confusion of sounds, ${dataset ?? ALL_DATASETS}: rows are what they are, columns what they were taken for`,
  );

/** `null` where none was drawn. */
export function pictureFigure({ name, evaluation }: NamedEvaluation): Figure | null {
  const { picture, sounds, classes } = evaluation;
  if (!picture) return null;
  const points = picture.sounds.flatMap((place, index) => {
    const sound = sounds[place];
    if (!sound) return [];
    const [x = 0, y = 0] = [picture.places[2 * index], picture.places[2 * index + 1]];
    return [{ x, y, class: classes[sound.class] ?? '', about: sound.path }];
  });
  return scatterFigure(points, `t-SNE of ${points.length} sounds, ${name}`);
}

export type NumberTable = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Every number of an evaluation, a row a dataset. */
export function scoreTable(evaluations: readonly NamedEvaluation[]): NumberTable {
  return {
    heads: [
      'dataset',
      'model version',
      'sounds',
      'frames',
      'classes',
      'sounds scored',
      'frame macro-F1',
      'sound macro-F1',
      'frame accuracy',
      'sound accuracy',
      'frame macro-F1, variants as neighbours',
      'sound macro-F1, variants as neighbours',
      'frame macro-F1, file itself as neighbour',
      'sound macro-F1, file itself as neighbour',
      'linear head macro-F1',
      'linear head top-1',
      'linear head top-5',
      'linear head sounds',
      'suggestions top-1',
      'suggestions top-5',
      'Davies-Bouldin',
      'silhouette',
      'silhouette frames',
      'silhouette standard error',
    ],
    rows: datasetRows(evaluations).flatMap((dataset) =>
      evaluations.flatMap((one) => {
        const scores = scoresOf(one, dataset);
        return scores ? [[nameOf(scores), one.name, ...numbersOf(scores)]] : [];
      }),
    ),
  };
}

function numbersOf({ otherGroups, otherSounds, withItself, probe, suggestions, silhouette, ...rest }: EmbeddingScores) {
  return [
    rest.sounds,
    rest.frames,
    rest.classes,
    rest.scoredSounds,
    otherGroups.frameMacroF1,
    otherGroups.soundMacroF1,
    otherGroups.frameAccuracy,
    otherGroups.soundAccuracy,
    otherSounds.frameMacroF1,
    otherSounds.soundMacroF1,
    withItself.frameMacroF1,
    withItself.soundMacroF1,
    probe?.macroF1 ?? null,
    probe?.top1 ?? null,
    probe?.top5 ?? null,
    probe?.sounds ?? null,
    suggestions?.top1 ?? null,
    suggestions?.top5 ?? null,
    rest.daviesBouldin,
    silhouette?.mean ?? null,
    silhouette?.frames ?? null,
    silhouette?.standardError ?? null,
  ];
}

export function comparisonTable(comparison: readonly EmbeddingComparison[]): NumberTable {
  const parts = (difference: PairedDifference | null) => [
    difference?.before ?? null,
    difference?.after ?? null,
    difference?.difference ?? null,
    difference?.low ?? null,
    difference?.high ?? null,
  ];
  const heads = (what: string) => [`${what} before`, 'after', 'change', '95 % from', 'to'];
  return {
    heads: [
      'dataset',
      'sounds',
      'groups',
      ...heads('sound macro-F1'),
      ...heads('frame macro-F1'),
      ...heads('suggestions top-1'),
      ...heads('suggestions top-5'),
      ...heads('linear head top-1'),
      ...heads('linear head top-5'),
      'Davies-Bouldin change',
    ],
    rows: comparison.map((one) => [
      one.dataset ?? ALL_DATASETS,
      one.sounds,
      one.groups,
      ...parts(one.soundMacroF1),
      ...parts(one.frameMacroF1),
      ...parts(one.suggestedTop1),
      ...parts(one.suggestedTop5),
      ...parts(one.top1),
      ...parts(one.top5),
      one.daviesBouldinChange,
    ]),
  };
}
