import { describe, expect, it } from 'vitest';
import { peaksOf, take } from '../testing/sounding.ts';
import { compare } from './compare.ts';
import { type Envelope, envelopeOf } from './envelope.ts';

function sounding(...args: Parameters<typeof peaksOf>): Envelope {
  const envelope = envelopeOf(peaksOf(...args));
  if (envelope === null) throw new Error('The sound has no envelope.');
  return envelope;
}

describe('two recordings', () => {
  const steps = take(1, 6);

  it('are the same as they are', () => {
    expect(compare(sounding(steps), sounding(steps))).toEqual({ differences: [], confidence: expect.closeTo(1, 2) });
  });

  it('are the same when one is quieter, and by how much', () => {
    expect(compare(sounding(steps), sounding(steps, { gainDecibels: -6 }))?.differences).toEqual([
      { kind: 'gain', decibels: expect.closeTo(-6, 0) },
    ]);
  });

  it('are the same when one is cut, and where', () => {
    const cut = sounding(steps, { fromSeconds: 0.8, toSeconds: 5.5 });
    expect(compare(sounding(steps), cut)?.differences).toEqual([
      { kind: 'trimmed', startSeconds: expect.closeTo(0.8, 1), endSeconds: expect.closeTo(0.5, 1) },
    ]);
    expect(compare(cut, sounding(steps))?.differences).toEqual([
      { kind: 'trimmed', startSeconds: expect.closeTo(-0.8, 1), endSeconds: expect.closeTo(-0.5, 1) },
    ]);
  });

  it('are different when less than half of one is the other', () => {
    expect(compare(sounding(steps), sounding(steps, { toSeconds: 2.5 }))).toBeNull();
  });

  it('are different when they are different takes', () => {
    for (let other = 2; other < 40; other++) expect(compare(sounding(steps), sounding(take(other, 6)))).toBeNull();
  });

  it('can not be told by bytes that are no peaks', () => {
    expect(envelopeOf(Uint8Array.of(1, 2, 3))).toBeNull();
  });
});
