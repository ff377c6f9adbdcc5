import { afterEach, expect, it, vi } from 'vitest';
import { rest } from './rest.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('rests for as long as it is told', async () => {
  vi.useFakeTimers();
  const over = vi.fn();
  const resting = rest(1_000, new AbortController().signal).then(over);
  await vi.advanceTimersByTimeAsync(999);
  expect(over).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await resting;
  expect(over).toHaveBeenCalledOnce();
});

it('ends at once when the signal says so, and leaves no timer', async () => {
  vi.useFakeTimers();
  const leaving = new AbortController();
  const resting = rest(60_000, leaving.signal);
  leaving.abort();
  await resting;
  await rest(60_000, leaving.signal);
  expect(vi.getTimerCount()).toBe(0);
});
