import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readByteRange } from './byte-range.ts';

describe('the range of a request', () => {
  it.each([
    [null, 'whole'],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-19', { first: 10, last: 19 }],
    ['Bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=99999999999999999999999-', 'unsatisfiable'],
    [`bytes=0-${'9'.repeat(400)}`, { first: 0, last: 99 }],
    [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
  ])('%s of 100 bytes', (header, expected) => {
    expect(readByteRange(header, 100)).toEqual(expected);
  });

  it.each([
    ...['bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=0x0-5', 'bytes=1e1-', 'bytes=+1-2', 'bytes=1.5-3'],
    ...['bytes=--5', 'bytes=0-0,1-1', `bytes=${'0-0,'.repeat(1_000)}0-0`, 'bytes=0-0,', 'seconds=0-1', '0-5', ''],
  ])('ignores %s, as the standard allows', (header) => {
    expect(readByteRange(header, 100)).toBe('whole');
  });

  it('finds no part of an empty file', () => {
    expect(readByteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(readByteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });

  it('never leaves the file, whatever the header says', () => {
    const number = fc.oneof(fc.constant(''), fc.bigInt({ min: 0n }).map(String), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(number, number, fc.nat({ max: 1_000 }), (first, last, size) => {
        const range = readByteRange(`bytes=${first}-${last}`, size);
        if (typeof range === 'string') return true;
        return range.first >= 0 && range.first <= range.last && range.last < size;
      }),
    );
  });
});
