import type { NeighbourLists } from '../neighbours/index.ts';

/** Pairs of points with a value each; a pair stands once, in the row of its lower place. */
export type Pairs = {
  /** Where each point's pairs begin, and the end of the last. */
  readonly starts: Uint32Array;
  /** The other point of each pair; larger than the row's. */
  readonly others: Uint32Array;
  readonly values: Float32Array;
};

const ENTRIES_A_STEP = 2 ** 15;

/**
 * The pairs of neighbour lists, both directions together. Memory: about 16 bytes a neighbour. Steps after a few
 * milliseconds each.
 * @param values one a neighbour
 * @param together of both directions, where both are neighbours of each other; else the one value stands
 */
export function* pairsOf(
  { k, places }: NeighbourLists,
  values: Float32Array,
  together: (one: number, other: number) => number,
): Generator<void, Pairs> {
  const count = places.length / k;
  // Every direction, sorted into the row of the pair's lower place: equal pairs lie in one row then.
  const rows = new Uint32Array(count + 1);
  for (let at = 0; at < places.length; at += 1) {
    const other = places[at] as number;
    if (other < 0) continue;
    const lower = Math.min(Math.floor(at / k), other);
    rows[lower + 1] = (rows[lower + 1] as number) + 1;
  }
  for (let row = 0; row < count; row += 1) rows[row + 1] = (rows[row + 1] as number) + (rows[row] as number);
  const others = new Uint32Array(rows[count] as number);
  const sums = new Float32Array(others.length);
  const next = rows.slice(0, count);
  for (let at = 0; at < places.length; at += 1) {
    if (at % ENTRIES_A_STEP === 0) yield;
    const other = places[at] as number;
    if (other < 0) continue;
    const point = Math.floor(at / k);
    const lower = Math.min(point, other);
    const to = next[lower] as number;
    next[lower] = to + 1;
    others[to] = Math.max(point, other);
    sums[to] = values[at] as number;
  }
  return yield* merged(rows, others, sums, together);
}

/** Puts equal pairs of a row together; what falls together moves to the front. */
function* merged(
  rows: Uint32Array,
  others: Uint32Array,
  values: Float32Array,
  together: (one: number, other: number) => number,
): Generator<void, Pairs> {
  const count = rows.length - 1;
  const starts = new Uint32Array(count + 1);
  const seenAt = new Int32Array(count).fill(-1);
  let end = 0;
  for (let row = 0; row < count; row += 1) {
    if (row % 1_024 === 0) yield;
    const begin = end;
    for (let at = rows[row] as number; at < (rows[row + 1] as number); at += 1) {
      const other = others[at] as number;
      const seen = seenAt[other] as number;
      if (seen >= begin) {
        values[seen] = together(values[seen] as number, values[at] as number);
        continue;
      }
      seenAt[other] = end;
      others[end] = other;
      values[end] = values[at] as number;
      end += 1;
    }
    starts[row + 1] = end;
  }
  return { starts, others: others.slice(0, end), values: values.slice(0, end) };
}
