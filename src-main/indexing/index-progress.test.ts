import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressCounter } from './index-progress.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('progress of an index job', () => {
  it('tells the time left by bytes once the walk is over', () => {
    const counter = new ProgressCounter();
    for (const size of [100, 100, 200]) counter.expect(size);
    vi.advanceTimersByTime(4_000);
    counter.finish(100);
    expect(counter.snapshot().secondsLeft).toBeNull();
    counter.walked = true;
    expect(counter.snapshot()).toMatchObject({ soundsDone: 1, soundsTotal: 3, secondsLeft: 12 });
  });

  it('tells the rate as seconds of sound a second', () => {
    const counter = new ProgressCounter();
    counter.soundSeconds = 500;
    vi.advanceTimersByTime(2_000);
    expect(counter.snapshot().timesRealTime).toBe(250);
  });

  it('guesses nothing in the first two seconds', () => {
    const counter = new ProgressCounter();
    counter.walked = true;
    counter.expect(100);
    counter.finish(50);
    vi.advanceTimersByTime(1_000);
    expect(counter.snapshot().secondsLeft).toBeNull();
  });
});
