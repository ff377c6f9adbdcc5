import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Listener, type ListenerOptions } from './listener.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));
const bell = Buffer.from(path.join(starter, 'perc_bell.flac'));
const door = Buffer.from(path.join(starter, 'perc_door.flac'));

let listener: Listener;
let folder = '';
function open(options: ListenerOptions = {}): Listener {
  listener = new Listener({ precision: 'int8', decodeChildren: 1, encodeChildren: 1, ...options });
  return listener;
}
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-listener-'));
});
afterEach(() => {
  listener.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The decode child comes first, then the encode child. */
function childPid(index: 0 | 1): number {
  const pid = listener.pids[index];
  if (pid === undefined) throw new Error('the child has not been started');
  return pid;
}

async function replaced(index: 0 | 1, before: number): Promise<void> {
  await vi.waitFor(() => expect(childPid(index)).not.toBe(before), 5_000);
}

describe('listening in child processes', () => {
  it('gives all products of one pass', async () => {
    const { format, payloadHash, metadata, products } = await open().listen({ path: bell });
    expect(format).toMatchObject({ container: 'flac', sampleRateHz: 44_100, channels: 2, bitDepth: 16 });
    expect(payloadHash).toMatch(/^[0-9a-f]{32}$/);
    expect(metadata.warnings).toEqual([]);
    const frames = products?.levelsDb.length ?? 0;
    expect(frames).toBe(4);
    expect(products?.embeddings).toHaveLength(frames * 512);
    expect(products?.frameCategories).toHaveLength(frames * 82);
    expect(products?.peaks.length).toBeGreaterThan(1_000);
    expect(products?.loudness.integratedLufs).toBeLessThan(0);
  });

  it('only inspects a file whose payload is known', async () => {
    const { payloadHash } = await open().listen({ path: door });
    const again = await listener.listen({ path: door, knownPayloads: [payloadHash] });
    expect(again).toMatchObject({ payloadHash, products: null });
  });

  it('names the encoder at work', async () => {
    expect(await open().opened()).toMatchObject({ modelVersion: 'aisfx-x-sequential-ce' });
  });

  it('fails one file and goes on with the next', async () => {
    const broken = path.join(folder, 'text.wav');
    writeFileSync(broken, 'this is not a sound');
    open();
    await expect(listener.listen({ path: Buffer.from(broken) })).rejects.toMatchObject({
      failure: { code: expect.any(String), message: expect.stringContaining('text') },
    });
    expect((await listener.listen({ path: door })).products).not.toBeNull();
  });

  it('refuses work after it was closed', async () => {
    open().close();
    await expect(listener.listen({ path: door })).rejects.toMatchObject({ failure: { code: 'closed' } });
  });
});

describe.skipIf(process.platform === 'win32')('children that die', () => {
  it('tries a file once more on a new decode child', async () => {
    const undisturbed = await open().listen({ path: bell });
    const listening = listener.listen({ path: bell });
    process.kill(childPid(0), 'SIGKILL');
    expect((await listening).products?.embeddings).toEqual(undisturbed.products?.embeddings);
  });

  it('gives up on a file that brings its child down twice', async () => {
    await open().opened();
    const listening = listener.listen({ path: bell });
    const outcome = expect(listening).rejects.toMatchObject({ failure: { code: 'decoder-died' } });
    const first = childPid(0);
    process.kill(first, 'SIGSEGV');
    await replaced(0, first);
    process.kill(childPid(0), 'SIGSEGV');
    await outcome;
    expect((await listener.listen({ path: door })).products).not.toBeNull();
  });

  it('ends a child that stopped moving', async () => {
    open({ hangSeconds: 2 });
    await listener.listen({ path: door });
    const first = childPid(0);
    process.kill(first, 'SIGSTOP');
    expect((await listener.listen({ path: bell })).products?.levelsDb).toHaveLength(4);
    expect(childPid(0)).not.toBe(first);
  });

  it('sends chunks to a new encode child when theirs dies', async () => {
    const undisturbed = await open().listen({ path: bell });
    process.kill(childPid(1), 'SIGSTOP');
    const listening = listener.listen({ path: bell });
    process.kill(childPid(1), 'SIGKILL');
    expect((await listening).products?.embeddings).toEqual(undisturbed.products?.embeddings);
  });
});
