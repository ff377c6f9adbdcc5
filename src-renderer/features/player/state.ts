import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { FileMarkerRecord, MarkerRecord } from '../../../src-shared/contract/markers.ts';
import type { SoundFrame, SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { decodePeaks } from '../../../src-shared/peaks/index.ts';
import type { Output } from './outputs.ts';
import type { Stretch } from './silences.ts';

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
  /** The part that was marked; what is heard keeps to it. */
  readonly region: Stretch | null;
  readonly skipSilence: boolean;
  /** Whether all sounds are brought to the same loudness. */
  readonly matchLoudness: boolean;
  readonly gainDecibels: number;
  /** 1 is as recorded. */
  readonly speed: number;
  /** Whether the pitch stays when the speed changes; else as with tape. */
  readonly keepPitch: boolean;
  readonly semitones: number;
  /** Whether each channel is drawn in a lane of its own. */
  readonly channelsApart: boolean;
  readonly muted: readonly number[];
  /** Where any is soloed, the others aren't heard. */
  readonly soloed: readonly number[];
  /** What each frame was heard as; `null` until that is known. */
  readonly frames: readonly SoundFrame[] | null;
  /** The frame that is pointed at. */
  readonly frame: number | null;
  readonly markers: readonly MarkerRecord[];
  /** Cue points and regions that the file brings. */
  readonly fileMarkers: readonly FileMarkerRecord[];
  /** Id of the marker that was set, gone to or pressed last. */
  readonly marker: string | null;
  readonly isNaming: boolean;
  /** The part of the sound in sight, and some way beyond; not at each step of a scroll. */
  readonly part: Stretch;
  /** 1 shows the whole sound. */
  readonly zoom: number;
  readonly outputs: readonly Output[];
  readonly outputId: string;
  readonly optionsOpen: boolean;
};

export const initialPlayerState: PlayerState = {
  sound: null,
  peaks: null,
  problem: null,
  playing: false,
  loop: false,
  autoPlay: true,
  region: null,
  skipSilence: false,
  matchLoudness: false,
  gainDecibels: 0,
  speed: 1,
  keepPitch: true,
  semitones: 0,
  channelsApart: true,
  muted: [],
  soloed: [],
  frames: null,
  frame: null,
  markers: [],
  fileMarkers: [],
  marker: null,
  isNaming: false,
  part: { startSeconds: 0, endSeconds: 0 },
  zoom: 1,
  outputs: [],
  outputId: '',
  optionsOpen: false,
};

/** Which channels of a sound are heard. */
export const audibleChannels = (channels: number, muted: readonly number[], soloed: readonly number[]): boolean[] =>
  Array.from({ length: channels }, (_, channel) =>
    soloed.length > 0 ? soloed.includes(channel) : !muted.includes(channel),
  );
