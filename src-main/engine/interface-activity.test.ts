import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InterfaceActivity } from './interface-activity.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('background work gives way to a person', () => {
  it('at the first request, and takes the machine back some seconds after the last', () => {
    const cores: number[] = [];
    const activity = new InterfaceActivity(
      (count) => cores.push(count),
      () => {},
      4,
    );
    activity.note();
    expect(cores).toEqual([1]);
    expect(activity.active).toBe(true);
    vi.advanceTimersByTime(4_000);
    activity.note();
    vi.advanceTimersByTime(4_000);
    expect(cores).toEqual([1]);
    vi.advanceTimersByTime(2_000);
    expect(cores).toEqual([1, 4]);
    expect(activity.active).toBe(false);
  });
});
