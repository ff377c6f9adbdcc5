/** The K-weighting filters of ITU-R BS.1770-4, annex 1, for any sample rate. */

/** Frames that the fast way sums up before the high-pass; the number of `assembly/weighting.ts`. */
export const GROUP_FRAMES = 16;

function highPass(sampleRateHz: number): { readonly a1: number; readonly a2: number; readonly gain: number } {
  const warped = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const damped = warped / 0.5003270373238773;
  const gain = 1 + damped + warped * warped;
  return { a1: (2 * (warped * warped - 1)) / gain, a2: (1 - damped + warped * warped) / gain, gain };
}

/**
 * What the fast way leaves out of energies: the first coefficient of the shelf, and what the standard's high-pass, whose
 * numerator isn't scaled, adds far above its corner.
 */
export function powerGainOfFastWay(sampleRateHz: number): number {
  const [first = 1] = kWeighting(sampleRateHz);
  return (first * highPass(sampleRateHz).gain) ** 2;
}

/**
 * `[b0, b1, b2, a1, a2]` of the shelf, `[a1, a2]` of the high-pass (whose numerator is 1, −2, 1), then `[a1, a2, b0]` of
 * the same high-pass at a sixteenth of the rate, with a gain of one at its top.
 * Analogue prototypes behind the standard's 48 kHz tables: B. De Man, "Evaluation of implementations of the EBU R128
 * loudness measurement", AES 145, 2018.
 */
export function kWeighting(sampleRateHz: number): Float64Array {
  const shelf = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const shelfQ = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const shelfScale = 1 + shelf / shelfQ + shelf * shelf;
  const pass = highPass(sampleRateHz);
  const slow = highPass(sampleRateHz / GROUP_FRAMES);
  return Float64Array.of(
    (high + (band * shelf) / shelfQ + shelf * shelf) / shelfScale,
    (2 * (shelf * shelf - high)) / shelfScale,
    (high - (band * shelf) / shelfQ + shelf * shelf) / shelfScale,
    (2 * (shelf * shelf - 1)) / shelfScale,
    (1 - shelf / shelfQ + shelf * shelf) / shelfScale,
    pass.a1,
    pass.a2,
    slow.a1,
    slow.a2,
    1 / slow.gain,
  );
}

// Bits of FFmpeg's native channel masks.
const LOW_FREQUENCY = new Set([3, 35]);
const SURROUND = new Set([4, 5, 8, 9, 10, 15, 16, 17, 33, 34]);

/** Gains of the channels' energies by speaker: surrounds 1.41, low-frequency channels 0, all others 1. */
export function channelWeights(mask: bigint, channels: number): Float64Array {
  const weights = new Float64Array(channels).fill(1);
  let channel = 0;
  for (let bit = 0; bit < 64 && channel < channels; bit++) {
    if (((mask >> BigInt(bit)) & 1n) === 0n) continue;
    weights[channel++] = LOW_FREQUENCY.has(bit) ? 0 : SURROUND.has(bit) ? 1.41 : 1;
  }
  return weights;
}

const toLoudness = (energy: number): number => -0.691 + 10 * Math.log10(energy);

/**
 * Integrated loudness in LUFS from the weighted mean squares of consecutive 100 ms steps: blocks of 400 ms overlapping
 * by 75 %, an absolute gate at −70 LUFS, a relative one 10 LU below what passed (BS.1770-4, annex 1).
 *
 * @returns null where no block passes: silence, or less than 400 ms
 */
export function integratedLoudness(stepEnergies: readonly number[]): number | null {
  const blocks: number[] = [];
  for (let step = 3; step < stepEnergies.length; step++) {
    let sum = 0;
    for (let back = 0; back < 4; back++) sum += stepEnergies[step - back] ?? 0;
    const energy = sum / 4;
    if (energy > 0 && toLoudness(energy) > -70) blocks.push(energy);
  }
  const mean = (energies: readonly number[]) => energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
  if (blocks.length === 0) return null;
  const threshold = toLoudness(mean(blocks)) - 10;
  const passed = blocks.filter((energy) => toLoudness(energy) > threshold);
  return passed.length === 0 ? null : toLoudness(mean(passed));
}
