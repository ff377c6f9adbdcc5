import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { readNpy, writeNpy } from './npy.ts';

const tensor = fc
  .array(fc.nat(5), { minLength: 1, maxLength: 3 })
  .chain((shape) =>
    fc
      .float32Array({ minLength: shape.reduce((a, b) => a * b, 1), maxLength: shape.reduce((a, b) => a * b, 1) })
      .map((values) => ({ shape, values })),
  );

describe('npy files', () => {
  it('give back what was written', () => {
    fc.assert(
      fc.property(tensor, (written) => {
        expect(readNpy(writeNpy(written))).toEqual(written);
      }),
    );
  });

  it('are byte for byte what numpy.save writes', () => {
    const file = writeNpy({ shape: [2, 3], values: Float32Array.of(0, 1, 2, 3, 4, 5) });
    const header = Buffer.from(file.subarray(0, 128)).toString('latin1');
    expect(header).toBe(
      `\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`
        .padEnd(127)
        .concat('\n'),
    );
    expect(file.byteLength).toBe(128 + 24);
  });

  it('that are damaged or of another kind end in a sentence, never in numbers', () => {
    const good = writeNpy({ shape: [4], values: new Float32Array(4) });
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => {
        expect(() => readNpy(good.subarray(0, length))).toThrow(SonothequeError);
      }),
    );
    const doubles = good.slice();
    doubles.set(new TextEncoder().encode('<f8'), Buffer.from(good).toString('latin1').indexOf('<f4'));
    expect(() => readNpy(doubles)).toThrow('number type is <f8');
  });

  it('never fail in another way, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readNpy(bytes)).toThrow(SonothequeError);
      }),
    );
  });
});
