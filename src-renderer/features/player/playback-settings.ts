import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { PlayerState } from './state.ts';

/** How sounds are heard, whichever they are. */
type Playback = Pick<PlayerState, keyof Settings['playback'] | 'autoPlay' | 'matchLoudness'>;

/** Lowest and highest. */
export const limits = {
  gainDecibels: [-30, 12],
  speed: [0.25, 4],
  semitones: [-12, 12],
  zoom: [1, 256],
} as const satisfies { readonly [name: string]: readonly [number, number] };

export const playbackOf = ({ playback, playOnSelect, matchLoudness }: Settings): Playback => ({
  ...playback,
  autoPlay: playOnSelect,
  matchLoudness,
});

/** As it is set. */
export const playbackSettings = ({
  loop,
  skipSilence,
  gainDecibels,
  speed,
  keepPitch,
  semitones,
  channelsApart,
  autoPlay,
  matchLoudness,
}: Playback): Pick<Settings, 'playback' | 'playOnSelect' | 'matchLoudness'> => ({
  playback: { loop, skipSilence, gainDecibels, speed, keepPitch, semitones, channelsApart },
  playOnSelect: autoPlay,
  matchLoudness,
});
