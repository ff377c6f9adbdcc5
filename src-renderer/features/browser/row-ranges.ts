/** Rows `first` up to but without `end`. */
export type RowRange = { readonly first: number; readonly end: number };

/**
 * Rows of a result set that a person selected: ranges in order, apart from each other. A hundred thousand selected sounds
 * are one pair of numbers, not a hundred thousand ids.
 */
export type RowRanges = readonly RowRange[];

export const noRows: RowRanges = [];

export const oneRow = (row: number): RowRanges => [{ first: row, end: row + 1 }];

/** Two rows and all between, whichever comes first. */
export const rowsBetween = (one: number, other: number): RowRange => ({
  first: Math.min(one, other),
  end: Math.max(one, other) + 1,
});

export const countRows = (ranges: RowRanges): number => ranges.reduce((sum, { first, end }) => sum + end - first, 0);

export const hasRow = (ranges: RowRanges, row: number): boolean =>
  ranges.some(({ first, end }) => row >= first && row < end);

export function withRows(ranges: RowRanges, added: RowRange): RowRanges {
  const touching = ranges.filter(({ first, end }) => first <= added.end && end >= added.first);
  const merged = {
    first: Math.min(added.first, ...touching.map(({ first }) => first)),
    end: Math.max(added.end, ...touching.map(({ end }) => end)),
  };
  return [...ranges.filter((range) => !touching.includes(range)), merged].sort((a, b) => a.first - b.first);
}

export const withoutRows = (ranges: RowRanges, removed: RowRange): RowRanges =>
  ranges
    .flatMap(({ first, end }) => [
      { first, end: Math.min(end, removed.first) },
      { first: Math.max(first, removed.end), end },
    ])
    .filter(({ first, end }) => first < end);

/** Pieces of at most `size` rows, for what can only take so many at once. */
export function* piecesOf(ranges: RowRanges, size: number): Generator<RowRange> {
  for (const { first, end } of ranges) {
    for (let at = first; at < end; at += size) yield { first: at, end: Math.min(end, at + size) };
  }
}
