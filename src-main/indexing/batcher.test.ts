import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batcher } from './batcher.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Batcher', () => {
  it('hands items on by count, in order', async () => {
    const batches: (readonly number[])[] = [];
    const batcher = new Batcher<number>(2, 1_000, async (batch) => void batches.push(batch));
    for (const item of [1, 2, 3]) await batcher.add(item);
    expect(batches).toEqual([[1, 2]]);
    await batcher.flush();
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('hands items on after a while, however few', async () => {
    const batches: (readonly number[])[] = [];
    const batcher = new Batcher<number>(100, 500, async (batch) => void batches.push(batch));
    await batcher.add(1);
    await vi.advanceTimersByTimeAsync(499);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches).toEqual([[1]]);
  });

  it('runs one flush at a time', async () => {
    let running = 0;
    let most = 0;
    const batcher = new Batcher<number>(1, 1_000, async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    await Promise.all([batcher.add(1), batcher.add(2), batcher.add(3)]);
    expect(most).toBe(1);
  });

  it('gives the first failure to whoever comes next, and stores nothing after it', async () => {
    const flushed: number[] = [];
    const batcher = new Batcher<number>(1, 1_000, async ([item]) => {
      if (item === 1) throw new Error('disk full');
      flushed.push(item ?? 0);
    });
    await expect(batcher.add(1)).rejects.toThrow('disk full');
    await expect(batcher.add(2)).rejects.toThrow('disk full');
    expect(flushed).toEqual([]);
  });

  it('tells of a failure that happened by the clock at the next item, not at the next batch', async () => {
    const batcher = new Batcher<number>(100, 500, () => Promise.reject(new Error('disk full')));
    await batcher.add(1);
    await vi.advanceTimersByTimeAsync(500);
    await expect(batcher.add(2)).rejects.toThrow('disk full');
  });
});
