import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audibleFrames, countWins, meanOverFrames } from './pooling.ts';

describe('pooling frames into a sound', () => {
  it('leaves out frames without sound', () => {
    expect(audibleFrames(Float32Array.of(-20, -93, Number.NEGATIVE_INFINITY, -60))).toEqual([0, 3]);
  });

  it('keeps the loudest frame of a very quiet sound, and none of digital silence', () => {
    expect(audibleFrames(Float32Array.of(-104, -98, -119))).toEqual([1]);
    expect(audibleFrames(Float32Array.of(-120, Number.NEGATIVE_INFINITY))).toEqual([]);
  });

  it('averages the chosen frames only', () => {
    const values = Float32Array.of(1, 0, 0.5, 0.5, 0, 1);
    expect([...meanOverFrames(values, 2, [0, 1])]).toEqual([0.75, 0.25]);
  });

  it('counts the frames that each category wins', () => {
    const values = Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.3, 0.7);
    expect([...countWins(values, 2, [0, 1, 2])]).toEqual([1, 2]);
  });

  it('keeps probabilities summing to one', () => {
    const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const values = Float32Array.from(
          rows.flatMap((numbers) => numbers.map((number) => number / numbers.reduce((sum, next) => sum + next))),
        );
        const mean = meanOverFrames(values, 4, [...rows.keys()]);
        expect(mean.reduce((sum, next) => sum + next)).toBeCloseTo(1, 5);
      }),
    );
  });
});
