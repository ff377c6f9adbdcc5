import type { Job } from '../../../src-shared/contract/jobs.ts';

export type Pauses = {
  /** A folder must have been quiet for so long: a file that is still being copied would be read in part. */
  readonly quietMilliseconds: number;
  /** Where it is never quiet, what came is indexed after so long all the same. */
  readonly longestMilliseconds: number;
  /** After an index that a change caused rests so many times its own length, and this long at most. */
  readonly restFactor: number;
  readonly longestRestMilliseconds: number;
  readonly betweenLooksMilliseconds: number;
  readonly drivesMilliseconds: number;
  readonly lookAgainMilliseconds: number;
};

export const defaultPauses: Pauses = {
  quietMilliseconds: 2_000,
  longestMilliseconds: 30_000,
  restFactor: 4,
  longestRestMilliseconds: 60_000,
  betweenLooksMilliseconds: 500,
  drivesMilliseconds: 5_000,
  lookAgainMilliseconds: 5 * 60_000,
};

/** Changes that nobody has looked at yet: when the first and the last of them was told. */
export type Wish = { readonly firstAt: number; readonly lastAt: number };

/**
 * When changes are to be indexed: once it is quiet, but not put off for ever, and so that a folder that changes all the
 * time leaves most of the time to other work.
 *
 * @param last the index before, that a change caused
 * @returns milliseconds of the clock
 */
export function dueAt(wish: Wish, last: Pick<Job, 'startedAt' | 'finishedAt'> | null, pauses: Pauses): number {
  const quiet = Math.min(wish.lastAt + pauses.quietMilliseconds, wish.firstAt + pauses.longestMilliseconds);
  if (last?.startedAt == null || last.finishedAt == null) return quiet;
  const tookMilliseconds = last.finishedAt.getTime() - last.startedAt.getTime();
  const rest = Math.min(tookMilliseconds * pauses.restFactor, pauses.longestRestMilliseconds);
  return Math.max(quiet, last.finishedAt.getTime() + rest);
}
