import { amplitudeOf } from '../../../src-shared/peaks/index.ts';
import type { Peaks } from './state.ts';

export type Stretch = { readonly startSeconds: number; readonly endSeconds: number };

/** Softer than this counts as silence; rooms and preamplifiers are louder. */
const SILENCE_DBFS = -60;
/** Shorter pauses belong to the sound. */
const SHORTEST_SECONDS = 0.4;
/** Left on either side, so that no attack or tail is cut. */
const MARGIN_SECONDS = 0.06;

/** Stretches of a sound in which nothing is heard, from its stored peaks. */
export function silencesIn(peaks: Peaks): Stretch[] {
  const [level] = peaks.levels;
  if (level === undefined) return [];
  const limit = 10 ** (SILENCE_DBFS / 20);
  const pointSeconds = level.samplesPerPoint / peaks.sampleRateHz;
  const isSilent = (point: number): boolean =>
    level.channels.every(
      (channel) =>
        -amplitudeOf(channel[point * 2] ?? 0, peaks.scale) < limit &&
        amplitudeOf(channel[point * 2 + 1] ?? 0, peaks.scale) < limit,
    );
  const found: Stretch[] = [];
  let from: number | null = null;
  for (let point = 0; point <= level.points; point += 1) {
    const silent = point < level.points && isSilent(point);
    if (silent) from ??= point;
    else if (from !== null) {
      const startSeconds = from * pointSeconds;
      const endSeconds = Math.min(point * pointSeconds, peaks.frames / peaks.sampleRateHz);
      if (endSeconds - startSeconds >= SHORTEST_SECONDS)
        found.push({
          startSeconds: from === 0 ? 0 : startSeconds + MARGIN_SECONDS,
          endSeconds: point === level.points ? endSeconds : endSeconds - MARGIN_SECONDS,
        });
      from = null;
    }
  }
  return found;
}

/** Where to go on from a place: past the silence that it lies in, else where it is. */
export const pastSilence = (silences: readonly Stretch[], seconds: number): number =>
  silences.find(({ startSeconds, endSeconds }) => seconds >= startSeconds && seconds < endSeconds)?.endSeconds ??
  seconds;
