import { beforeAll, describe, expect, it } from 'vitest';

const RATE = 48_000;
const BLOCK = 128;

type Processor = {
  readonly process: (
    inputs: readonly Float32Array[][],
    outputs: readonly Float32Array[][],
    parameters: { readonly ratio: readonly number[] },
  ) => boolean;
};

let PitchShift: new () => Processor;
beforeAll(async () => {
  Object.assign(globalThis, {
    sampleRate: RATE,
    AudioWorkletProcessor: class {},
    registerProcessor: (_name: string, made: new () => Processor) => {
      PitchShift = made;
    },
  });
  await import('./pitch-shift.worklet.js');
});

/** Upward zero crossings a second of a tone that passed the shifter. */
function heardHertz(hertz: number, ratio: number): number {
  const shifter = new PitchShift();
  let crossings = 0;
  let last = 0;
  for (let at = 0; at < RATE; at += BLOCK) {
    const tone = Float32Array.from({ length: BLOCK }, (_, index) =>
      Math.sin((2 * Math.PI * hertz * (at + index)) / RATE),
    );
    const heard = new Float32Array(BLOCK);
    shifter.process([[tone]], [[heard]], { ratio: [ratio] });
    for (const sample of heard) {
      if (last < 0 && sample >= 0) crossings += 1;
      last = sample;
    }
  }
  return crossings;
}

describe('pitch', () => {
  it.each([
    [0.5, 220],
    [1, 440],
    [1.5, 660],
    [2, 880],
  ])('times %f makes 440 Hz about %d Hz, at the same speed', (ratio, expected) => {
    expect(Math.abs(heardHertz(440, ratio) / expected - 1)).toBeLessThan(0.06);
  });
});
