/** Levels of three bands over time, as stored with the peaks: 2.5 steps a decibel, 0 is silence. */
export type Colours = { readonly rows: Uint8Array; readonly rowsPerSecond: number };

const stepsPerDecibel = 2.5;
const bands = 3;
/** Rows so far below the loudest say more about noise and codecs than about the sound. */
const depthDecibels = 36;
/** Decibels beyond which one moment can't speak louder: codecs cut what is quiet. */
const mostDecibels = 12;

/** How far colours differ, decibels. */
export type ColourDifference = {
  /** Row by row. */
  readonly moments: number;
  /**
   * With each row spread over its neighbours: the row that a stroke falls into depends on where the rows begin, and in a
   * roll of drums that is a matter of many decibels from row to row.
   */
  readonly spread: number;
};

/**
 * How far the colours of two sounds differ where both lie, when their common difference in level is taken out: the mean
 * over moments near the loudest and the two lower bands (the highest suffers from codecs and low rates). `null` where
 * too little overlaps.
 *
 * @param offsetSeconds where the second begins in the first
 */
export function colourDifference(first: Colours, second: Colours, offsetSeconds: number): ColourDifference | null {
  const { rowsPerSecond } = first;
  const offset = offsetSeconds * rowsPerSecond;
  const from = Math.max(0, Math.ceil(offset));
  const end = Math.min(first.rows.length / bands, Math.floor(second.rows.length / bands + offset - 1));
  if (end - from < 2) return null;
  const loudest = first.rows.reduce((most, value) => Math.max(most, value), 0);
  const moments: number[] = [];
  const spread: number[] = [];
  for (let band = 0; band < bands - 1; band++) {
    const levelsOfA = levelsOf(first, band);
    const levelsOfB = levelsOf(second, band);
    const spreadOfA = spreadLevels(levelsOfA);
    const spreadOfB = spreadLevels(levelsOfB);
    for (let row = from; row < end; row++) {
      if (loudest - (first.rows[row * bands + band] ?? 0) > depthDecibels * stepsPerDecibel) continue;
      moments.push(between(levelsOfB, row - offset) - (levelsOfA[row] ?? 0));
      spread.push(between(spreadOfB, row - offset) - (spreadOfA[row] ?? 0));
    }
  }
  return moments.length < 4 ? null : { moments: meanDistance(moments), spread: meanDistance(spread) };
}

const levelsOf = ({ rows }: Colours, band: number): Float64Array =>
  Float64Array.from(
    { length: Math.floor(rows.length / bands) },
    (_, row) => (rows[row * bands + band] ?? 0) / stepsPerDecibel,
  );

/** The power of each row with half of that of either neighbour, as a level. */
function spreadLevels(levels: Float64Array): Float64Array {
  const powers = levels.map((level) => 10 ** (level / 10));
  return powers.map((power, row) => {
    const before = powers[row - 1] ?? power;
    const after = powers[row + 1] ?? power;
    return 10 * Math.log10((before + 2 * power + after) / 4);
  });
}

function between(levels: Float64Array, at: number): number {
  const whole = Math.floor(at);
  const before = levels[whole] ?? 0;
  return before + (at - whole) * ((levels[whole + 1] ?? before) - before);
}

/** Of the differences from the one in the middle. */
function meanDistance(differences: readonly number[]): number {
  const sorted = [...differences].sort((a, b) => a - b);
  const common = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return (
    differences.reduce((sum, difference) => sum + Math.min(Math.abs(difference - common), mostDecibels), 0) /
    differences.length
  );
}
