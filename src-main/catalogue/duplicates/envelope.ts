import { decodePeaks, type Peaks, PeaksFormatError } from '../../../src-shared/peaks/index.ts';
import type { Colours } from './colours.ts';

/** Loudness over time, as fine as the stored peaks: the mean over channels of the largest sample of each point. */
export type Envelope = {
  /** Linear, 1 is full scale. */
  readonly amplitudes: Float32Array;
  readonly pointSeconds: number;
  readonly durationSeconds: number;
  readonly colours: Colours;
};

/** Longer sounds are compared by a coarser level: so many points tell them apart, and time stays bounded. */
const mostPoints = 16_384;

/** `null` for bytes that are no peaks, or hold none. */
export function envelopeOf(blob: Uint8Array): Envelope | null {
  const peaks = peaksOf(blob);
  const level = peaks?.levels.find(({ points }) => points <= mostPoints) ?? peaks?.levels.at(-1);
  if (peaks === null || level === undefined || level.points === 0) return null;
  const amplitudes = new Float32Array(level.points);
  for (const channel of level.channels) {
    for (let point = 0; point < level.points; point++) {
      const byte = Math.max(Math.abs(channel[point * 2] ?? 0), Math.abs(channel[point * 2 + 1] ?? 0)) / 127;
      amplitudes[point] = (amplitudes[point] ?? 0) + (peaks.scale * byte * byte) / level.channels.length;
    }
  }
  return {
    amplitudes,
    pointSeconds: level.samplesPerPoint / peaks.sampleRateHz,
    durationSeconds: peaks.frames / peaks.sampleRateHz,
    colours: { rows: peaks.colours, rowsPerSecond: peaks.colourRowsPerSecond },
  };
}

function peaksOf(blob: Uint8Array): Peaks | null {
  try {
    return decodePeaks(blob);
  } catch (error) {
    if (error instanceof PeaksFormatError) return null;
    throw error;
  }
}

/**
 * An envelope on another grid: the square root (so that a loud moment doesn't outweigh the rest) of the mean amplitude of
 * each step, the first beginning at `startSeconds`; steps before and behind the sound are 0.
 */
export function onGrid(
  { amplitudes, pointSeconds }: Envelope,
  stepSeconds: number,
  startSeconds: number,
  steps: number,
) {
  const sums = new Float64Array(amplitudes.length + 1);
  for (let point = 0; point < amplitudes.length; point++)
    sums[point + 1] = (sums[point] ?? 0) + (amplitudes[point] ?? 0);
  const sumUntil = (seconds: number): number => {
    const at = Math.min(Math.max(seconds / pointSeconds, 0), amplitudes.length);
    const whole = Math.floor(at);
    return (sums[whole] ?? 0) + (at - whole) * (amplitudes[whole] ?? 0);
  };
  const grid = new Float32Array(steps);
  let before = sumUntil(startSeconds);
  for (let step = 0; step < steps; step++) {
    const until = sumUntil(startSeconds + (step + 1) * stepSeconds);
    grid[step] = Math.sqrt(Math.max(0, ((until - before) * pointSeconds) / stepSeconds));
    before = until;
  }
  return grid;
}
