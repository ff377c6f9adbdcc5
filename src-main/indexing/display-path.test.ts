import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayPath } from './display-path.ts';

describe('a path for a person', () => {
  it('is the name itself where that is text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => displayPath(Buffer.from(text)) === text));
    expect(displayPath(Buffer.from('\ufffd\ufeff.wav'))).toBe('\ufffd\ufeff.wav');
  });

  it('shows bytes that are no text, so that two such names stay two', () => {
    expect(displayPath(Buffer.from('d\xe9j\xe0 vu.wav', 'latin1'))).toBe('d\\xe9j\\xe0 vu.wav');
    const mixed = Buffer.concat([Buffer.from('é'), Buffer.from([0xf0, 0x9f]), Buffer.from('😀\ufffd')]);
    expect(displayPath(mixed)).toBe('é\\xf0\\x9f😀\ufffd');
  });

  it('shows two names alike only where one spells such a byte out', () => {
    const names = fc.uint8Array({ maxLength: 12 }).map((bytes) => bytes.filter((byte) => byte !== 0x5c));
    fc.assert(fc.property(names, names, (a, b) => Buffer.compare(a, b) === 0 || displayPath(a) !== displayPath(b)));
  });
});
