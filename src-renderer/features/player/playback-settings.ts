import { type Kept, kept } from '../../app/index.ts';
import { initialPlayerState, type PlayerState } from './state.ts';

/** How sounds are heard, whichever they are. */
type Playback = Pick<
  PlayerState,
  | 'loop'
  | 'autoPlay'
  | 'skipSilence'
  | 'matchLoudness'
  | 'gainDecibels'
  | 'speed'
  | 'keepPitch'
  | 'semitones'
  | 'channelsApart'
>;

/** Lowest and highest. */
export const limits = {
  gainDecibels: [-30, 12],
  speed: [0.25, 4],
  semitones: [-12, 12],
  zoom: [1, 256],
} as const satisfies { readonly [name: string]: readonly [number, number] };

const switches = ['loop', 'autoPlay', 'skipSilence', 'matchLoudness', 'keepPitch', 'channelsApart'] as const;
const numbers = ['gainDecibels', 'speed', 'semitones'] as const;

const pick = (from: { readonly [name: string]: unknown }): Playback => {
  const playback: { -readonly [Name in keyof Playback]: Playback[Name] } = {
    loop: initialPlayerState.loop,
    autoPlay: initialPlayerState.autoPlay,
    skipSilence: initialPlayerState.skipSilence,
    matchLoudness: initialPlayerState.matchLoudness,
    gainDecibels: initialPlayerState.gainDecibels,
    speed: initialPlayerState.speed,
    keepPitch: initialPlayerState.keepPitch,
    semitones: initialPlayerState.semitones,
    channelsApart: initialPlayerState.channelsApart,
  };
  for (const name of switches) if (typeof from[name] === 'boolean') playback[name] = from[name];
  for (const name of numbers) {
    const value = from[name];
    const [lowest, highest] = limits[name];
    if (typeof value === 'number' && value >= lowest && value <= highest) playback[name] = value;
  }
  return playback;
};

const keptAsIs = kept<Playback>(
  'playback',
  (stored) => (typeof stored === 'object' && stored !== null ? pick({ ...stored }) : undefined),
  pick({}),
);

export const keptPlayback: Kept<Playback> = {
  read: keptAsIs.read,
  write: (state) => keptAsIs.write(pick({ ...state })),
};
