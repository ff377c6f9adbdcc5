import type { Loudness } from '../../../src-shared/contract/audio.ts';

/** What matched sounds are brought to: EBU R128's programme level. */
export const TARGET_LUFS = -23;
/** A quiet sound is not raised beyond this, nor its peak beyond the ceiling. */
const MOST_DECIBELS = 24;
const CEILING_DBFS = -1;

/** How much a sound is raised or lowered so that all are heard equally loud, in dB; 0 where nobody measured it. */
export function matchingDecibels(loudness: Loudness | null): number {
  if (loudness === null || loudness.integratedLufs === null) return 0;
  const wanted = TARGET_LUFS - loudness.integratedLufs;
  const room = loudness.samplePeakDbfs === null ? MOST_DECIBELS : Math.max(0, CEILING_DBFS - loudness.samplePeakDbfs);
  return wanted > 0 ? Math.min(wanted, room, MOST_DECIBELS) : wanted;
}

export const linearOf = (decibels: number): number => 10 ** (decibels / 20);
