import { describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import { suggest } from './suggest.ts';

const doors = categories.indexOf('DOORS');
const water = categories.indexOf('WATER');

function frame(values: Readonly<Record<number, number>>): number[] {
  return categories.map((_, index) => values[index] ?? 0);
}

describe('suggest', () => {
  it('puts the category heard most first and says in how many frames', () => {
    const suggestions = suggest({
      frameCategories: Float32Array.from([
        ...frame({ [doors]: 0.8, [water]: 0.2 }),
        ...frame({ [doors]: 0.6, [water]: 0.4 }),
        ...frame({ [doors]: 0.1, [water]: 0.9 }),
      ]),
      levelsDb: Float32Array.of(-20, -20, -20),
    });
    expect(suggestions).toHaveLength(5);
    expect(suggestions[0]).toMatchObject({ category: 'DOORS', catId: null });
    expect(suggestions[0]?.probability).toBeCloseTo(0.5);
    expect(suggestions[0]?.evidence[0]?.text).toBe('sounds most like DOORS in 2 of 3 frames');
    expect(suggestions[1]?.category).toBe('WATER');
  });

  it('leaves silent frames out', () => {
    const [first] = suggest({
      frameCategories: Float32Array.from([
        ...frame({ [doors]: 1 }),
        ...frame({ [water]: 1 }),
        ...frame({ [water]: 1 }),
      ]),
      levelsDb: Float32Array.of(-30, -120, Number.NEGATIVE_INFINITY),
    });
    expect(first).toMatchObject({ category: 'DOORS', probability: 1 });
  });

  it('never suggests ARCHIVED, which is no sound', () => {
    const archived = categories.indexOf('ARCHIVED');
    const suggestions = suggest({
      frameCategories: Float32Array.from(frame({ [archived]: 0.9, [doors]: 0.1 })),
      levelsDb: Float32Array.of(-20),
    });
    expect(suggestions.map(({ category }) => category)).not.toContain('ARCHIVED');
    expect(suggestions[0]).toMatchObject({ category: 'DOORS' });
  });

  it('says nothing of silence', () => {
    expect(
      suggest({ frameCategories: Float32Array.from(frame({ [doors]: 1 })), levelsDb: Float32Array.of(-200) }),
    ).toEqual([]);
  });
});
