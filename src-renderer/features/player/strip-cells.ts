import { FRAME_HOP_SECONDS, FRAME_SECONDS } from '../../../src-shared/contract/frames.ts';
import type { SoundFrame } from '../../../src-shared/contract/sounds.ts';
import type { Stretch } from './silences.ts';

/** Softer than this nothing is heard: what the model says of it is guessed from noise. */
const SILENCE_DB = -60;

/** Frames beside each other that were heard as the same, as one cell. */
export type StripCell = Stretch & {
  /** `null`: silent, or nobody knows. */
  readonly category: string | null;
  /** Mean over its frames, 0–1. */
  readonly probability: number;
};

export const isSilent = ({ levelDb }: SoundFrame): boolean => levelDb === null || levelDb < SILENCE_DB;

/** How long a frame is heard, as far as the sound goes. */
export const stretchOfFrame = ({ startSeconds }: SoundFrame, durationSeconds: number): Stretch => ({
  startSeconds,
  endSeconds: Math.min(durationSeconds, startSeconds + FRAME_SECONDS),
});

/** The frame whose own share of the time (until the next begins) holds a moment; `null` without frames. */
export function frameAt(frames: readonly SoundFrame[], seconds: number): number | null {
  if (frames.length === 0) return null;
  return Math.min(frames.length - 1, Math.max(0, Math.floor(seconds / FRAME_HOP_SECONDS)));
}

/**
 * Cells of the frames within a part of a sound. Frames overlap; each is drawn until the next begins.
 *
 * @param shortestSeconds where frames are shorter than this, several are taken together by what most of them say
 */
export function stripCells(
  frames: readonly SoundFrame[],
  durationSeconds: number,
  part: Stretch,
  shortestSeconds: number,
): readonly StripCell[] {
  const together = Math.max(1, Math.ceil(shortestSeconds / FRAME_HOP_SECONDS));
  const first = Math.max(0, Math.floor(part.startSeconds / FRAME_HOP_SECONDS / together)) * together;
  const cells: StripCell[] = [];
  for (let at = first; at < frames.length; at += together) {
    const startSeconds = at * FRAME_HOP_SECONDS;
    if (startSeconds >= part.endSeconds) break;
    const isLast = at + together >= frames.length;
    const endSeconds = isLast
      ? durationSeconds
      : Math.min(durationSeconds, startSeconds + together * FRAME_HOP_SECONDS);
    const { category, probability } = saidOf(frames.slice(at, at + together));
    const before = cells.at(-1);
    if (before === undefined || before.category !== category) {
      cells.push({ startSeconds, endSeconds, category, probability });
      continue;
    }
    const length = before.endSeconds - before.startSeconds;
    const share = (endSeconds - startSeconds) / (length + endSeconds - startSeconds);
    const mean = before.probability * (1 - share) + probability * share;
    cells[cells.length - 1] = { ...before, endSeconds, probability: mean };
  }
  return cells;
}

function saidOf(frames: readonly SoundFrame[]): Pick<StripCell, 'category' | 'probability'> {
  const sums = new Map<string, number>();
  for (const frame of frames) {
    const [first] = frame.categories;
    if (first !== undefined && !isSilent(frame))
      sums.set(first.category, (sums.get(first.category) ?? 0) + first.probability);
  }
  const best = [...sums].reduce<readonly [string, number] | null>(
    (most, one) => (most === null || one[1] > most[1] ? one : most),
    null,
  );
  return best === null
    ? { category: null, probability: 0 }
    : { category: best[0], probability: best[1] / frames.length };
}
