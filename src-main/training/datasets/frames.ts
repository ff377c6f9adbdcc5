/** Which frames of a sound take part, and which rows must be kept for them. A frame is two hops of 50 rows. */

/** Rows from one frame to the next. */
export const HOP_ROWS = 50;

/** The same frames, counted in what was kept of the sound. */
export type KeptHops = {
  /** Hops of 50 rows that are kept, rising; frame `f` is the hops `f` and `f + 1`. */
  readonly hops: readonly number[];
  /** Where each chosen frame lies in what is kept. */
  readonly frames: readonly number[];
};

/**
 * Audible frames, spread over the sound: at most so many, each from the middle of an equal share of the audible ones.
 *
 * @param levelsDb one level a frame, dBFS
 * @returns rising; empty where the sound is silent
 */
export function chooseFrames(levelsDb: ArrayLike<number>, silenceDb: number, most: number): readonly number[] {
  const audible: number[] = [];
  for (let frame = 0; frame < levelsDb.length; frame += 1) {
    if ((levelsDb[frame] as number) >= silenceDb) audible.push(frame);
  }
  if (audible.length <= most) return audible;
  return Array.from({ length: most }, (_, place) => {
    const middle = Math.floor(((place + 0.5) * audible.length) / most);
    return audible[middle] as number;
  });
}

/**
 * Chosen frames with a hop before and after each, so that they can be shifted by half a frame; a long recording costs no
 * more than its chosen frames.
 *
 * @param chosen rising
 * @param frames of the whole sound
 */
export function keptHops(chosen: readonly number[], frames: number): KeptHops {
  const wanted = new Set<number>();
  for (const frame of chosen) {
    for (let hop = Math.max(0, frame - 1); hop <= Math.min(frames, frame + 2); hop += 1) wanted.add(hop);
  }
  const hops = [...wanted].sort((a, b) => a - b);
  const placeOf = new Map(hops.map((hop, place) => [hop, place]));
  return { hops, frames: chosen.map((frame) => placeOf.get(frame) as number) };
}
