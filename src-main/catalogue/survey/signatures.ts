import { signWordsPerFrame } from '../vectors/quantized-frames.ts';

/** 32-bit words of one signature: 512 bits. */
export const signatureWords = signWordsPerFrame;

/** Frames of a sound that are looked at: spread over all of it, an odd number so that none is split. */
export const mostFramesLookedAt = 15;

/**
 * One signature for a whole sound: of each of the 512 signs what most of its frames say (the centre of their directions,
 * rounded to the corners of a cube). The share of bits in which two differ grows with the angle between the sounds
 * (Charikar 2002). Counts 32 bits at a time in four bit planes.
 *
 * @param frames at most 15, of 16 words each
 */
export function signatureOf(frames: readonly Int32Array[], into: Int32Array, at: number): void {
  const count = frames.length;
  const needed = (count >> 1) + 1;
  for (let word = 0; word < signatureWords; word++) {
    let [ones, twos, fours, eights] = [0, 0, 0, 0];
    for (let frame = 0; frame < count; frame++) {
      let carry = (frames[frame] as Int32Array)[word] as number;
      let next = ones & carry;
      ones ^= carry;
      carry = next;
      next = twos & carry;
      twos ^= carry;
      carry = next;
      next = fours & carry;
      fours ^= carry;
      eights ^= next;
    }
    into[at + word] = atLeast(needed, ones, twos, fours, eights);
  }
}

/** In which of 32 places a count, held in bit planes, is at least so much. */
function atLeast(needed: number, ones: number, twos: number, fours: number, eights: number): number {
  let [greater, equal] = [0, -1];
  for (const [weight, plane] of [
    [8, eights],
    [4, fours],
    [2, twos],
    [1, ones],
  ] as const) {
    if ((needed & weight) === 0) greater |= equal & plane;
    equal &= (needed & weight) === 0 ? ~plane : plane;
  }
  return greater | equal;
}

/** Places of the frames to look at, spread over all of a sound. */
export function spreadFrames(count: number): readonly number[] {
  const looked = Math.min(
    mostFramesLookedAt,
    count - (count > 1 && count < mostFramesLookedAt && count % 2 === 0 ? 1 : 0),
  );
  if (looked === count) return Array.from({ length: count }, (_, frame) => frame);
  return Array.from({ length: looked }, (_, place) => Math.floor(((place + 0.5) * count) / looked));
}

/** Bits in which two signatures differ. */
export function bitsApart(signatures: Int32Array, one: number, other: number): number {
  let bits = 0;
  const a = one * signatureWords;
  const b = other * signatureWords;
  for (let word = 0; word < signatureWords; word++) {
    let differing = (signatures[a + word] as number) ^ (signatures[b + word] as number);
    differing -= (differing >>> 1) & 0x55555555;
    differing = (differing & 0x33333333) + ((differing >>> 2) & 0x33333333);
    bits += Math.imul((differing + (differing >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}
