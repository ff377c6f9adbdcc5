import { expect, it } from 'vitest';
import { seededRandom } from '../../learning/index.ts';
import { nearDuplicatePairs } from './near-duplicates.ts';

it('finds what is nearly the same, and nothing else', async () => {
  const random = seededRandom(3);
  const means: (Float32Array | null)[] = Array.from({ length: 60 }, () =>
    Float32Array.from({ length: 512 }, () => random()),
  );
  means[7] = null;
  means[30] = Float32Array.from(means[2] as Float32Array, (value) => value + (random() - 0.5) * 0.05);
  expect(await nearDuplicatePairs(means)).toEqual([[2, 30]]);
  expect(await nearDuplicatePairs([])).toEqual([]);
});
