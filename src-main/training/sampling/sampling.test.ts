import { describe, expect, it } from 'vitest';
import { betaNumber, mixedSeed, planEpoch, seededNormal } from './index.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** 90 frames of class 0, 9 of class 1, one of class 2; three frames a sound. */
const uneven = {
  classOfFrame: range(100).map((frame) => (frame < 90 ? 0 : frame < 99 ? 1 : 2)),
  soundOfFrame: range(100).map((frame) => Math.floor(frame / 3)),
};

const plan = (options: Partial<Parameters<typeof planEpoch>[0]> = {}) =>
  planEpoch({
    datasets: [uneven],
    shares: [1],
    batches: 30,
    batchFrames: 10,
    classBalance: 0,
    framesPerClass: 1,
    seed: 1,
    ...options,
  });

const countsOf = (batches: ReturnType<typeof planEpoch>) => {
  const counts = [0, 0, 0];
  for (const { frames } of batches)
    for (const frame of frames) {
      const one = uneven.classOfFrame[frame] as number;
      counts[one] = (counts[one] ?? 0) + 1;
    }
  return counts;
};

describe('the plan of an epoch', () => {
  it('is the same for a seed, and another for another', () => {
    expect(plan()).toEqual(plan());
    expect(plan({ seed: 2 })).not.toEqual(plan());
  });

  it('draws classes as often as they have frames, or alike often', () => {
    const [many, some, one] = countsOf(plan({ classBalance: 0 }));
    expect(many).toBeGreaterThan(250);
    expect((some ?? 0) + (one ?? 0)).toBeLessThan(50);
    for (const count of countsOf(plan({ classBalance: 1 }))) {
      expect(count).toBeGreaterThan(70);
      expect(count).toBeLessThan(130);
    }
  });

  it('takes every frame of a class once before one twice', () => {
    const counts = new Map<number, number>();
    for (const { frames } of plan({ classBalance: 1 }))
      for (const frame of frames) if (frame < 90) counts.set(frame, (counts.get(frame) ?? 0) + 1);
    const times = range(90).map((frame) => counts.get(frame) ?? 0);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
  });

  it('gives losses of pairs several frames of a class, of different sounds, none twice', () => {
    for (const { frames } of plan({ framesPerClass: 4, classBalance: 1 })) {
      expect(new Set(frames).size).toBe(frames.length);
      expect(frames.length).toBe(10);
      const ofFirst = [...frames].filter((frame) => uneven.classOfFrame[frame] === 0);
      expect(ofFirst.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('bears datasets smaller than a batch, and classes of one sound', () => {
    const tiny = { classOfFrame: [0, 0, 1], soundOfFrame: [0, 1, 2] };
    for (const framesPerClass of [1, 4]) {
      const batches = plan({ datasets: [tiny], batches: 5, batchFrames: 32, framesPerClass });
      expect(batches).toHaveLength(5);
      for (const { frames } of batches) expect(new Set(frames).size).toBe(3);
    }
  });

  it('shares batches between datasets as asked', () => {
    const batches = plan({ datasets: [uneven, uneven], shares: [0.75, 0.25], batches: 40 });
    expect(batches.filter(({ dataset }) => dataset === 0)).toHaveLength(30);
  });
});

describe('random numbers', () => {
  it('of the normal distribution have mean 0 and spread 1', () => {
    const normal = seededNormal(3);
    const drawn = range(20_000).map(() => normal());
    const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('of the beta distribution have the variance 1 ÷ (4 (2α + 1))', () => {
    for (const alpha of [0.4, 2]) {
      const drawn = range(5_000).map((seed) => betaNumber(alpha, mixedSeed(seed)));
      const variance = drawn.reduce((sum, one) => sum + (one - 0.5) ** 2, 0) / drawn.length;
      expect(Math.abs(variance - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.01);
    }
  });
});
