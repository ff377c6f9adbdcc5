import type { Loudness } from '../contract/audio.ts';

/** More would turn a room's noise into the sound. */
const MOST_GAIN_DB = 24;

/**
 * How many dB to turn a sound up (or down) so that it is heard as loud as others: to a target loudness, but never so far
 * that its largest sample passes the ceiling, and by 24 dB at most. A sound without a loudness of its own (silence, under
 * 0.4 s) is matched by its peak: to 10 dB above the target, about where the peaks of short sounds lie.
 * @param targetLufs e.g. −23 (EBU R128)
 * @param ceilingDbfs e.g. −1
 */
export function matchingGainDb(loudness: Loudness | null, targetLufs: number, ceilingDbfs: number): number {
  if (!loudness || loudness.samplePeakDbfs === null) return 0;
  const { integratedLufs, samplePeakDbfs } = loudness;
  const wanted = integratedLufs === null ? targetLufs + 10 - samplePeakDbfs : targetLufs - integratedLufs;
  const gain = Math.min(wanted, ceilingDbfs - samplePeakDbfs, MOST_GAIN_DB);
  return Number.isFinite(gain) ? gain : 0;
}
