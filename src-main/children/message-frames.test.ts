import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameError, FrameReader, toFrame } from './message-frames.ts';

const bytesOf = (...messages: readonly unknown[]) => Buffer.concat(messages.flatMap((message) => toFrame(message)));

describe('frames', () => {
  it('give messages back in whatever pieces they arrive', () => {
    const messages = [{ kind: 'a' }, { values: Float32Array.of(1, Number.NaN) }, { bytes: new Uint8Array(1_000) }];
    const whole = bytesOf(...messages);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: whole.length })), (cuts) => {
        const reader = new FrameReader();
        const ends = [...cuts.sort((a, b) => a - b), whole.length];
        const read = ends.flatMap((end, index) => [...reader.push(whole.subarray(ends[index - 1] ?? 0, end))]);
        expect(read).toEqual(messages);
      }),
    );
  });

  it('throw nothing but FrameError at any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(100), (noise, at) => {
        const whole = bytesOf({ kind: 'chunk', mel: new Float32Array(8) });
        whole.set(noise.subarray(0, Math.max(0, whole.length - at)), Math.min(at, whole.length));
        try {
          for (const _ of new FrameReader().push(whole));
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
    );
  });

  it('find a single changed byte', () => {
    const whole = bytesOf({ kind: 'encoded', embeddings: new Float32Array(8) });
    whole.writeUInt8(whole.readUInt8(20) ^ 1, 20);
    expect(() => [...new FrameReader().push(whole)]).toThrow('wrong checksum');
  });

  it('refuse a length that no message has', () => {
    const [header] = toFrame('x');
    header.writeUInt32LE(0xff_ff_ff_ff, 4);
    expect(() => [...new FrameReader().push(header)]).toThrow(FrameError);
  });
});
