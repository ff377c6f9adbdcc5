import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Listener, type ListenerOptions } from './listener.ts';
import { EncoderUnavailableError } from './listening-failures.ts';
import type { ChildEndedEvent } from './pool-options.ts';

const entry = (name: string) => fileURLToPath(new URL(`./testing/${name}.test-support.ts`, import.meta.url));
const faulty = { decode: entry('faulty-decode-child'), encode: entry('faulty-encode-child') };

let listener: Listener;
let ended: ChildEndedEvent[] = [];
function open(options: ListenerOptions = {}): Listener {
  ended = [];
  listener = new Listener({
    decodeChildren: 1,
    encodeChildren: 1,
    hangSeconds: 1,
    memoryLimitMegabytes: { decode: 300, encode: 300 },
    entries: faulty,
    onChildEnded: (event) => ended.push(event),
    ...options,
  });
  return listener;
}
afterEach(() => listener.close());

const listenTo = (name: string) => listener.listen({ path: Buffer.from(name) });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('a file that twice makes its child', () => {
  it.each([
    ['crash.wav', 'decoder-died', 'Decoding this file brought the decoder down, twice (signal SIGSEGV).'],
    ['spin.wav', 'decoder-hung', 'Decoding stopped moving for 1 s, twice.'],
    ['leak.wav', 'decoder-memory', expect.stringMatching(/^Decoding this file took too much memory \(\d+ MB\), twice/)],
    ['garbage.wav', 'decoder-nonsense', expect.stringContaining('answer nonsense (bytes that are no message), twice')],
    ['nonsense.wav', 'decoder-nonsense', expect.stringContaining('whose length can not be right')],
    ['encode-crash.wav', 'encoder-died', 'The encoder process ended while listening (signal SIGSEGV).'],
    ['encode-spin.wav', 'encoder-hung', 'The encoder stopped moving for 2 s.'],
    ['encode-leak.wav', 'encoder-memory', expect.stringContaining('The encoder took too much memory')],
    ['encode-garbage.wav', 'encoder-nonsense', expect.stringContaining('The encoder answered nonsense')],
    ['encode-nonsense.wav', 'encoder-nonsense', expect.stringContaining('of another length than its chunk')],
  ])('go wrong is a failed file: %s', async (name, code, message) => {
    // On a busy machine a leak takes a while to be seen, and must not be taken for a hang.
    open(name.includes('leak') ? { hangSeconds: 10 } : {});
    const outcome = expect(listenTo(name)).rejects.toMatchObject({ failure: { code, message } });
    // The one behind it is not harmed.
    const behind = listenTo('encode-none.wav');
    behind.catch(() => {});
    await outcome;
    expect((await behind).products?.embeddings).toEqual(new Float32Array(512).fill(Number.NaN));
    const role = name.startsWith('encode-') ? 'encode' : 'decode';
    expect(ended).toMatchObject([
      { role, file: name },
      { role, file: name },
    ]);
  });
});

describe('children that can not be started', () => {
  it('are an unavailable encoder when none opens', async () => {
    open({ entries: { encode: entry('dying-child') } });
    await expect(listener.opened()).rejects.toBeInstanceOf(EncoderUnavailableError);
    await expect(listener.opened()).rejects.toMatchObject({
      failure: { message: 'The encoder process ended while listening (exit code 7).' },
    });
    expect(ended[0]).toMatchObject({ role: 'encode', stderrTail: 'nothing here can be loaded\n' });
  });

  it('fail the chunks that wait for them', async () => {
    open({ entries: { ...faulty, encode: entry('dying-child') } });
    await expect(listenTo('encode-none.wav')).rejects.toBeInstanceOf(EncoderUnavailableError);
  });

  it('are ended when they never become ready', async () => {
    open({ startSeconds: 0.5, entries: { decode: entry('silent-child'), encode: entry('silent-child') } });
    await expect(listenTo('none.wav')).rejects.toMatchObject({ failure: { code: 'decoder-not-ready' } });
    await expect(listener.opened()).rejects.toMatchObject({ failure: { code: 'encoder-not-ready' } });
  });
});

describe.skipIf(process.platform === 'win32')('an engine that is killed', () => {
  it('leaves no child behind, not even one that is stuck', async () => {
    open();
    const engine = spawn(process.execPath, [entry('doomed-engine')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(engine.stdout, 'data');
    const pids = String(line).trim().split(' ').map(Number);
    expect(pids.map(isAlive)).toEqual([true, true]);
    engine.kill('SIGKILL');
    await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), 5_000);
  });
});
