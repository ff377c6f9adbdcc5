import { describe, expect, it } from 'vitest';
import { noise } from '../testing/tones.test-support.ts';
import { FrontEnd } from './front-end.ts';
import { kWeighting, powerGainOfFastWay } from './k-weighting.ts';
import { CHUNK_FRAMES } from './memory-layout.ts';

const CHUNKS = 40;
const GROUPS = CHUNK_FRAMES / 16;

/** K-weighted energy of each of two channels, the second half as loud as the first. */
function energiesOf(sampleRateHz: number, fast: boolean, wave: (seconds: number) => number): readonly number[] {
  const frontEnd = FrontEnd.take();
  const { kernels, planes } = frontEnd;
  kernels.clearWeighting();
  frontEnd.weighting.set(kWeighting(sampleRateHz));
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    for (let index = 0; index < CHUNK_FRAMES; index++) {
      const sample = wave((chunk * CHUNK_FRAMES + index) / sampleRateHz);
      planes[index] = sample;
      planes[CHUNK_FRAMES + index] = sample / 2;
    }
    if (fast) {
      kernels.shelfGroups(2, 16 * Math.ceil(sampleRateHz / 48_000));
      kernels.addGroupEnergy(2, 0, GROUPS);
    } else kernels.addWeightedEnergy(2, 0, CHUNK_FRAMES);
  }
  const gain = fast ? powerGainOfFastWay(sampleRateHz) : 1;
  const result = [0, 1].map((channel) => gain * (frontEnd.energies[channel] ?? 0));
  frontEnd.release();
  return result;
}

describe('the fast way to weigh loudness', () => {
  it.each([32_000, 44_100, 48_000, 96_000, 192_000, 384_000])(
    'comes within 0.03 dB of the standard at %i Hz',
    (rate) => {
      const waves = [() => noise(1), () => (seconds: number) => 0.5 * Math.sin(2 * Math.PI * 60 * seconds)];
      for (const wave of waves) {
        const exact = energiesOf(rate, false, wave());
        const fast = energiesOf(rate, true, wave());
        for (const channel of [0, 1]) {
          expect(Math.abs(10 * Math.log10((fast[channel] ?? 0) / (exact[channel] ?? 0)))).toBeLessThan(0.03);
        }
      }
    },
  );
});
