import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeEncoder } from './architecture.ts';
import { equalizeConvolutions, equalizingFactors } from './equalize.ts';
import { quantizeKernel } from './onnx/quantized-graph.ts';
import { ActivationHistogram } from './range-statistics.ts';

describe('quantising a kernel', () => {
  it('is off by half a step of its channel at most', () => {
    const kernel = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }))
      .chain(([channels, taps]) =>
        fc
          .array(fc.integer({ min: -4000, max: 4000 }), { minLength: channels * taps, maxLength: channels * taps })
          .map((values) => ({ shape: [channels, taps], values: Float32Array.from(values, (value) => value / 1000) })),
      );
    fc.assert(
      fc.property(kernel, (given) => {
        const { values, scales } = quantizeKernel(given);
        const taps = given.shape[1] ?? 1;
        for (const [index, value] of given.values.entries()) {
          const scale = scales[Math.floor(index / taps)] ?? 0;
          expect(Math.abs((values[index] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
        }
      }),
    );
  });
});

describe('choosing an activation range', () => {
  it('covers everything when values are spread evenly', () => {
    const histogram = new ActivationHistogram();
    histogram.add(Float32Array.from({ length: 10_000 }, (_, index) => index / 1000));
    expect(histogram.bestMaximum()).toBeGreaterThan(9.5);
  });

  it('lets go of one stray peak among many small values', () => {
    const histogram = new ActivationHistogram();
    histogram.add(Float32Array.from({ length: 1_000_000 }, (_, index) => index / 1_000_000));
    histogram.add(Float32Array.of(20));
    expect(histogram.largest).toBe(20);
    expect(histogram.bestMaximum()).toBeLessThan(10);
  });
});

describe('evening out channels', () => {
  it('moves factors from one kernel to the next without changing their product', () => {
    const architecture = describeEncoder({ width: 2 });
    const layers = architecture.layers.filter((layer) => layer.kind === 'convolution').slice(0, 2);
    const convolutions = layers.map(({ inputChannels, outputChannels }) => ({
      kernel: {
        shape: [outputChannels, inputChannels, 3, 3],
        values: Float32Array.from({ length: outputChannels * inputChannels * 9 }, (_, index) => 1 + (index % 7)),
      },
      bias: { shape: [outputChannels], values: new Float32Array(outputChannels).fill(1) },
    }));
    const factors = [Float32Array.of(2, 0.5), Float32Array.of(1, 1)];
    const [first, second] = equalizeConvolutions(architecture, convolutions, factors);
    const through = (a: Float32Array | undefined, b: Float32Array | undefined, channel: number) =>
      (a?.[channel * 9] ?? 0) * (b?.[channel * 9] ?? 0);
    for (const channel of [0, 1])
      expect(through(first?.kernel.values, second?.kernel.values, channel)).toBeCloseTo(
        through(convolutions[0]?.kernel.values, convolutions[1]?.kernel.values, channel),
      );
    expect(first?.bias.values).toEqual(Float32Array.of(0.5, 2));
  });

  it('leaves a nearly dead channel alone', () => {
    const factors = equalizingFactors([1, 1, 0]);
    expect(factors[0]).toBe(1);
    expect(factors[2]).toBeGreaterThan(0.01);
  });
});
