import { describe, expect, it } from 'vitest';
import { balancedWeights } from '../sample-weights.ts';
import { featuresIn, featuresOf, fitFeatureSpace } from './feature-space.ts';
import { type PooledSound, poolSound } from './pooled-sound.ts';
import { principalComponents } from './principal-components.ts';

/** Repeatable numbers of about normal spread. */
function normals(count: number): number[] {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  return Array.from({ length: count }, () => Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6);
}

describe('principal components', () => {
  it('find the axes of a stretched cloud, longest first', () => {
    const spread = [1, 5, 0.1, 3];
    const rows = Float32Array.from(normals(4_000), (value, index) => value * (spread[index % 4] ?? 0));
    const { directions, variances } = principalComponents(rows, 4, 2);
    expect(Math.abs(directions[1] ?? 0)).toBeGreaterThan(0.99);
    expect(Math.abs(directions[4 + 3] ?? 0)).toBeGreaterThan(0.99);
    expect(variances[0]).toBeGreaterThan(20);
    expect(variances[1]).toBeCloseTo(9, -1);
  });

  it('are perpendicular, of length 1, and hold all of the spread when there are as many as columns', () => {
    const rows = Float32Array.from(normals(600));
    const { directions, variances } = principalComponents(rows, 6, 6);
    for (let a = 0; a < 6; a += 1) {
      for (let b = 0; b < 6; b += 1) {
        let product = 0;
        for (let column = 0; column < 6; column += 1) {
          product += (directions[a * 6 + column] ?? 0) * (directions[b * 6 + column] ?? 0);
        }
        expect(product).toBeCloseTo(Number(a === b), 9);
      }
    }
    const square = rows.reduce((sum, value) => sum + value * value, 0) / 100;
    expect(variances.reduce((sum, value) => sum + value, 0)).toBeCloseTo(square, 6);
  });
});

describe('features of a sound', () => {
  const numbers = normals(50 * 12);
  const sounds: readonly PooledSound[] = Array.from({ length: 50 }, (_, index) => ({
    meanAndMax: Float32Array.from(numbers.slice(index * 12, index * 12 + 8)),
    categories: Float32Array.from(numbers.slice(index * 12 + 8, index * 12 + 12), (value) => Math.exp(value)),
  }));

  it('have no mean and a spread of about one over the sounds that made them', () => {
    const space = fitFeatureSpace(sounds, 3);
    expect(featuresIn(space)).toBe(7);
    const rows = sounds.map((sound) => featuresOf(space, sound));
    for (let column = 0; column < 7; column += 1) {
      expect(rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / 50).toBeCloseTo(0, 4);
    }
    const parts = rows.flatMap((row) => [...row.subarray(0, 3)]);
    expect(parts.reduce((sum, value) => sum + value * value, 0) / parts.length).toBeCloseTo(1, 3);
  });

  it('leave silent frames out, and say nothing of silence', () => {
    const heard = {
      embeddings: Float32Array.of(1, 4, 3, 2, 9, 9),
      frameCategories: Float32Array.of(0.5, 0.7, 1),
      levelsDb: Float32Array.of(-20, -30, -120),
    };
    const pooled = poolSound(heard);
    expect([...(pooled?.meanAndMax ?? [])]).toEqual([2, 3, 3, 4]);
    expect(pooled?.categories[0]).toBeCloseTo(0.6);
    expect(poolSound({ ...heard, levelsDb: Float32Array.of(-200, -200, -200) })).toBeNull();
  });
});

it('large libraries and categories count no more than the cap, doubted labels less', () => {
  const sound = { library: 'a', category: 'DOORS', trust: 1 };
  const weights = balancedWeights([sound, sound, sound, sound, { ...sound, library: 'b', trust: 0.5 }], 2);
  expect([...weights]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
});

it('rare categories can be made to count more than their sounds do', () => {
  const of = (category: string, count: number) =>
    Array.from({ length: count }, () => ({ library: 'a', category, trust: 1 }));
  const weights = balancedWeights([...of('DOORS', 16), ...of('RAIN', 4)], 100, 0.5);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(20, 9);
  expect((weights[16] ?? 0) / (weights[0] ?? 1)).toBeCloseTo(2, 9);
});
