import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { oneCoreWhileHeldDown } from './one-core.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function shareAllowed(permit: WorkPermit): Promise<number> {
  let allowed = 0;
  for (let millisecond = 0; millisecond < 4_000; millisecond += 10) {
    await vi.advanceTimersByTimeAsync(10);
    allowed += Number(permit.allowed);
  }
  return allowed / 400;
}

it('lets four threads work a quarter of the time while a person works, and all of it else', async () => {
  const own = new WorkPermit();
  let heldDown = false;
  const { permit, end } = oneCoreWhileHeldDown(own, () => heldDown, 4);
  own.allow();
  expect(await shareAllowed(permit)).toBeGreaterThan(0.99);
  heldDown = true;
  await vi.advanceTimersByTimeAsync(400);
  expect(await shareAllowed(permit)).toBeCloseTo(0.25, 1);
  own.withhold();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(permit.allowed).toBe(false);
  own.end();
  expect(permit.ended.aborted).toBe(true);
  end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

it('is the permit itself for one thread', () => {
  const own = new WorkPermit();
  expect(oneCoreWhileHeldDown(own, () => true, 1).permit).toBe(own);
});
