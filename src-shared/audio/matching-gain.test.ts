import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchingGainDb } from './index.ts';

describe('loudness-matched playing', () => {
  it('brings a sound to the target', () => {
    expect(matchingGainDb({ integratedLufs: -30, samplePeakDbfs: -12 }, -23, -1)).toBe(7);
    expect(matchingGainDb({ integratedLufs: -10, samplePeakDbfs: 0 }, -23, -1)).toBe(-13);
  });

  it('stops at the ceiling, and before noise becomes the sound', () => {
    expect(matchingGainDb({ integratedLufs: -30, samplePeakDbfs: -4 }, -23, -1)).toBe(3);
    expect(matchingGainDb({ integratedLufs: -70, samplePeakDbfs: -50 }, -23, -1)).toBe(24);
  });

  it('turns a peak above full scale down even where the loudness asks for more', () => {
    expect(matchingGainDb({ integratedLufs: -25, samplePeakDbfs: 2 }, -23, -1)).toBe(-3);
  });

  it('matches short sounds by their peak and leaves silence alone', () => {
    expect(matchingGainDb({ integratedLufs: null, samplePeakDbfs: -20 }, -23, -1)).toBe(7);
    expect(matchingGainDb({ integratedLufs: null, samplePeakDbfs: null }, -23, -1)).toBe(0);
    expect(matchingGainDb(null, -23, -1)).toBe(0);
  });

  it('never lets a peak pass the ceiling', () => {
    const level = fc.double({ min: -120, max: 12, noNaN: true });
    fc.assert(
      fc.property(
        fc.option(level),
        level,
        fc.double({ min: -40, max: -6, noNaN: true }),
        (integratedLufs, peak, target) => {
          expect(peak + matchingGainDb({ integratedLufs, samplePeakDbfs: peak }, target, -1)).toBeLessThanOrEqual(
            -1 + 1e-9,
          );
        },
      ),
    );
  });
});
