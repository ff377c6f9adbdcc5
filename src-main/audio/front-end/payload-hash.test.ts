import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrontEnd } from './front-end.ts';
import { parameterBytes } from './payload-hash.ts';

const payload = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 131 + (index >> 8) * 7) & 255);

function hashOf(pieces: readonly Uint8Array[]): string {
  const frontEnd = FrontEnd.take();
  frontEnd.startHash(parameterBytes('pcm_s16le', 44_100, 1, 2));
  for (const piece of pieces) frontEnd.hash(piece);
  const hash = frontEnd.finishHash();
  frontEnd.release();
  return hash;
}

describe('payload hash', () => {
  // xxh3_128_hexdigest of Python's xxhash 3.5 over the same parameters and bytes.
  it.each([
    [0, '96288fbdc9095d87f93891414aac489f'],
    [1, '5921bcc5eece33f3b1922f724a256ccd'],
    [63, 'ea2fc76b06004c3b594e5fb88857ce1b'],
    [64, '76230f03ad2b483547c4ceb9bc0bcca2'],
    [768, 'bfa513065b4c3a373838f35241ccd217'],
    [769, 'b43a89a183914336ca0740bcd7d2ccc8'],
    [1024, 'd5c0b6f8854e385768396a48b9ced390'],
    [5000, 'e192e35c7066f1ee7f0da8c9440ce11d'],
    [100_000, '6b24ed31b21353a9b61707564e357312'],
  ])('is XXH3-128 of the parameters and %i bytes', (length, expected) => {
    expect(hashOf([payload(length)])).toBe(expected);
  });

  it('does not depend on where packets begin', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 12 }), (lengths) => {
        const whole = payload(lengths.reduce((sum, length) => sum + length, 0));
        const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0));
        const pieces = ends.map((end, index) => whole.subarray(end - (lengths[index] ?? 0), end));
        expect(hashOf(pieces)).toBe(hashOf([whole]));
      }),
    );
  });
});
