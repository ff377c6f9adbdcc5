import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { amplitudeOf, decodePeaks } from '../../src-shared/peaks/index.ts';
import { listen, temporaryFolder } from './testing/listen.test-support.ts';
import { sine, testSound } from './testing/tones.test-support.ts';
import { waveFile } from './testing/wave-bytes.test-support.ts';

function peaksOf(planes: readonly Float32Array[], sampleRateHz: number) {
  const file = join(temporaryFolder(), 'sound.wav');
  writeFileSync(file, waveFile(planes, sampleRateHz, { coding: 'f32' }));
  return decodePeaks(listen(file).pass.peaks);
}

describe('peaks of a pass', () => {
  it.each([1, 2, 5, 12])('hold the smallest and largest sample of each window in each of %i channels', (channels) => {
    const planes = testSound(channels, 44_100, 0.7);
    const peaks = peaksOf(planes, 44_100);
    const [finest] = peaks.levels;
    expect(finest?.channels.length).toBe(channels);
    for (const [channel, plane] of planes.entries()) {
      for (let point = 0; point < (finest?.points ?? 0); point++) {
        const window = plane.subarray(point * 256, point * 256 + 256);
        const stored = [0, 1].map((side) =>
          amplitudeOf(finest?.channels[channel]?.[point * 2 + side] ?? 0, peaks.scale),
        );
        expect(stored[0]).toBeCloseTo(Math.min(...window), 2);
        expect(stored[1]).toBeCloseTo(Math.max(...window), 2);
      }
    }
  });

  it('colour a sound by its low, mid and high band', () => {
    const loudestBand = (hertz: number) => {
      const { colours } = peaksOf([sine(hertz, 44_100, 1, 1)], 44_100);
      const row = [...colours.subarray(60, 63)];
      return [row.indexOf(Math.max(...row)), Math.max(...row)];
    };
    expect(loudestBand(80)).toEqual([0, 255]);
    expect(loudestBand(1000)).toEqual([1, 255]);
    expect(loudestBand(8000)).toEqual([2, 255]);
  });
});
