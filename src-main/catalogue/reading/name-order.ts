import type { PathTexts } from './path-texts.ts';
import { sortByNumber } from './sort-by-number.ts';

/** Bytes that fit a float64 as a whole number. */
const bytesAKey = 6;

/**
 * Slots in the order of their file names, compared byte by byte without case; equal names stand as they came. Six bytes
 * become one number, the numbers are sorted, and where they are equal the next six decide.
 */
export function inNameOrder(slots: Uint32Array, paths: PathTexts): Uint32Array {
  const ordered = slots.slice();
  const starts = new Uint32Array(slots.length);
  const ends = new Uint32Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    starts[i] = paths.nameStart(slots[i] ?? 0);
    ends[i] = paths.end(slots[i] ?? 0);
  }
  const bytes = paths.bytes();
  const keys = new Float64Array(slots.length);
  const places = Uint32Array.from({ length: slots.length }, (_, i) => i);

  const sortRun = (from: number, to: number, depth: number): void => {
    const run = places.subarray(from, to);
    for (const place of run) {
      let key = 0;
      const start = (starts[place] ?? 0) + depth;
      const end = ends[place] ?? 0;
      for (let i = 0; i < bytesAKey; i++) key = key * 256 + (start + i < end ? (bytes[start + i] ?? 0) : 0);
      keys[place] = key;
    }
    run.set(sortByNumber(run, (place) => keys[place] ?? 0, false));
    for (let first = 0; first < run.length; ) {
      const key = keys[run[first] ?? 0] ?? 0;
      let next = first + 1;
      while (next < run.length && keys[run[next] ?? 0] === key) next++;
      // A key that ends in a zero byte is the end of the name.
      if (next - first > 1 && key % 256 !== 0) sortRun(from + first, from + next, depth + bytesAKey);
      first = next;
    }
  };
  sortRun(0, places.length, 0);
  for (let i = 0; i < places.length; i++) ordered[i] = slots[places[i] ?? 0] ?? 0;
  return ordered;
}
