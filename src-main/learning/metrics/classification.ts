import { type Confusion, classScores, confusionOf, macroF1 } from './confusion.ts';

/** How often predictions were right. */
export type ClassificationScore = {
  readonly confusion: Confusion;
  /** The mean F1 of the classes present in the truth; NaN of nothing. */
  readonly macroF1: number;
  /** The share that was right; NaN of nothing. */
  readonly accuracy: number;
};

/**
 * Scores predictions against the truth.
 * @param truth one class a row, 0…classes − 1
 * @param predicted one class a row, or `NOTHING`, which is never right
 */
export function scorePredictions(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): ClassificationScore {
  const confusion = confusionOf(truth, predicted, classes);
  const hits = classScores(confusion).reduce(
    (sum, { index }) => sum + (confusion.counts[index * (classes + 2)] ?? 0),
    0,
  );
  return { confusion, macroF1: macroF1(confusion), accuracy: hits / truth.length };
}
