import { shuffled } from '../seeded-random.ts';
import type { Fold } from './folds.ts';

/** The rows to score and those to learn from. */
export type GroupedFold = Pick<Fold, 'scored' | 'learned'>;

/**
 * Folds that never part a group and hold about the same share of every class: each row is scored once, by what was
 * learned without its group. Groups are dealt largest first, those of one size in an order drawn by the seed, each to the
 * fold that has least of its classes so far (as the StratifiedGroupKFold of scikit-learn, by squares where that takes
 * deviations). A class of one group is scored without having been learned.
 * @param classes one class a row, of any numbers
 * @param groups one group a row, as `inseparableGroups` gives
 * @param folds how many, 2 or more; as many as there are groups where these are fewer
 * @throws RangeError of fewer than two folds
 */
export function groupedFolds(
  classes: ArrayLike<number>,
  groups: ArrayLike<number>,
  folds: number,
  seed: number,
): readonly GroupedFold[] {
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`${folds} folds`);
  const totals = new Map<number, number>();
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < classes.length; row += 1) {
    const one = classes[row] as number;
    totals.set(one, (totals.get(one) ?? 0) + 1);
    const group = groups[row] as number;
    const rows = rowsOf.get(group);
    if (rows) rows.push(row);
    else rowsOf.set(group, [row]);
  }
  const bins = Array.from({ length: Math.min(folds, rowsOf.size) }, () => ({
    rows: [] as number[],
    counts: new Map<number, number>(),
  }));
  for (const rows of shuffled(rowsOf.values(), seed).sort((a, b) => b.length - a.length)) {
    const added = countsOf(rows.map((row) => classes[row] as number));
    // What the sum of squared shares grows by, but for what is the same in every fold.
    const crowding = (counts: ReadonlyMap<number, number>) =>
      [...added].reduce((sum, [one, count]) => sum + (count * (counts.get(one) ?? 0)) / (totals.get(one) ?? 1) ** 2, 0);
    const crowded = bins.map((bin) => ({ bin, crowding: crowding(bin.counts) }));
    const chosen = crowded.reduce((best, one) => {
      if (one.crowding !== best.crowding) return one.crowding < best.crowding ? one : best;
      return one.bin.rows.length < best.bin.rows.length ? one : best;
    }).bin;
    chosen.rows.push(...rows);
    for (const [one, count] of added) chosen.counts.set(one, (chosen.counts.get(one) ?? 0) + count);
  }
  return bins.map(({ rows }) => {
    const scored = new Set(rows);
    return {
      scored: rows.toSorted((a, b) => a - b),
      learned: Array.from({ length: classes.length }, (_, row) => row).filter((row) => !scored.has(row)),
    };
  });
}

function countsOf(classes: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const one of classes) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
