import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { decodePeaks } from '../../../src-shared/peaks/index.ts';

export type Peaks = ReturnType<typeof decodePeaks>;

export type PlayerState = {
  readonly sound: SoundRecord | null;
  readonly peaks: Peaks | null;
  /** Why it can't be played. */
  readonly problem: Failure | null;
  readonly playing: boolean;
  readonly loop: boolean;
  /** Whether choosing a sound plays it. */
  readonly autoPlay: boolean;
};

export const initialPlayerState: PlayerState = {
  sound: null,
  peaks: null,
  problem: null,
  playing: false,
  loop: false,
  autoPlay: true,
};
