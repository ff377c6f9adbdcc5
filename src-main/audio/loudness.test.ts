import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { noise, sine } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

function loudnessOf(planes: readonly Float32Array[], sampleRateHz: number, speakerMask = 0) {
  const file = join(temporaryFolder(), 'sound.wav');
  writeFileSync(file, waveFile(planes, sampleRateHz, { coding: 'f32', extensible: speakerMask !== 0, speakerMask }));
  return listen(file).pass.loudness;
}

const noiseOf = (seed: number, length: number, amplitude: number) => {
  const random = noise(seed);
  return Float32Array.from({ length }, () => amplitude * random());
};

// Figures of pyloudnorm 0.1.1 with De Man's filters, on the same samples.
describe('integrated loudness', () => {
  it.each([
    [44_100, -8.393],
    [48_000, -8.396],
    [96_000, -8.414],
  ])('of two sines at %i Hz', (rate, expected) => {
    const { integratedLufs } = loudnessOf([sine(997, rate, 5, 0.5), sine(60, rate, 5, 0.3)], rate);
    expect(Math.abs((integratedLufs ?? 0) - expected)).toBeLessThan(0.02);
  });

  it.each([
    [44_100, -7.902],
    [48_000, -7.881],
    [96_000, -7.8],
  ])('leaves the quiet half of a noise to the gate at %i Hz', (rate, expected) => {
    const loud = noiseOf(1, rate * 3, 0.5);
    const quiet = noiseOf(2, rate * 3, 0.005);
    const both = new Float32Array(rate * 6);
    both.set(loud);
    both.set(quiet, rate * 3);
    expect(Math.abs((loudnessOf([both], rate).integratedLufs ?? 0) - expected)).toBeLessThan(0.02);
  });

  it('weighs surrounds and leaves the low-frequency channel out', () => {
    const planes = Array.from({ length: 6 }, (_, channel) => noiseOf(channel + 1, 48_000 * 3, 0.1 * (channel + 1)));
    expect(Math.abs((loudnessOf(planes, 48_000, 0x3f).integratedLufs ?? 0) + 1.634)).toBeLessThan(0.02);
  });

  it('is unknown for silence and below 400 ms, where the sample peak still is known', () => {
    expect(loudnessOf([new Float32Array(48_000)], 48_000)).toEqual({ integratedLufs: null, samplePeakDbfs: null });
    const short = loudnessOf([sine(1000, 48_000, 0.3, 0.5)], 48_000);
    expect(short.integratedLufs).toBeNull();
    expect(short.samplePeakDbfs).toBeCloseTo(-6.02, 2);
  });
});
