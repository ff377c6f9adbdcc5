import { expect, it } from 'vitest';
import { unlikeAny } from './same-recordings.ts';

it('sounds that may be the same recording as another are told from those that are not', () => {
  const bell = Float32Array.of(3, 1, 0);
  const nearlyBell = Float32Array.of(3.01, 1.02, 0);
  const rain = Float32Array.of(0, 1, 3);
  const dog = Float32Array.of(1, 4, 1);
  expect(unlikeAny([nearlyBell, rain, dog], [bell])).toEqual([1, 2]);
  expect(unlikeAny([bell, rain], [])).toEqual([0, 1]);
  expect(unlikeAny([], [bell])).toEqual([]);
});
