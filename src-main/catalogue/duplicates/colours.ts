/** Levels of three bands over time, as stored with the peaks: 2.5 steps a decibel, 0 is silence. */
export type Colours = { readonly rows: Uint8Array; readonly rowsPerSecond: number };

const stepsPerDecibel = 2.5;
const bands = 3;
/** Rows so far below the loudest say more about noise and codecs than about the sound. */
const depthDecibels = 36;
/** Decibels beyond which one moment can't speak louder: codecs cut what is quiet. */
const mostDecibels = 12;

/**
 * How far the colours of two sounds differ in decibels where both lie, when their common difference in level is taken
 * out: the mean over moments near the loudest and the two lower bands (the highest suffers from codecs and low rates).
 * `null` where too little overlaps.
 *
 * @param offsetSeconds where the second begins in the first
 */
export function colourDifference(first: Colours, second: Colours, offsetSeconds: number): number | null {
  const { rowsPerSecond } = first;
  const offset = offsetSeconds * rowsPerSecond;
  const rowsOfA = first.rows.length / bands;
  const from = Math.max(0, Math.ceil(offset));
  const end = Math.min(rowsOfA, Math.floor(second.rows.length / bands + offset - 1));
  if (end - from < 2) return null;
  const differences: number[] = [];
  const loudest = first.rows.reduce((most, value) => Math.max(most, value), 0);
  for (let row = from; row < end; row++) {
    const at = row - offset;
    const whole = Math.floor(at);
    const part = at - whole;
    for (let band = 0; band < bands - 1; band++) {
      const a = first.rows[row * bands + band] ?? 0;
      if (loudest - a > depthDecibels * stepsPerDecibel) continue;
      const before = second.rows[whole * bands + band] ?? 0;
      const after = second.rows[(whole + 1) * bands + band] ?? before;
      differences.push((before + part * (after - before) - a) / stepsPerDecibel);
    }
  }
  if (differences.length < 4) return null;
  const sorted = [...differences].sort((a, b) => a - b);
  const common = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return (
    differences.reduce((sum, difference) => sum + Math.min(Math.abs(difference - common), mostDecibels), 0) /
    differences.length
  );
}
