import { describe, expect, it } from 'vitest';
import { embeddingLength } from '../types.ts';
import { createMatcher } from './frame-match.ts';
import { frameBytes, quantizeFrames } from './quantized-frames.ts';

/** Frames that lie in a plane: (3, 4) is the direction of 3 parts of the first axis and 4 of the second. */
const frames = (...points: readonly (readonly [number, number])[]): Float32Array => {
  const result = new Float32Array(points.length * embeddingLength);
  for (const [frame, [x, y]] of points.entries()) result.set([x, y], frame * embeddingLength);
  return result;
};
const even = (count: number) => new Float32Array(count).fill(1 / count);

describe('a sound matched with a query', () => {
  it('names the nearest pair, wherever its part begins', () => {
    const match = createMatcher(frames([1, 0], [0, 1]), even(2))();
    const bytes = quantizeFrames(frames([30, -40], [3, 4]));
    match.take(bytes.subarray(0, frameBytes), 15);
    match.take(bytes.subarray(frameBytes), 16);
    expect(match.best()).toMatchObject({ queryFrame: 1, frame: 16 });
    expect(match.best().cosine).toBeCloseTo(0.8, 2);
  });

  it('is 1 as a whole where both hold the same frames, in any order and number', () => {
    const match = createMatcher(frames([1, 0], [0, 1]), even(2))();
    match.take(quantizeFrames(frames([0, 9], [2, 0], [0, 5])), 0);
    expect(match.whole()).toBeCloseTo(1, 5);
  });

  it('counts as a whole what either lacks of the other', () => {
    const half = createMatcher(frames([1, 0], [0, 1]), even(2))();
    half.take(quantizeFrames(frames([1, 0])), 0);
    // Half the query is there, and all of the sound is in the query.
    expect(half.whole()).toBeCloseTo((0.5 + 1) / 2, 5);
    const mostly = createMatcher(frames([1, 0], [0, 1]), Float32Array.of(0.9, 0.1))();
    mostly.take(quantizeFrames(frames([1, 0])), 0);
    expect(mostly.whole()).toBeCloseTo((0.9 + 1) / 2, 5);
  });

  it('finds nothing like it in silence', () => {
    const match = createMatcher(frames([1, 0]), even(1))();
    match.take(quantizeFrames(frames([0, 0])), 0);
    expect(match.best().cosine).toBe(0);
  });
});
