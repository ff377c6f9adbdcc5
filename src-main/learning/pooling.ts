/** Below this mean level a frame holds nothing to judge. */
const SILENCE_DBFS = -75;

/**
 * Which frames of a sound hold anything: those above −75 dBFS.
 * @param levelsDb one level a frame, dBFS
 */
export function audibleFrames(levelsDb: Float32Array): readonly number[] {
  return Array.from(levelsDb.keys()).filter((frame) => (levelsDb[frame] ?? Number.NEGATIVE_INFINITY) > SILENCE_DBFS);
}

/**
 * The mean of the chosen frames' rows.
 * @param values frames × width
 * @param frames indices of the frames to pool, at least one
 * @returns width numbers
 */
export function meanOverFrames(values: Float32Array, width: number, frames: readonly number[]): Float32Array {
  const mean = new Float32Array(width);
  for (const frame of frames) {
    for (let column = 0; column < width; column += 1) {
      mean[column] = (mean[column] ?? 0) + (values[frame * width + column] ?? 0) / frames.length;
    }
  }
  return mean;
}

/**
 * How often each column is a frame's largest.
 * @param values frames × width
 * @returns width counts
 */
export function countWins(values: Float32Array, width: number, frames: readonly number[]): Uint32Array {
  const wins = new Uint32Array(width);
  for (const frame of frames) {
    const row = values.subarray(frame * width, (frame + 1) * width);
    let best = 0;
    for (let column = 1; column < width; column += 1) if ((row[column] ?? 0) > (row[best] ?? 0)) best = column;
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return wins;
}
