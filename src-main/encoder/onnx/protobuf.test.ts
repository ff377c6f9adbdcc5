import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageWriter } from './protobuf.ts';

/** Reads one varint, as the specification describes it. */
function decodeVarint(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 7n) | BigInt(byte & 0x7f), 0n);
}

describe('protocol buffer messages', () => {
  it("hold the specification's own examples", () => {
    expect([...new MessageWriter().integer(1, 150).bytes()]).toEqual([0x08, 0x96, 0x01]);
    expect([...new MessageWriter().text(2, 'testing').bytes()]).toEqual([0x12, 0x07, ...Buffer.from('testing')]);
    expect([...new MessageWriter().message(3, new MessageWriter().integer(1, 150)).bytes()]).toEqual([
      0x1a, 0x03, 0x08, 0x96, 0x01,
    ]);
  });

  it('carry every 64-bit integer, negative ones as their two’s complement', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const varint = new MessageWriter().integer(1, value).bytes().subarray(1);
        expect(BigInt.asIntN(64, decodeVarint(varint))).toBe(value);
        expect(varint.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('write floats little endian', () => {
    expect([...new MessageWriter().float(1, 1).bytes()]).toEqual([0x0d, 0, 0, 0x80, 0x3f]);
  });
});
