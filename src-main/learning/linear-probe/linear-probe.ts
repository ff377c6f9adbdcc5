import { type FeatureTable, fitLinearHead } from '../linear-head/index.ts';
import { predictLinearHead } from '../linear-head/linear-head.ts';
import { type ClassificationScore, firstOf, NOTHING, placeOf, scorePredictions } from '../metrics/index.ts';
import type { GroupedFold } from '../splits/index.ts';

/** What is probed: frames or sounds whose class is known. */
export type ProbedEmbedding = {
  /** rows × columns */
  readonly embeddings: FeatureTable;
  /** One class a row, 0…classes − 1, or `NOTHING`: neither learned from nor scored. */
  readonly classOfRow: ArrayLike<number>;
  readonly classes: number;
};

export type ProbeOptions = {
  /** Each is a run with folds of its own. */
  readonly seeds: readonly number[];
  /** The folds of a seed: `groupedFolds`, or `foldsOfLibraries`, which knows no seeds. Places are rows of the table. */
  readonly foldsOf: (seed: number) => readonly GroupedFold[];
  /** How strongly weights are drawn towards nothing, on columns of spread 1; default 1, scikit-learn's `C=1`. */
  readonly penalty?: number;
  /** As of `FitOptions`. */
  readonly tolerance?: number;
  readonly passes?: number;
};

export type ProbeRun = {
  readonly seed: number;
  /** One class a row, by the head that learned without it; `NOTHING` where there was none. */
  readonly predicted: Int32Array;
  /** The place of each row's own class among what its head suggests, from 0; infinite where it isn't suggested. */
  readonly places: Float64Array;
  readonly score: ClassificationScore;
};

export type ProbeScore = {
  readonly runs: readonly ProbeRun[];
  readonly meanMacroF1: number;
  /** The standard deviation over the runs (n − 1); 0 of a single run. */
  readonly macroF1Deviation: number;
};

/**
 * Scores an embedding by what a linear classifier can read from it: softmax regression on frozen embeddings, whose
 * columns are centred and scaled to spread 1 by what is learned from (Alain and Bengio 2016, "Understanding intermediate
 * layers using linear classifier probes"). A run's score is of all its folds together. Steps after every fold, which is a
 * whole fit: seconds with thousands of rows, so a thread of its own is the place for it.
 */
export function* scoreLinearProbe(probed: ProbedEmbedding, options: ProbeOptions): Generator<void, ProbeScore> {
  const runs: ProbeRun[] = [];
  for (const seed of options.seeds) {
    const predicted = new Int32Array(probed.classOfRow.length).fill(NOTHING);
    const places = new Float64Array(probed.classOfRow.length).fill(Number.POSITIVE_INFINITY);
    const scoredRows: number[] = [];
    for (const { scored, learned } of options.foldsOf(seed)) {
      const isLabelled = (row: number) => (probed.classOfRow[row] ?? NOTHING) !== NOTHING;
      const rows = scored.filter(isLabelled);
      predictFold(probed, learned.filter(isLabelled), rows, options, { predicted, places });
      scoredRows.push(...rows);
      yield;
    }
    const score = scorePredictions(
      scoredRows.map((row) => probed.classOfRow[row] ?? NOTHING),
      scoredRows.map((row) => predicted[row] ?? NOTHING),
      probed.classes,
    );
    runs.push({ seed, predicted, places, score });
  }
  const scores = runs.map(({ score }) => score.macroF1);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { runs, meanMacroF1: mean, macroF1Deviation: Math.sqrt(squares / Math.max(1, scores.length - 1)) };
}

function predictFold(
  { embeddings, classOfRow, classes }: ProbedEmbedding,
  learned: readonly number[],
  scored: readonly number[],
  { penalty = 1, tolerance, passes }: ProbeOptions,
  { predicted, places }: Pick<ProbeRun, 'predicted' | 'places'>,
): void {
  if (learned.length === 0) return;
  const { columns } = embeddings;
  const scale = scalingOf(embeddings, learned);
  const features = { columns, values: new Float32Array(learned.length * columns) };
  for (const [place, row] of learned.entries()) features.values.set(scale(row), place * columns);
  const head = fitLinearHead(
    { features, classes: learned.map((row) => classOfRow[row] ?? NOTHING) },
    { penalty, ...(tolerance === undefined ? {} : { tolerance }), ...(passes === undefined ? {} : { passes }) },
  );
  for (const row of scored) {
    const probabilities = predictLinearHead(head, scale(row), classes);
    predicted[row] = firstOf(probabilities);
    places[row] = placeOf(probabilities, classOfRow[row] ?? NOTHING);
  }
}

/** Centres and scales a row by the mean and the spread of some rows; columns that never change become 0. */
function scalingOf({ columns, values }: FeatureTable, rows: readonly number[]): (row: number) => Float32Array {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (const [place, row] of rows.entries()) {
    for (let column = 0; column < columns; column += 1) {
      // Welford 1962: no difference of large sums.
      const value = values[row * columns + column] as number;
      const before = value - (means[column] as number);
      means[column] = (means[column] as number) + before / (place + 1);
      squares[column] = (squares[column] as number) + before * (value - (means[column] as number));
    }
  }
  return (row) =>
    Float32Array.from({ length: columns }, (_, column) => {
      const spread = Math.sqrt((squares[column] as number) / rows.length);
      const gone = (values[row * columns + column] as number) - (means[column] as number);
      return spread > 0 ? gone / spread : 0;
    });
}
