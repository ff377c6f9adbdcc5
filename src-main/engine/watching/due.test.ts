import { describe, expect, it } from 'vitest';
import { defaultPauses, dueAt } from './due.ts';

const pauses = { ...defaultPauses, quietMilliseconds: 2_000, longestMilliseconds: 30_000 };
const run = (from: number, to: number) => ({ startedAt: new Date(from), finishedAt: new Date(to) });

describe('when changes are indexed', () => {
  it('is after a moment of quiet', () => {
    expect(dueAt({ firstAt: 1_000, lastAt: 5_000 }, null, pauses)).toBe(7_000);
  });

  it('is not put off for ever by a folder that is never quiet', () => {
    expect(dueAt({ firstAt: 1_000, lastAt: 30_500 }, null, pauses)).toBe(31_000);
  });

  it('is after a rest that grows with the work, up to a minute', () => {
    const wish = { firstAt: 100_000, lastAt: 100_000 };
    expect(dueAt(wish, run(90_000, 100_000), pauses)).toBe(140_000);
    expect(dueAt(wish, run(0, 100_000), pauses)).toBe(160_000);
    expect(dueAt(wish, run(10, 20), pauses)).toBe(102_000);
  });
});
