import { NOTHING } from './ranking.ts';

/** Who was taken for whom. */
export type Confusion = {
  readonly classes: number;
  /** classes × (classes + 1), truth row after row; the last column counts sounds without a suggestion. */
  readonly counts: Uint32Array;
};

/**
 * Counts each pair of true and first suggested class.
 * @param truth one class a sound
 * @param predicted one class a sound, or `NOTHING`
 */
export function confusionOf(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): Confusion {
  const counts = new Uint32Array(classes * (classes + 1));
  for (let sound = 0; sound < truth.length; sound += 1) {
    const guess = predicted[sound] ?? NOTHING;
    const cell = (truth[sound] ?? 0) * (classes + 1) + (guess === NOTHING ? classes : guess);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { classes, counts };
}

/** One class' part in a confusion matrix. */
export type ClassScore = {
  readonly index: number;
  /** Sounds that are of it. */
  readonly sounds: number;
  /** Sounds that were suggested as it. */
  readonly suggested: number;
  readonly precision: number;
  readonly recall: number;
  /** 2·hits ÷ (sounds + suggested). */
  readonly f1: number;
};

/** Precision, recall and F1 of every class that is present in the truth; what is undefined is 0, as scikit-learn's `zero_division=0`. */
export function classScores({ classes, counts }: Confusion): readonly ClassScore[] {
  return Array.from({ length: classes }, (_, index) => {
    const row = counts.subarray(index * (classes + 1), (index + 1) * (classes + 1));
    const sounds = row.reduce((sum, count) => sum + count, 0);
    let suggested = 0;
    for (let truth = 0; truth < classes; truth += 1) suggested += counts[truth * (classes + 1) + index] ?? 0;
    const hits = row[index] ?? 0;
    const share = (of: number) => (of === 0 ? 0 : hits / of);
    return {
      index,
      sounds,
      suggested,
      precision: share(suggested),
      recall: share(sounds),
      f1: (2 * hits) / Math.max(1, sounds + suggested),
    };
  }).filter(({ sounds }) => sounds > 0);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean F1 of the classes present in the truth: `f1_score(average="macro", labels=sorted(set(truth)))` of scikit-learn. */
export const macroF1 = (confusion: Confusion): number => mean(classScores(confusion).map(({ f1 }) => f1));

/** The mean recall of the classes present in the truth: scikit-learn's `balanced_accuracy_score`. */
export const macroRecall = (confusion: Confusion): number => mean(classScores(confusion).map(({ recall }) => recall));
