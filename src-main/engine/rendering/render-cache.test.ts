import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testSound } from '../../audio/testing/tones.test-support.ts';
import { waveFile } from '../../audio/testing/wave-bytes.test-support.ts';
import type { SoundRow } from '../../catalogue/index.ts';
import { PlaybackDecoders } from '../../playback/index.ts';
import { planRender } from './plan-render.ts';
import { RenderCache, type RenderCacheLimits } from './render-cache.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-renders-'));
const decoders = new PlaybackDecoders();
afterAll(() => {
  decoders.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = path.join(folder, 'door.wav');
writeFileSync(file, waveFile(testSound(1, 48_000, 4), 48_000));
const row = {
  path: { bytes: Buffer.from(file), display: file },
  format: { container: 'wav', codec: 'pcm_s16le', sampleRateHz: 48_000, bitDepth: 16, channels: 1, durationSeconds: 4 },
  fields: {},
} as unknown as SoundRow;

const options = { handlesSeconds: 0, sampleRateHz: null, bitDepth: null, channels: undefined, fadeMilliseconds: 0 };
const part = (startSeconds: number, seconds = 1) =>
  planRender(row, 'door.wav', { ...options, region: { startSeconds, endSeconds: startSeconds + seconds } });

/** About 96 KB a second. */
function open(limits: Partial<RenderCacheLimits>) {
  const place = path.join(mkdtempSync(path.join(folder, 'cache-')), 'renders');
  const cache = new RenderCache(place, decoders, { freeBytes: 0, ...limits });
  return {
    place,
    cache,
    take: (start: number, seconds?: number) => cache.file(row.path.bytes, part(start, seconds), `door ${start}.wav`),
  };
}

describe('rendered files for other programs', { timeout: 30_000 }, () => {
  it('say how large they are, and go when a person says so, but for those just taken', async () => {
    const { cache, take } = open({ totalBytes: 1_000_000 });
    expect(await cache.facts()).toMatchObject({ bytes: 0, mostBytes: 1_000_000 });
    const [old, fresh] = [await take(0), await take(1)];
    const before = new Date(Date.now() - 3_600_000);
    utimesSync(path.dirname(old), before, before);
    expect((await cache.facts()).bytes).toBe(statSync(old).size + statSync(fresh).size);
    await cache.clear();
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  it('are made once, while their sound stays the same', async () => {
    const { take } = open({});
    const first = await take(0);
    const { mtimeMs } = statSync(first);
    expect(await take(0)).toBe(first);
    expect(statSync(first).mtimeMs).toBe(mtimeMs);
    const later = new Date(Date.now() + 5_000);
    utimesSync(file, later, later);
    expect(await take(0)).not.toBe(first);
  });

  it('go when there are too many, those used longest ago first', async () => {
    const { place, take } = open({ totalBytes: 300_000, keptMilliseconds: 0 });
    const [first, second, third] = [await take(0), await take(1), await take(2)];
    for (const [index, one] of [first, second, third].entries()) {
      const before = new Date(Date.now() - 60_000 * (index === 0 ? 1 : 5 - index));
      utimesSync(path.dirname(one), before, before);
    }
    const fourth = await take(3);
    expect([first, second, third, fourth].map(existsSync)).toEqual([true, false, true, true]);
    expect(readdirSync(place)).toHaveLength(3);
  });

  it('stay while another program may be copying them: then there is no room', async () => {
    const { place, take } = open({ totalBytes: 200_000 });
    await take(0);
    await take(1);
    await expect(take(2)).rejects.toMatchObject({ failure: { code: 'renders-full' } });
    expect(readdirSync(place)).toHaveLength(2);
  });

  it('are never larger than allowed, and never take the last of the disk', async () => {
    await expect(open({ fileBytes: 50_000 }).take(0)).rejects.toMatchObject({ failure: { code: 'render-too-large' } });
    await expect(open({ freeBytes: 1e18 }).take(0)).rejects.toMatchObject({ failure: { code: 'disk-full' } });
  });

  it('leave nothing behind when they can not be made', async () => {
    const { place, take } = open({});
    rmSync(file);
    await expect(take(0)).rejects.toMatchObject({ failure: { code: 'missing-file' } });
    expect(readdirSync(place)).toEqual([]);
  });
});
