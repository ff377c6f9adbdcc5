import { countRows, hasRow, type RowRange, type RowRanges } from '../browser/row-ranges.ts';

/**
 * Where selected rows come to stand when they are put before a row, all together.
 *
 * @param to the row before which they go, 0 to `count`
 * @returns `before`: the first row from there on that is not selected itself, `null` at the end; `rows`: their new
 * numbers. `null` where nothing would move
 */
export function moveTarget(
  selected: RowRanges,
  to: number,
  count: number,
): { readonly before: number | null; readonly rows: RowRange } | null {
  if (to < 0 || to > count || selected.length === 0) return null;
  let before = to;
  while (before < count && hasRow(selected, before)) before += 1;
  const moved = countRows(selected);
  const above = selected.reduce((sum, { first, end }) => sum + Math.max(0, Math.min(end, before) - first), 0);
  const first = before - above;
  const only = selected.length === 1 ? selected[0] : undefined;
  if (only !== undefined && only.first === first) return null;
  return { before: before === count ? null : before, rows: { first, end: first + moved } };
}
