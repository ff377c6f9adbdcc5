import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './message-depth.ts';

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

describe('the depth of a message', () => {
  it('is that of its JSON, as text and as bytes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 8 }), (json, most) => {
        const expected = depthOf(JSON.parse(json)) > most;
        expect(isDeeperThan(json, most)).toBe(expected);
        expect(isDeeperThan(new TextEncoder().encode(json), most)).toBe(expected);
      }),
    );
  });

  it('does not count brackets in texts', () => {
    expect(isDeeperThan(JSON.stringify({ a: '[[[[{{{{"[[[[\\' }), 1)).toBe(false);
  });

  it('ends where bytes begin', () => {
    const message = Buffer.concat([Buffer.from('{"a":1}'), Buffer.of(0xff), Buffer.from('['.repeat(1_000))]);
    expect(isDeeperThan(message, 1)).toBe(false);
  });

  it('is found in a megabyte at once', () => {
    expect(isDeeperThan('['.repeat(1_000_000), 64)).toBe(true);
    expect(isDeeperThan('[],'.repeat(300_000), 64)).toBe(false);
  });
});
