/** Below this mean level a frame holds little but noise: dithered 16-bit silence lies at −93. */
const QUIET_DBFS = -90;
/** Below this it is digital silence. */
const SILENCE_DBFS = -115;

/** The two levels, for readers that don't bring all frames here. */
export const audibleLevels = { quietDbfs: QUIET_DBFS, silenceDbfs: SILENCE_DBFS } as const;

/**
 * Which frames of a sound hold anything: those above −90 dBFS; of a very quiet sound (or a click in a padded frame) the
 * loudest one; none of digital silence.
 * @param levelsDb one level a frame, dBFS
 */
export function audibleFrames(levelsDb: Float32Array): readonly number[] {
  const above = (limit: number) => Array.from(levelsDb.keys()).filter((frame) => (levelsDb[frame] ?? limit) > limit);
  const audible = above(QUIET_DBFS);
  if (audible.length > 0) return audible;
  const loudest = above(SILENCE_DBFS).sort((a, b) => (levelsDb[b] ?? 0) - (levelsDb[a] ?? 0));
  return loudest.slice(0, 1);
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
