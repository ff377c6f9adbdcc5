/** From a sound's channels to those that are played or written. */

/** Front left and right, as FFmpeg's mask and Microsoft's have them. */
const LEFT = new Set([0, 4, 6, 9, 12, 15]);
const RIGHT = new Set([1, 5, 7, 10, 14, 17]);
const LOW_FREQUENCY = 3;
const MAIN = new Set([0, 1]);
/** −3 dB: ITU-R BS.775, table 2. */
const SIDE_GAIN = Math.SQRT1_2;

type Gains = { readonly left: number; readonly right: number };

function gainsOf(speaker: number): Gains {
  // Players leave the low-frequency channel out of two.
  if (speaker === LOW_FREQUENCY) return { left: 0, right: 0 };
  const gain = MAIN.has(speaker) ? 1 : SIDE_GAIN;
  if (LEFT.has(speaker)) return { left: gain, right: 0 };
  if (RIGHT.has(speaker)) return { left: 0, right: gain };
  return { left: gain, right: gain };
}

/** Speakers of a mask in the order of its channels; without a mask they alternate between the sides. */
function speakersOf(channels: number, mask: bigint): readonly number[] {
  const named: number[] = [];
  for (let bit = 0; bit < 64; bit++) if ((mask >> BigInt(bit)) & 1n) named.push(bit);
  return named.length === channels ? named : Array.from({ length: channels }, (_, channel) => channel % 2);
}

/**
 * Two channels from many, as ITU-R BS.775 folds them: centre and surrounds 3 dB lower, no low-frequency channel; then
 * turned down as far as keeps full scale from clipping.
 */
export function foldDown(planes: readonly Float64Array[], speakerMask: bigint): readonly Float64Array[] {
  const gains = speakersOf(planes.length, speakerMask).map(gainsOf);
  const sum = (side: keyof Gains) => gains.reduce((total, gain) => total + gain[side], 0);
  const loudest = Math.max(1, sum('left'), sum('right'));
  const mix = (side: keyof Gains) => {
    const mixed = new Float64Array(planes[0]?.length ?? 0);
    for (const [channel, plane] of planes.entries()) {
      const gain = (gains[channel]?.[side] ?? 0) / loudest;
      if (gain === 0) continue;
      for (let index = 0; index < mixed.length; index++)
        mixed[index] = (mixed[index] ?? 0) + gain * (plane[index] ?? 0);
    }
    return mixed;
  };
  return [mix('left'), mix('right')];
}

/** `fold`: two channels from many; a list: those channels, from 0. */
export type ChannelChoice = 'all' | 'fold' | readonly number[];

/** How many channels a choice leaves. */
export function channelsAfter(choice: ChannelChoice, channels: number): number {
  if (choice === 'all') return channels;
  return choice === 'fold' ? Math.min(2, channels) : choice.length;
}

export function pickChannels(
  planes: readonly Float64Array[],
  choice: ChannelChoice,
  speakerMask: bigint,
): readonly Float64Array[] {
  if (choice === 'all' || (choice === 'fold' && planes.length <= 2)) return planes;
  if (choice === 'fold') return foldDown(planes, speakerMask);
  const silence = new Float64Array(planes[0]?.length ?? 0);
  return choice.map((channel) => planes[channel] ?? silence);
}
