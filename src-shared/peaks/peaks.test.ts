import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amplitudeOf, decodePeaks, encodePeaks, levelFor, PeaksFormatError, storedByteOf, thinPeaks } from './index.ts';

const finestPeaks = fc
  .record({
    channels: fc.integer({ min: 1, max: 6 }),
    frames: fc.integer({ min: 0, max: 200_000 }),
    seed: fc.nat(1000),
  })
  .map(({ channels, frames, seed }) => {
    const points = Math.ceil(frames / 256);
    return {
      sampleRateHz: 48_000,
      frames,
      scale: 0.5,
      samplesPerPoint: 256,
      channels: Array.from({ length: channels }, (_, channel) =>
        Int8Array.from({ length: points * 2 }, (_, at) => {
          const size = (at * 7919 + seed * 31 + channel) % 128;
          return at % 2 === 0 ? -size : size;
        }),
      ),
      colours: Uint8Array.from({ length: 3 * Math.ceil(frames / 1024) }, (_, at) => (at * 13 + seed) % 256),
      colourRowsPerSecond: 43.06640625,
    };
  });

describe('stored peaks', () => {
  it('come back as they went in, wherever the bytes lie', () => {
    fc.assert(
      fc.property(finestPeaks, fc.integer({ min: 0, max: 9 }), (finest, offset) => {
        const blob = encodePeaks(finest);
        const shifted = new Uint8Array(blob.length + offset);
        shifted.set(blob, offset);
        const peaks = decodePeaks(shifted.subarray(offset));
        expect(peaks.levels[0]?.channels).toEqual(finest.channels);
        const { sampleRateHz, frames, scale, colours, colourRowsPerSecond } = finest;
        expect(peaks).toMatchObject({ sampleRateHz, frames, scale, colourRowsPerSecond });
        expect(peaks.colours).toEqual(colours);
      }),
    );
  });

  it('have coarser levels that span what the finer ones span', () => {
    fc.assert(
      fc.property(finestPeaks, (finest) => {
        const { levels } = decodePeaks(encodePeaks(finest));
        for (const [index, level] of levels.slice(1).entries()) {
          const finer = levels[index];
          expect(level.samplesPerPoint).toBe(4 * (finer?.samplesPerPoint ?? 0));
          for (const [channel, bytes] of level.channels.entries()) {
            const source = finer?.channels[channel] ?? new Int8Array();
            for (let point = 0; point < level.points; point++) {
              const under = source.subarray(point * 8, point * 8 + 8);
              expect(bytes[point * 2]).toBe(Math.min(...under.filter((_, at) => at % 2 === 0)));
              expect(bytes[point * 2 + 1]).toBe(Math.max(...under.filter((_, at) => at % 2 === 1)));
            }
          }
        }
        expect(levels.at(-1)?.points ?? 0).toBeLessThanOrEqual(256);
      }),
      { numRuns: 20 },
    );
  });

  it('keep samples within the step of the square root', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 8, noNaN: true }),
        (share, scale) => {
          const sample = share * scale;
          const back = amplitudeOf(storedByteOf(sample, scale), scale);
          expect(Math.abs(back - sample)).toBeLessThanOrEqual((scale * (Math.sqrt(Math.abs(share)) + 1 / 127)) / 127);
        },
      ),
    );
  });

  it('offer the level a screen needs', () => {
    const frames = 256 * 5000;
    const channels = [new Int8Array(10_000)];
    const peaks = decodePeaks(
      encodePeaks({
        sampleRateHz: 48_000,
        frames,
        scale: 1,
        samplesPerPoint: 256,
        channels,
        colours: new Uint8Array(),
        colourRowsPerSecond: 43,
      }),
    );
    expect([1, 256, 1023, 1024, 1e9].map((pixel) => levelFor(peaks, pixel)?.samplesPerPoint)).toEqual([
      256, 256, 256, 1024, 16_384,
    ]);
  });

  it('refuse what is no blob, cut short, or newer', () => {
    fc.assert(
      fc.property(finestPeaks, fc.double({ min: 0, max: 0.999, noNaN: true }), (finest, share) => {
        const blob = encodePeaks(finest);
        expect(() => decodePeaks(blob.subarray(0, Math.floor(blob.length * share)))).toThrow(PeaksFormatError);
      }),
    );
    expect(() => decodePeaks(new Uint8Array(100))).toThrow('not peaks');
  });
});

describe('peaks for a screen', () => {
  it('span the same with no fewer points than the screen has', () => {
    fc.assert(
      fc.property(finestPeaks, fc.integer({ min: 1, max: 4_000 }), (finest, points) => {
        const blob = encodePeaks(finest);
        const whole = decodePeaks(blob);
        const thin = decodePeaks(thinPeaks(blob, points));
        expect(thin).toMatchObject({ frames: whole.frames, scale: whole.scale, sampleRateHz: whole.sampleRateHz });
        const [first] = thin.levels;
        expect(first?.points).toBeGreaterThanOrEqual(Math.min(points, whole.levels[0]?.points ?? 0));
        expect(whole.levels).toContainEqual(first);
        expect(thin.levels.at(-1)).toEqual(whole.levels.at(-1));
      }),
    );
  });

  it('keep the time of their colours', () => {
    const frames = 480_000;
    const colours = Uint8Array.from({ length: 3 * 1_000 }, (_, at) => (at < 1_500 ? 200 : 100));
    const blob = encodePeaks({
      sampleRateHz: 48_000,
      frames,
      scale: 1,
      samplesPerPoint: 64,
      channels: [new Int8Array(frames / 32)],
      colours,
      colourRowsPerSecond: 100,
    });
    const thin = decodePeaks(thinPeaks(blob, 100));
    expect(thin.colourRowsPerSecond).toBe(10);
    expect([...thin.colours.subarray(3 * 49, 3 * 51)]).toEqual([200, 200, 200, 100, 100, 100]);
    expect(thinPeaks(blob, 100).length).toBeLessThan(blob.length / 10);
  });
});
