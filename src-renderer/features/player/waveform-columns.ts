import { amplitudeOf, levelFor } from '../../../src-shared/peaks/index.ts';
import type { Peaks } from './state.ts';

/** One upright stroke of a waveform. */
export type WaveformColumn = {
  /** Linear, −1…1 of the sound's own peak, over all channels. */
  readonly lowest: number;
  readonly highest: number;
  /** Shares of the low, middle and high band in what is heard, 0–1, together 1. */
  readonly bands: readonly [low: number, middle: number, high: number];
};

/** Stored colour steps a decibel. */
const STEPS_PER_DECIBEL = 2.5;

/** Ear and eye follow power less than proportionally: this keeps a quiet hiss over a loud thump visible. */
const BAND_EXPONENT = 0.35;

/**
 * Columns of the part `from`…`to` of a sound, both as shares of its length.
 *
 * @param count columns wanted, usually the pixels there are
 * @param channel from 0; all of them together where none is given
 */
export function waveformColumns(
  peaks: Peaks,
  from: number,
  to: number,
  count: number,
  channel?: number,
): WaveformColumn[] {
  const level = levelFor(peaks, ((to - from) * peaks.frames) / count);
  if (level === undefined || level.points === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const start = from + ((to - from) * index) / count;
    const end = from + ((to - from) * (index + 1)) / count;
    return { ...extremes(peaks, level, start, end, channel), bands: bandsAt(peaks, (start + end) / 2) };
  });
}

function extremes(
  peaks: Peaks,
  level: Peaks['levels'][number],
  start: number,
  end: number,
  only: number | undefined,
): { readonly lowest: number; readonly highest: number } {
  const first = Math.min(level.points - 1, Math.floor(start * level.points));
  const last = Math.min(level.points - 1, Math.max(first, Math.ceil(end * level.points) - 1));
  let low = 127;
  let high = -127;
  const channels = only === undefined ? level.channels : level.channels.slice(only, only + 1);
  for (const channel of channels) {
    for (let point = first; point <= last; point += 1) {
      low = Math.min(low, channel[point * 2] ?? 0);
      high = Math.max(high, channel[point * 2 + 1] ?? 0);
    }
  }
  const relative = (byte: number): number => (peaks.scale > 0 ? amplitudeOf(byte, peaks.scale) / peaks.scale : 0);
  return { lowest: Math.min(0, relative(low)), highest: Math.max(0, relative(high)) };
}

function bandsAt(peaks: Peaks, place: number): WaveformColumn['bands'] {
  const rows = peaks.colours.length / 3;
  const row = Math.min(rows - 1, Math.floor(((place * peaks.frames) / peaks.sampleRateHz) * peaks.colourRowsPerSecond));
  const powers = [0, 1, 2].map((band) => {
    const step = peaks.colours[row * 3 + band] ?? 0;
    return step === 0 ? 0 : 10 ** (((step - 255) / STEPS_PER_DECIBEL / 10) * BAND_EXPONENT);
  });
  const total = powers.reduce((sum, power) => sum + power, 0);
  const [low = 0, middle = 0, high = 0] = powers.map((power) => (total > 0 ? power / total : 1 / 3));
  return [low, middle, high];
}
