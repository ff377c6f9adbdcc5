import { describe, expect, it } from 'vitest';
import { decodePeaks, encodePeaks, storedByteOf } from '../../../src-shared/peaks/index.ts';
import { waveformColumns } from './waveform-columns.ts';

/** One second at 1,000 Hz: silence in the first half, a full low tone in the second. */
function thump() {
  const points = 100;
  const channel = new Int8Array(points * 2);
  for (let point = 50; point < points; point += 1) {
    channel[point * 2] = storedByteOf(-0.5, 0.5);
    channel[point * 2 + 1] = storedByteOf(0.25, 0.5);
  }
  const colours = new Uint8Array(20 * 3);
  for (let row = 10; row < 20; row += 1) colours.set([250, 100, 0], row * 3);
  return decodePeaks(
    encodePeaks({
      sampleRateHz: 1_000,
      frames: 1_000,
      scale: 0.5,
      samplesPerPoint: 10,
      channels: [channel],
      colours,
      colourRowsPerSecond: 20,
    }),
  );
}

describe('columns of a waveform', () => {
  it('are as high as the sound relative to its own peak', () => {
    const columns = waveformColumns(thump(), 0, 1, 50);
    expect(columns).toHaveLength(50);
    expect(columns[5]).toMatchObject({ lowest: 0, highest: 0 });
    expect(columns[40]?.lowest).toBeCloseTo(-1);
    expect(columns[40]?.highest).toBeCloseTo(0.5, 1);
  });

  it('say which band carries the sound', () => {
    const [low, middle, high] = waveformColumns(thump(), 0.8, 0.9, 10)[5]?.bands ?? [0, 0, 0];
    expect(low).toBeGreaterThan(0.9);
    expect(low + middle + high).toBeCloseTo(1);
  });

  it('show a part of the sound only', () => {
    expect(waveformColumns(thump(), 0.5, 1, 10).every(({ lowest }) => lowest < -0.9)).toBe(true);
  });
});
