import { describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import { heardLogs, makeFeatures, packFeatures, unpackFeatures } from './features.ts';
import { componentCount, readStarter } from './starter.ts';
import { randomNumbers } from './testing/random-numbers.test-support.ts';

const starter = readStarter();
if (starter === null) throw new Error('No starter head comes along.');
const random = randomNumbers(5);
const doors = categories.indexOf('DOORS');
const water = categories.indexOf('WATER');

function sound(wins: readonly number[], levelsDb = wins.map(() => -20)) {
  const frameCategories = new Float32Array(wins.length * categories.length).fill(0.1 / (categories.length - 1));
  for (const [frame, category] of wins.entries()) frameCategories[frame * categories.length + category] = 0.9;
  const embeddings = Float32Array.from({ length: wins.length * 512 }, random);
  return { embeddings, levelsDb: Float32Array.from(levelsDb), frameCategories };
}

describe('features of a sound', () => {
  it('hold what the heads said, and in how many frames', () => {
    const packed = packFeatures(starter.features, sound([doors, doors, water]));
    const features = packed && unpackFeatures(packed);
    expect(features?.frames).toBe(3);
    expect(features?.wins).toEqual(
      new Map([
        [doors, 2],
        [water, 1],
      ]),
    );
    const values = Float32Array.from(features?.values ?? [], (value) => value * (features?.scale ?? 0));
    const logs = heardLogs(starter.features, values);
    expect(Math.exp(logs[doors] ?? 0)).toBeCloseTo(0.6, 1);
    expect(Math.exp(logs[water] ?? 0)).toBeCloseTo(0.3, 1);
  });

  it('come back from int8 within half a step', () => {
    const heard = sound([doors, water]);
    const exact = makeFeatures(starter.features, heard);
    const packed = packFeatures(starter.features, heard);
    const features = packed && unpackFeatures(packed);
    expect(features?.values).toHaveLength(componentCount + categories.length);
    for (const [at, value] of (exact ?? new Float32Array()).entries()) {
      const { values, scale } = features ?? { values: [], scale: 0 };
      expect(Math.abs((values[at] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
    }
  });

  it('leave silence out, and there are none of silence', () => {
    const loud = sound([doors, water], [-20, -200]);
    const packed = packFeatures(starter.features, loud);
    expect(packed && unpackFeatures(packed)?.wins).toEqual(new Map([[doors, 1]]));
    expect(packFeatures(starter.features, sound([doors], [-200]))).toBeNull();
  });

  it('are not made of other bytes', () => {
    expect(unpackFeatures(new Uint8Array(7))).toBeNull();
  });
});
