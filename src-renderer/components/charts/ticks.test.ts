import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticksBetween, wholeTicks } from './ticks.ts';

describe('places along an axis', () => {
  it('are round and hold what is shown', () => {
    expect(ticksBetween(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksBetween(0.13, 2.71, 4)).toEqual([0, 1, 2, 3]);
    expect(ticksBetween(0.52, 0.58, 3)).toEqual([0.52, 0.54, 0.56, 0.58]);
  });

  it('exist also where everything is the same', () => {
    expect(ticksBetween(0, 0, 4).length).toBeGreaterThan(1);
    expect(ticksBetween(3, 3, 4).length).toBeGreaterThan(1);
    expect(ticksBetween(Number.NaN, 1, 4)).toEqual([0, 1]);
  });

  it('hold any two numbers, in about as many steps as asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 10 }),
        (low, width, steps) => {
          const ticks = ticksBetween(low, low + width, steps);
          const slack = Math.abs(low) * 1e-9 + width * 1e-6;
          expect(ticks[0]).toBeLessThanOrEqual(low + slack);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width - slack);
          expect(ticks.length).toBeLessThanOrEqual(steps + 3);
        },
      ),
    );
  });

  it('of counts are whole', () => {
    expect(wholeTicks(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(wholeTicks(0, 3, 8)).toEqual([0, 1, 2, 3]);
    expect(wholeTicks(1, 1, 5)).toEqual([1]);
  });
});
