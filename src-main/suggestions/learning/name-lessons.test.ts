import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNameLessons } from './name-lessons.ts';

const [animals, creatures, doors] = [3, 17, 21];
const dog = { category: animals, words: 1 };
const cat = { category: animals, words: 2 };

describe('what names mean', () => {
  it('is what they mean to everybody until a person says otherwise', () => {
    const lessons = createNameLessons();
    expect(lessons.meaningOf(dog)).toBeNull();
    lessons.set(1, { category: doors, words: 9 }, doors);
    expect(lessons.meaningOf(dog)).toBeNull();
  });

  it('changes with each label, most for the same words', () => {
    const lessons = createNameLessons();
    const shareOf = (clue: typeof dog) => lessons.meaningOf(clue)?.get(creatures) ?? 0;
    lessons.set(1, dog, creatures);
    const first = shareOf(dog);
    expect(first).toBeGreaterThan(0.3);
    expect(first).toBeLessThan(0.5);
    expect(shareOf(cat)).toBeLessThan(0.15);
    lessons.set(2, dog, creatures);
    expect(shareOf(dog)).toBeGreaterThan(0.5);
    lessons.set(3, cat, animals);
    expect(shareOf(dog)).toBeGreaterThan(0.5);
    expect(lessons.meaningOf(cat)?.get(animals)).toBeGreaterThan(0.85);
  });

  it('is forgotten with the label', () => {
    const lessons = createNameLessons();
    lessons.set(1, dog, creatures);
    lessons.set(1, dog, -1);
    expect(lessons.meaningOf(dog)).toBeNull();
    lessons.set(1, dog, creatures);
    lessons.set(1, null, creatures);
    expect(lessons.meaningOf(dog)).toBeNull();
  });

  it('is shared out whole, whatever came in which order', () => {
    const label = fc.record({
      sound: fc.nat({ max: 20 }),
      clue: fc.record({ category: fc.nat({ max: 3 }), words: fc.nat({ max: 3 }) }),
      said: fc.integer({ min: -1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 60 }), (labels) => {
        const lessons = createNameLessons();
        const last = new Map<number, (typeof labels)[number]>();
        for (const one of labels) {
          lessons.set(one.sound, one.clue, one.said);
          last.set(one.sound, one);
        }
        const again = createNameLessons();
        for (const { sound, clue, said } of [...last.values()].reverse()) again.set(sound, clue, said);
        for (const { clue } of labels) {
          const meaning = lessons.meaningOf(clue);
          const sorted = (shares: ReadonlyMap<number, number> | null) => [...(shares ?? [])].sort(([a], [b]) => a - b);
          expect(sorted(meaning)).toEqual(sorted(again.meaningOf(clue)));
          if (meaning) expect([...meaning.values()].reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});
