import { describe, expect, it } from 'vitest';
import { trainingConfiguration } from '../../../src-shared/training/index.ts';
import { MEL_DIVISOR } from '../../encoder/index.ts';
import { changeSpectrum, changesFrames, drawChange, mixFrames, NO_CHANGE } from './index.ts';

const { augmentation: off } = trainingConfiguration.parse({
  datasets: [{ name: 'a', source: { kind: 'library', libraryId: 1 } }],
});
const melOf = (power: number) => Math.log10(1 + 10_000 * power) / MEL_DIVISOR;

describe('changes of spectra', () => {
  it('are off unless asked for', () => {
    expect(changesFrames(off)).toBe(false);
    expect(changesFrames({ ...off, mixupAlpha: 0.4 })).toBe(false);
    expect(changesFrames({ ...off, gainDb: 3 })).toBe(true);
  });

  it('make a spectrum as loud as a louder sound would be', () => {
    const powers = [0, 1e-9, 1e-4, 0.02, 3];
    const spectrum = Float32Array.from(powers, melOf);
    changeSpectrum(spectrum, powers.length, { ...NO_CHANGE, gainDb: 10 });
    for (const [index, power] of powers.entries()) expect(spectrum[index]).toBeCloseTo(melOf(10 * power), 5);
  });

  it('silence bands and rows', () => {
    const spectrum = new Float32Array(12).fill(1);
    changeSpectrum(spectrum, 4, { ...NO_CHANGE, bands: [1, 2], rows: [2, 1] });
    expect([...spectrum]).toEqual([1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
  });

  it('are drawn within their bounds, the same for a seed', () => {
    const asked = { ...off, gainDb: 6, timeShiftRows: 20, maskedBands: 10, maskedRows: 30 };
    const size = { rows: 100, bands: 96 };
    for (let seed = 0; seed < 200; seed += 1) {
      const change = drawChange(asked, size, seed);
      expect(change).toEqual(drawChange(asked, size, seed));
      expect(Math.abs(change.gainDb)).toBeLessThanOrEqual(6);
      expect(Math.abs(change.shiftRows)).toBeLessThanOrEqual(20);
      expect(change.bands[1]).toBeLessThanOrEqual(10);
      expect(change.bands[0] + change.bands[1]).toBeLessThanOrEqual(96);
      expect(change.rows[0] + change.rows[1]).toBeLessThanOrEqual(100);
    }
  });

  it('mix frames with their partners', () => {
    const frames = new Float32Array([1, 1, 3, 5]);
    mixFrames(frames, 2, [1, 0], 0.75);
    expect([...frames]).toEqual([1.5, 2, 2.5, 4]);
  });
});
