/** Tables of the front end, computed in double precision and stored as floats. */
import { BAND_WEIGHT_SLOTS, BANDS, BINS, FFT_SIZE } from './memory-layout.ts';

export const ANALYSIS_RATE_HZ = 44_100;

/** Hann window over 2,047 steps: `0.5 − 0.5·cos(2πn/2047)` (step 2 of the encoder's README). */
export function hannWindow(): Float32Array {
  return Float32Array.from({ length: FFT_SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (FFT_SIZE - 1)));
}

/** Twiddles of the first radix-4 pass: planes of re and im for the powers 1, 2, 3 of exp(−2πip/1024), p < 256. */
export function firstPassTwiddles(): Float32Array {
  const table = new Float32Array(6 * 256);
  for (let p = 0; p < 256; p++) {
    for (let power = 1; power <= 3; power++) {
      const angle = (-2 * Math.PI * p * power) / 1024;
      table[(power - 1) * 512 + p] = Math.cos(angle);
      table[(power - 1) * 512 + 256 + p] = Math.sin(angle);
    }
  }
  return table;
}

/** Twiddles of the passes of length 256, 64 and 16: for each p the powers 1, 2, 3 as (re, im). */
export function middlePassTwiddles(): Float32Array {
  const table: number[] = [];
  for (const length of [256, 64, 16]) {
    for (let p = 0; p < length / 4; p++) {
      for (let power = 1; power <= 3; power++) {
        const angle = (-2 * Math.PI * p * power) / length;
        table.push(Math.cos(angle), Math.sin(angle));
      }
    }
  }
  return Float32Array.from(table);
}

/** exp(−2πik/2048) for k = 1–512: cosines, then sines. */
export function realTwiddles(): Float32Array {
  const table = new Float32Array(1024);
  for (let k = 1; k <= 512; k++) {
    const angle = (-2 * Math.PI * k) / FFT_SIZE;
    table[k - 1] = Math.cos(angle);
    table[512 + k - 1] = Math.sin(angle);
  }
  return table;
}

const toMel = (hertz: number): number => 1127.01048 * Math.log(1 + hertz / 700);

export type BandTable = {
  /** Per band: first bin, groups of four bins. */
  readonly extents: Int32Array;
  /** Weights of all bands one after another, each padded with zeros to whole groups of four. */
  readonly weights: Float32Array;
};

/** The 96 triangular bands (step 3): corners at equal mel steps, straight in mel, each summing to one. */
export function melBands(): BandTable {
  const step = toMel(ANALYSIS_RATE_HZ / 2) / (BANDS + 1);
  const extents = new Int32Array(BANDS * 2);
  const weights: number[] = [];
  for (let band = 0; band < BANDS; band++) {
    const centre = (band + 1) * step;
    const members: { readonly bin: number; readonly weight: number }[] = [];
    for (let bin = 0; bin < BINS; bin++) {
      const weight = 1 - Math.abs(toMel((bin * ANALYSIS_RATE_HZ) / FFT_SIZE) - centre) / step;
      if (weight > 0) members.push({ bin, weight });
    }
    const sum = members.reduce((total, { weight }) => total + weight, 0);
    extents[band * 2] = members[0]?.bin ?? 0;
    extents[band * 2 + 1] = Math.ceil(members.length / 4);
    for (const { weight } of members) weights.push(weight / sum);
    while (weights.length % 4 !== 0) weights.push(0);
  }
  if (weights.length > BAND_WEIGHT_SLOTS) throw new RangeError('Mel weights outgrow their place in memory.');
  return { extents, weights: Float32Array.from(weights) };
}
