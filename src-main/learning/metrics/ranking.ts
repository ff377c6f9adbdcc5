/** Probabilities of many sounds over the same classes: sounds × classes, row after row. */
export type ProbabilityTable = {
  readonly classes: number;
  readonly values: Float32Array;
};

/** In place of a class where nothing was suggested. */
export const NOTHING = -1;

/** How many sounds a table holds. */
export const soundsIn = ({ classes, values }: ProbabilityTable): number => Math.floor(values.length / classes);

/** The row of one sound; a view. */
export const rowOf = ({ classes, values }: ProbabilityTable, sound: number): Float32Array =>
  values.subarray(sound * classes, (sound + 1) * classes);

/**
 * The place of a class among the suggestions of one sound, from 0; of equal probabilities the earlier class comes first.
 * What has no probability is not suggested: its place is infinite.
 */
export function placeOf(row: Float32Array, wanted: number): number {
  const probability = row[wanted] ?? 0;
  if (!(probability > 0)) return Number.POSITIVE_INFINITY;
  let place = 0;
  for (let index = 0; index < row.length; index += 1) {
    const other = row[index] ?? 0;
    if (other > probability || (other === probability && index < wanted)) place += 1;
  }
  return place;
}

/** The most probable class of one sound, the earliest of equals; `NOTHING` where every probability is zero. */
export function firstOf(row: Float32Array): number {
  let best = NOTHING;
  let most = 0;
  for (let index = 0; index < row.length; index += 1) {
    const probability = row[index] ?? 0;
    if (probability > most) {
      best = index;
      most = probability;
    }
  }
  return best;
}

/** The first suggestion of every sound. */
export const firstSuggestions = (table: ProbabilityTable): Int32Array =>
  Int32Array.from({ length: soundsIn(table) }, (_, sound) => firstOf(rowOf(table, sound)));

/**
 * The share of sounds whose true class is among the first k suggestions (top-k accuracy; scikit-learn's
 * `top_k_accuracy_score` where no probabilities are equal). NaN of no sounds.
 * @param truth one class a sound
 */
export function topKAccuracy(truth: ArrayLike<number>, table: ProbabilityTable, k: number): number {
  let hits = 0;
  for (let sound = 0; sound < truth.length; sound += 1) {
    if (placeOf(rowOf(table, sound), truth[sound] ?? NOTHING) < k) hits += 1;
  }
  return hits / truth.length;
}
