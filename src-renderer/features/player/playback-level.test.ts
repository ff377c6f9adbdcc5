import { describe, expect, it } from 'vitest';
import { linearOf, matchingDecibels } from './playback-level.ts';

describe('loudness-matched audition', () => {
  it('lowers what is loud and raises what is quiet to −23 LUFS', () => {
    expect(matchingDecibels({ integratedLufs: -13, samplePeakDbfs: -0.1 })).toBe(-10);
    expect(matchingDecibels({ integratedLufs: -30, samplePeakDbfs: -20 })).toBe(7);
  });

  it('never raises a peak above −1 dBFS, nor a sound by more than 24 dB', () => {
    expect(matchingDecibels({ integratedLufs: -30, samplePeakDbfs: -3 })).toBe(2);
    expect(matchingDecibels({ integratedLufs: -30, samplePeakDbfs: -0.5 })).toBe(0);
    expect(matchingDecibels({ integratedLufs: -69, samplePeakDbfs: -60 })).toBe(24);
  });

  it('leaves alone what has no loudness', () => {
    expect(matchingDecibels(null)).toBe(0);
    expect(matchingDecibels({ integratedLufs: null, samplePeakDbfs: -12 })).toBe(0);
  });

  it('turns decibels into factors', () => {
    expect(linearOf(0)).toBe(1);
    expect(linearOf(-6.0206)).toBeCloseTo(0.5, 5);
  });
});
