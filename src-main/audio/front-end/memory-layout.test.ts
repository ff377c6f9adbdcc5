import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as layout from './memory-layout.ts';

const source = readFileSync(new URL('./assembly/memory.ts', import.meta.url), 'utf8');
const assembly = new Map(
  [...source.matchAll(/export const (\w+): \w+ = (\w+);/g)].map(([, name, value]) => [name, Number(value)]),
);

describe('memory layout', () => {
  it('is the same on both sides', () => {
    for (const [name, address] of Object.entries(layout.ADDRESSES))
      expect([name, assembly.get(name)]).toEqual([name, address]);
    const { CHUNK_FRAMES, MAX_CHANNELS, BANDS, PEAK_WINDOW } = layout;
    for (const [name, size] of Object.entries({ CHUNK_FRAMES, MAX_CHANNELS, BANDS, PEAK_WINDOW })) {
      expect([name, assembly.get(name)]).toEqual([name, size]);
    }
  });

  it('leaves each region its room', () => {
    const { ADDRESSES: at } = layout;
    expect(at.MEL + layout.MAX_ROWS * layout.BANDS * 4).toBeLessThanOrEqual(assembly.get('WORK_A') ?? 0);
    expect(at.ANALYSIS + layout.ANALYSIS_SAMPLES * 4).toBeLessThanOrEqual(at.PLANES);
    expect(at.PLANES + (layout.MAX_CHANNELS + 1) * layout.CHUNK_FRAMES * 4).toBeLessThanOrEqual(at.STAGING);
    expect(at.STAGING + layout.STAGING_BYTES + 64).toBeLessThanOrEqual(at.GROUPS);
    expect(at.GROUPS + (layout.MAX_CHANNELS + 1) * 2048).toBeLessThanOrEqual(4 * 1024 * 1024);
  });
});
