import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cosine, listen } from './testing/listen.test-support.ts';

const goldens = new URL('../../models/aisfx/goldens/', import.meta.url);
/** The golden rows stand before step 4's division. */
const DIVISOR = 9.457798957824707;

/** Rows of a golden as Essentia wrote them (NumPy format, float32). */
function goldenRows(name: string): Float32Array {
  const bytes = readFileSync(new URL(`${name}.mel.npy`, goldens));
  const start = 10 + bytes.readUInt16LE(8);
  return new Float32Array(new Uint8Array(bytes.subarray(start)).buffer);
}

function compare(file: string): { readonly largest: number; readonly mean: number; readonly cosine: number } {
  const { mel } = listen(new URL(file, goldens).pathname);
  const golden = goldenRows(file.replace(/\.\w+$/, ''));
  const ours = mel.map((value) => value * DIVISOR);
  const count = Math.min(ours.length, golden.length);
  let largest = 0;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const difference = Math.abs((ours[index] ?? 0) - (golden[index] ?? 0));
    largest = Math.max(largest, difference);
    sum += difference;
  }
  return { largest, mean: sum / count, cosine: cosine(ours, golden) };
}

describe('mel rows against Essentia', () => {
  it.each([
    'click-44k.wav',
    'crow-44k.flac',
    'door-44k.flac',
    'glass-44k.flac',
    'hiss-44k.flac',
    'safari-44k.flac',
    'silence-44k.wav',
    'swoosh-44k.flac',
  ])('%s', (file) => {
    const { largest, mean } = compare(file);
    expect(largest).toBeLessThan(0.03);
    expect(mean).toBeLessThan(0.002);
  });

  it.each(['crow-48k24.wav', 'swoosh-96k24.flac'])('%s, resampled', (file) => {
    expect(compare(file).cosine).toBeGreaterThan(0.9999);
  });

  it('begins a row as long as its first sample lies inside the sound', () => {
    expect(goldenRows('click-44k').length / 96).toBe(Math.ceil((0.05 * 44_100) / 1024) + 1);
    const { chunks } = listen(new URL('hiss-44k.flac', goldens).pathname);
    expect(chunks.map(({ rows, blocks, firstBlock }) => ({ rows, blocks, firstBlock }))).toEqual([
      { rows: 300, blocks: 5, firstBlock: 0 },
    ]);
  });
});
