import type { DuplicateDifference } from '../duplicate-types.ts';
import { type Alignment, align } from './align.ts';
import type { Envelope } from './envelope.ts';

// Measured on pairs made from real sounds (other rates, mono, MP3, Vorbis, FLAC, cut at either end, quieter) and on all
// pairs of different sounds of the same libraries, takes of one family among them: docs/search.md.
const leastOverlap = 0.95;
const leastCorrelation = 0.9;
const leastDetail = 0.7;
/** Both begin with the same moment: their spectra were cut at the same places and can be compared closely. */
const sameBeginningSeconds = 0.06;
const mostColourDecibels = { together: 0.5, apart: 2.2, apartSpread: 1.4 } as const;
/** Spread colours tell short sounds too little apart. */
const leastSpreadSeconds = 2;
/** Excerpts shorter than this share of a sound are not the same sound. */
export const leastDurationRatio = 0.5;

/** Codecs add and take so much at either end. */
const leastTrimSeconds = 0.1;
const leastGainDecibels = 1.5;
const mostGainDecibels = 15;

/** A short sound has few moments to tell it by: it must fit better. */
const leastConfidence = [
  { belowSeconds: 1, confidence: 0.7 },
  { belowSeconds: 2, confidence: 0.52 },
];

export type Verdict = { readonly differences: readonly DuplicateDifference[]; readonly confidence: number };

/** How the second sound differs from the first if it is the same recording; `null`: it is another. */
export function compare(first: Envelope, second: Envelope): Verdict | null {
  const longer = Math.max(first.durationSeconds, second.durationSeconds);
  const shorter = Math.min(first.durationSeconds, second.durationSeconds);
  if (shorter < longer * leastDurationRatio) return null;
  const alignment = align(first, second);
  const confidence = alignment === null ? 0 : confidenceOf(alignment, shorter);
  if (alignment === null || confidence === 0 || Math.abs(alignment.gainDecibels) > mostGainDecibels) return null;
  if (confidence < (leastConfidence.find(({ belowSeconds }) => shorter < belowSeconds)?.confidence ?? 0)) return null;
  const { offsetSeconds, gainDecibels } = alignment;
  const endSeconds = first.durationSeconds - offsetSeconds - second.durationSeconds;
  const differences: DuplicateDifference[] = [];
  const isTrimmed = Math.abs(offsetSeconds) >= leastTrimSeconds || Math.abs(endSeconds) >= leastTrimSeconds;
  if (isTrimmed) {
    differences.push({ kind: 'trimmed', startSeconds: trimOf(offsetSeconds), endSeconds: trimOf(endSeconds) });
  }
  if (Math.abs(gainDecibels) >= leastGainDecibels) {
    differences.push({ kind: 'gain', decibels: Math.round(gainDecibels * 10) / 10 });
  }
  return { differences, confidence };
}

const trimOf = (seconds: number): number =>
  Math.abs(seconds) < leastTrimSeconds ? 0 : Math.round(seconds * 100) / 100;

/** 0 where any measure fails, ½ where one only just holds, 1 where all are perfect. */
function confidenceOf({ overlap, correlation, detail, colours, offsetSeconds }: Alignment, shorter: number): number {
  if (overlap < leastOverlap || correlation < leastCorrelation || detail < leastDetail || colours === null) return 0;
  const { together, apart, apartSpread } = mostColourDecibels;
  const areTogether = Math.abs(offsetSeconds) < sameBeginningSeconds;
  const colourDoubt = areTogether
    ? colours.moments / together
    : Math.min(
        colours.moments / apart,
        shorter < leastSpreadSeconds ? Number.POSITIVE_INFINITY : colours.spread / apartSpread,
      );
  if (colourDoubt > 1) return 0;
  const doubts = [(1 - correlation) / (1 - leastCorrelation), (1 - detail) / (1 - leastDetail), colourDoubt];
  return 1 - Math.max(...doubts) / 2;
}
