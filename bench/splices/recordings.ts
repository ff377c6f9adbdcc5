/** Labelled recordings as samples: decoded as playback decodes them, mono, without silence around. */
import path from 'node:path';
import { PlaneResampler, SampleSource } from '../../src-main/audio/index.ts';
import type { LabelledRow } from '../../src-main/evaluation/index.ts';

export const SAMPLE_RATE_HZ = 48_000;
/** Loudness is looked at in steps as long as the truth's. */
export const STEP_SAMPLES = 480;
const LONGEST_READ_SECONDS = 60;
/** Quieter than this below its loudest step, a recording is silent. */
const SILENT_BELOW_DB = 50;

export type Recording = {
  readonly samples: Float64Array;
  /** Whether each step of 10 ms holds sound. */
  readonly sounding: readonly boolean[];
};

/** `null` for what can't be read or holds nothing. */
export function readRecording(row: LabelledRow, folder: string): Recording | null {
  let samples: Float64Array;
  try {
    samples = decodeMono(path.resolve(folder, row.path));
  } catch {
    return null;
  }
  const levels = stepLevels(samples);
  const limit = Math.max(...levels, Number.NEGATIVE_INFINITY) - SILENT_BELOW_DB;
  if (!Number.isFinite(limit)) return null;
  const sounding = levels.map((level) => level > limit);
  const first = sounding.indexOf(true);
  const end = sounding.lastIndexOf(true) + 1;
  return {
    samples: samples.subarray(first * STEP_SAMPLES, end * STEP_SAMPLES),
    sounding: sounding.slice(first, end),
  };
}

function decodeMono(file: string): Float64Array {
  const source = new SampleSource(file);
  try {
    const { sampleRateHz } = source.format;
    const planes = source.read(0, LONGEST_READ_SECONDS * sampleRateHz);
    const mono = Float64Array.from(
      planes[0] ?? [],
      (_, at) => planes.reduce((sum, plane) => sum + (plane[at] ?? 0), 0) / planes.length,
    );
    if (sampleRateHz === SAMPLE_RATE_HZ) return mono;
    const resampler = new PlaneResampler(1, sampleRateHz, SAMPLE_RATE_HZ);
    const parts = [...resampler.convert([mono]).map((plane) => plane.slice()), ...resampler.finish()];
    resampler.close();
    return Float64Array.from(parts.flatMap((part) => Array.from(part)));
  } finally {
    source.close();
  }
}

/** dBFS of each whole step. */
function stepLevels(samples: Float64Array): number[] {
  return Array.from({ length: Math.floor(samples.length / STEP_SAMPLES) }, (_, step) => {
    let power = 0;
    for (const value of samples.subarray(step * STEP_SAMPLES, (step + 1) * STEP_SAMPLES)) power += value * value;
    return 10 * Math.log10(power / STEP_SAMPLES);
  });
}
