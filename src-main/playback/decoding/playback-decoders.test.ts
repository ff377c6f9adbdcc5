import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PlaybackDecoders, type PlaybackDecodersOptions } from './playback-decoders.ts';

const entry = fileURLToPath(new URL('../testing/faulty-playback-child.test-support.ts', import.meta.url));
let decoders: PlaybackDecoders;
afterEach(() => decoders.close());

function open(options: PlaybackDecodersOptions = {}) {
  decoders = new PlaybackDecoders({ entry, hangSeconds: 1, ...options });
}
const read = (path: string, signal?: AbortSignal) =>
  decoders.read({ path: Buffer.from(path), version: '1', from: 0, frames: 1, channels: 'all', coding: 's16' }, signal);

describe('a sound that makes its child', { timeout: 60_000 }, () => {
  it.each([
    ['crash', 'decoder-died'],
    ['spin', 'decoder-hung'],
    ['nonsense', 'decoder-nonsense'],
    ['garbage', 'decoder-nonsense'],
    ['other-answer', 'decoder-nonsense'],
  ])('%s is tried once more, then refused; the next sound is well', async (fault, code) => {
    const ended = vi.fn();
    open({ onChildEnded: ended });
    await expect(read(fault)).rejects.toMatchObject({ failure: { code } });
    expect(ended).toHaveBeenCalledTimes(2);
    expect([...(await read('well'))]).toEqual([1, 2, 3]);
  });
});

describe('children', { timeout: 60_000 }, () => {
  it('that can not be started refuse what waits for them', async () => {
    open({ entry: fileURLToPath(new URL('./nothing-there.ts', import.meta.url)) });
    await expect(read('well')).rejects.toMatchObject({ failure: { code: 'decoder-died' } });
  });

  it('are few, and gone when there is nothing to do', async () => {
    open({ idleSeconds: 0.2, children: 2 });
    await Promise.all(Array.from({ length: 50 }, () => read('well')));
    expect(decoders.pids.length).toBeLessThanOrEqual(2);
    await vi.waitUntil(() => decoders.pids.length === 0, { timeout: 10_000 });
    expect((await read('well')).length).toBe(3);
  });

  it('are not asked for what nobody wants any more', async () => {
    open({ children: 1 });
    const stop = new AbortController();
    const first = read('spin', stop.signal);
    const second = read('well', stop.signal);
    stop.abort();
    for (const one of [first, second]) await expect(one).rejects.toMatchObject({ failure: { code: 'stopped' } });
    await expect(read('well', stop.signal)).rejects.toMatchObject({ failure: { code: 'stopped' } });
  });

  it('are not asked for more than a crowd could want', async () => {
    open({ children: 1 });
    const many = await Promise.allSettled(Array.from({ length: 400 }, () => read('well')));
    const refused = many.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThan(100);
    expect(refused[0]).toMatchObject({ reason: { failure: { code: 'too-many-sounds' } } });
  });

  it('answer nobody after the end', async () => {
    open();
    const asked = read('well');
    decoders.close();
    await expect(asked).rejects.toMatchObject({ failure: { code: 'closed' } });
    await expect(read('well')).rejects.toMatchObject({ failure: { code: 'closed' } });
  });
});
