import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKeys } from './order-keys.ts';

const all = (low: string | null, high: string | null, count: number) => {
  const key = orderKeys(low, high, count);
  return Array.from({ length: count }, (_, place) => key(place));
};

describe('order keys', () => {
  it('stay short where things are added at an end one by one', () => {
    let last: string | null = null;
    let first: string | null = null;
    for (let i = 0; i < 5000; i++) {
      last = orderKeys(last, null, 1)(0);
      first = orderKeys(null, first, 1)(0);
    }
    expect(last).toHaveLength(6);
    expect(first).toHaveLength(6);
  });

  it('are short for a hundred thousand things between two neighbours', () => {
    const [low, high] = all(null, null, 2) as [string, string];
    const key = orderKeys(low, high, 100_000);
    expect(key(99_999).length).toBeLessThan(11);
    expect([low, key(0), key(1), key(99_999), high]).toEqual([low, key(0), key(1), key(99_999), high].sort());
  });

  it('are in order wherever things are put in', () => {
    const insertion = fc.record({ at: fc.nat(), count: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(insertion, { maxLength: 60 }), (insertions) => {
        const keys: string[] = [];
        for (const { at, count } of insertions) {
          const place = at % (keys.length + 1);
          keys.splice(place, 0, ...all(keys[place - 1] ?? null, keys[place] ?? null, count));
        }
        expect([...new Set(keys)].sort()).toEqual(keys);
      }),
    );
  });
});
