import { describe, expect, it } from 'vitest';
import { decodePeaks, encodePeaks, storedByteOf } from '../../../src-shared/peaks/index.ts';
import { pastSilence, silencesIn } from './silences.ts';

/** One point each 10 ms, as loud as each number says. */
const peaksOf = (levels: readonly number[]) => {
  const channel = new Int8Array(levels.length * 2);
  levels.forEach((level, point) => {
    channel[point * 2] = storedByteOf(-level, 1);
    channel[point * 2 + 1] = storedByteOf(level, 1);
  });
  return decodePeaks(
    encodePeaks({
      sampleRateHz: 48_000,
      frames: levels.length * 480,
      scale: 1,
      samplesPerPoint: 480,
      channels: [channel],
      colours: new Uint8Array(3),
      colourRowsPerSecond: 1,
    }),
  );
};
const many = (count: number, level: number): number[] => Array.from({ length: count }, () => level);

describe('silence', () => {
  it('is what stays below −60 dBFS for longer than a pause, with a margin on either side', () => {
    const [only, ...others] = silencesIn(peaksOf([...many(100, 0.5), ...many(100, 0), ...many(100, 0.5)]));
    expect(others).toEqual([]);
    expect(only?.startSeconds).toBeCloseTo(1.06);
    expect(only?.endSeconds).toBeCloseTo(1.94);
  });

  it('is no short pause, and no soft sound', () => {
    expect(silencesIn(peaksOf([...many(100, 0.5), ...many(30, 0), ...many(100, 0.5)]))).toEqual([]);
    expect(silencesIn(peaksOf([...many(100, 0.5), ...many(100, 0.01), ...many(100, 0.5)]))).toEqual([]);
  });

  it('is left behind by whoever is in it', () => {
    const silences = [{ startSeconds: 1, endSeconds: 2 }];
    expect(pastSilence(silences, 0.9)).toBe(0.9);
    expect(pastSilence(silences, 1.5)).toBe(2);
    expect(pastSilence(silences, 2)).toBe(2);
  });
});
