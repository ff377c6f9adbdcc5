/** What isn't defined, such as a score of nothing, is stored as `null`: JSON knows no NaN. */
export const finiteOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
