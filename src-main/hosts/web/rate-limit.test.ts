import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  const count = (limit: RateLimit, now: number, tries: number) =>
    Array.from({ length: tries }, () => limit.allows(now)).filter(Boolean).length;

  it('lets a burst through, then as many as the time since allows', () => {
    const limit = new RateLimit(200, 1_000, 0);
    expect(count(limit, 0, 2_000)).toBe(1_000);
    expect(count(limit, 1_000, 2_000)).toBe(200);
    expect(count(limit, 1_005, 2_000)).toBe(1);
  });

  it('saves up no more than one burst', () => {
    expect(count(new RateLimit(200, 1_000, 0), 1e9, 5_000)).toBe(1_000);
  });

  it('lets a steady rate through for ever', () => {
    const limit = new RateLimit(200, 1, 0);
    expect(Array.from({ length: 5_000 }, (_, index) => limit.allows(index * 5)).every(Boolean)).toBe(true);
  });
});
