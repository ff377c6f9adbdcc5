/** One listener for several jobs and for a person who waits. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Listener, type ListenerOptions } from './listener.ts';
import type { ChildEndedEvent } from './pool-options.ts';
import { writeTwoHours } from './testing/two-hours.test-support.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const bell = Buffer.from(path.join(starter, 'perc_bell.flac'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-sharing-'));
const twoHours = Buffer.from(path.join(folder, 'two-hours.wav'));
beforeAll(() => writeTwoHours(twoHours.toString(), bell.toString()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let listener: Listener;
let ended: ChildEndedEvent[] = [];
function open(options: ListenerOptions = {}): Listener {
  ended = [];
  const onChildEnded = (event: ChildEndedEvent) => void ended.push(event);
  listener = new Listener({ precision: 'int8', decodeChildren: 1, encodeChildren: 1, onChildEnded, ...options });
  return listener;
}
afterEach(() => listener.close());

/** Listens to the long file in the background; its outcome comes when it is stopped. */
function listenLong() {
  const stopping = new AbortController();
  const state = { heardSeconds: 0, over: false, stop: () => stopping.abort() };
  const onHeard = (seconds: number) => {
    state.heardSeconds += seconds;
  };
  const outcome = listener.listen({ path: twoHours, onHeard, signal: stopping.signal }).finally(() => {
    state.over = true;
  });
  outcome.catch(() => {});
  const heardMore = async () => {
    const before = state.heardSeconds;
    await vi.waitFor(() => expect(state.heardSeconds).toBeGreaterThan(before), 20_000);
  };
  return { state, outcome, heardMore };
}

const elapse = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** CPU seconds of the children so far. */
function cpuSeconds(): number {
  const ticks = listener.pids.flatMap((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return [Number(fields[11]), Number(fields[12])];
  });
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

describe('a signal', () => {
  it('stops its file in the middle; the same child goes on with the next', async () => {
    open();
    const { state, outcome, heardMore } = listenLong();
    await heardMore();
    const [decodeChild] = listener.pids;
    state.stop();
    await expect(outcome).rejects.toMatchObject({ failure: { code: 'stopped' } });
    expect((await listener.listen({ path: bell })).products?.levelsDb).toHaveLength(4);
    expect(listener.pids[0]).toBe(decodeChild);
    expect(ended).toEqual([]);
  });

  it('takes a waiting file out of the queue', async () => {
    open();
    const long = listenLong();
    const stopping = new AbortController();
    const waiting = listener.listen({ path: bell, signal: stopping.signal });
    stopping.abort();
    await expect(waiting).rejects.toMatchObject({ failure: { code: 'stopped' } });
    expect(long.state.over).toBe(false);
  });

  it('that came before refuses the file', async () => {
    open();
    const stopped = listener.listen({ path: bell, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ failure: { code: 'stopped' } });
    expect(listener.pids).toEqual([]);
  });
});

describe('an interactive request', () => {
  it('gets a child of its own where long background files hold all', async () => {
    open();
    const long = listenLong();
    let waitingIsOver = false;
    const waiting = listener.listen({ path: bell }).finally(() => {
      waitingIsOver = true;
    });
    waiting.catch(() => {});
    await long.heardMore();
    expect((await listener.listen({ path: bell, priority: 'interactive' })).products).not.toBeNull();
    expect([long.state.over, waitingIsOver]).toEqual([false, false]);
    long.state.stop();
    await waiting;
  });

  it('is heard while background work is paused', async () => {
    open();
    const long = listenLong();
    await long.heardMore();
    listener.useCores(0);
    expect((await listener.listen({ path: bell, priority: 'interactive' })).products).not.toBeNull();
  });
});

describe('the cores of background work', () => {
  it('at 0 stand still in the middle of a file, and no child is ended for it', async () => {
    open({ hangSeconds: 0.5 });
    const long = listenLong();
    await long.heardMore();
    const { pids } = listener;
    listener.useCores(0);
    await elapse(2_000);
    const before = long.state.heardSeconds;
    await elapse(1_500);
    expect(long.state.heardSeconds).toBe(before);
    listener.useCores(1);
    await long.heardMore();
    expect(listener.pids).toEqual(pids);
    expect(ended).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux' || os.availableParallelism() < 2)(
    'at 1 have all children together use about one, within two seconds',
    async () => {
      open({ decodeChildren: 2, encodeChildren: 2 });
      const files = [listenLong(), listenLong()];
      await Promise.all(files.map(({ heardMore }) => heardMore()));
      listener.useCores(1);
      await elapse(2_000);
      const [cpu, started] = [cpuSeconds(), performance.now()];
      await elapse(3_000);
      const cores = (cpuSeconds() - cpu) / ((performance.now() - started) / 1_000);
      expect(cores).toBeLessThan(1.3);
      await Promise.all(files.map(({ heardMore }) => heardMore()));
    },
  );
});

describe('children', () => {
  it('are let go when there is nothing to do, and come back', async () => {
    open({ idleSeconds: 0.2 });
    await listener.listen({ path: bell });
    await vi.waitFor(() => expect(listener.pids).toEqual([]), 5_000);
    expect((await listener.listen({ path: bell })).products?.levelsDb).toHaveLength(4);
    expect(ended).toEqual([]);
  });
});
