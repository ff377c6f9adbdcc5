import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { readSafetensors, type Safetensors, writeSafetensors } from './safetensors.ts';

const tensor = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) => {
  const count = shape.reduce((product, side) => product * side, 1);
  return fc.float32Array({ minLength: count, maxLength: count }).map((values) => ({ shape, values }));
});
const name = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text !== '__metadata__' && text !== '__proto__');
const contents: fc.Arbitrary<Safetensors> = fc.record({
  tensors: fc
    .uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 5 })
    .map((pairs) => new Map(pairs)),
  metadata: fc.dictionary(name, fc.string(), { noNullPrototype: true }),
});

describe('safetensors files', () => {
  it('give back every tensor and all metadata', () => {
    fc.assert(
      fc.property(contents, (written) => {
        const read = readSafetensors(writeSafetensors(written));
        expect(new Map(read.tensors)).toEqual(new Map(written.tensors));
        expect(read.metadata).toEqual(written.metadata);
      }),
    );
  });

  it('are the same bytes for the same tensors, whatever their order', () => {
    fc.assert(
      fc.property(contents, (written) => {
        const turned = { ...written, tensors: new Map([...written.tensors].reverse()) };
        expect(writeSafetensors(turned)).toEqual(writeSafetensors(written));
      }),
    );
  });

  it('that are cut off end in a sentence', () => {
    const good = writeSafetensors({
      tensors: new Map([['weight', { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }]]),
      metadata: {},
    });
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => {
        expect(() => readSafetensors(good.subarray(0, length))).toThrow(SonothequeError);
      }),
    );
  });

  it.each([
    ['another number type', { weight: { dtype: 'F16', shape: [1], data_offsets: [0, 2] } }, 'number type F16'],
    ['a range outside the file', { weight: { dtype: 'F32', shape: [9], data_offsets: [0, 36] } }, 'not all there'],
    [
      'a range that does not fit the shape',
      { weight: { dtype: 'F32', shape: [3], data_offsets: [0, 4] } },
      'not all there',
    ],
    ['an entry without a shape', { weight: { dtype: 'F32' } }, 'malformed'],
    ['metadata that are numbers', { __metadata__: { epoch: 3 } }, 'metadata are not texts'],
    ['a list for a header', [1, 2], 'not a JSON object'],
  ])('with %s are refused', (_, header, sentence) => {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + json.length + 8);
    new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
    file.set(json, 8);
    expect(() => readSafetensors(file)).toThrow(sentence);
  });

  it('never fail in another way, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          readSafetensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SonothequeError);
        }
      }),
    );
  });
});
