import { describe, expect, it } from 'vitest';
import { readPoints, writePoints } from './index.ts';

describe('points of a map', () => {
  it('are read as they were written', () => {
    const points = {
      soundIds: Uint32Array.of(7, 4_000_000_000, 9),
      places: Float32Array.of(1, -2, 3.5, 4, 5, 6),
      categories: Uint8Array.of(1, 2, 255),
      certainties: Uint8Array.of(0, 128, 255),
      deciders: Uint8Array.of(0, 1, 2),
      libraries: Uint8Array.of(0, 0, 3),
    };
    expect(readPoints(writePoints(points).buffer)).toEqual(points);
    expect(readPoints(new ArrayBuffer(0)).soundIds).toHaveLength(0);
  });

  it('are refused of other lengths', () => {
    expect(() => readPoints(new ArrayBuffer(17))).toThrow(RangeError);
  });
});
