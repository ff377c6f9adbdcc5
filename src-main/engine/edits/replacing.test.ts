import { describe, expect, it } from 'vitest';
import { createReplacer, type Replacement } from './replacer.ts';
import { startReplacer } from './stoppable-replacer.ts';

const plain = (find: string, replacement: string, more: Partial<Replacement> = {}): Replacement => ({
  find,
  replacement,
  regularExpression: false,
  matchCase: false,
  wholeWords: false,
  ...more,
});

describe('finding and replacing', () => {
  it.each([
    ['Door slam, DOOR', plain('door', 'gate'), 'gate slam, gate'],
    ['Door slam, door', plain('door', 'gate', { matchCase: true }), 'Door slam, gate'],
    ['doors and a door', plain('door', 'gate', { wholeWords: true }), 'doors and a gate'],
    ['a+b (c)', plain('a+b (c)', '$1 $&'), '$1 $&'],
    ['Tür, Türe', plain('tür', 'Tor', { wholeWords: true }), 'Tor, Türe'],
    ['take 03', plain('take (\\d+)', 'no. $1', { regularExpression: true }), 'no. 03'],
    ['nothing', plain('x', 'y'), 'nothing'],
  ])('in %j', (value, wanted, result) => {
    expect(createReplacer(wanted)(value)).toBe(result);
  });

  it('says what is wrong with a pattern', () => {
    expect(() => startReplacer(plain('(', '', { regularExpression: true }))).toThrow(/no regular expression/u);
  });

  it('stops a pattern that would take for ever, and does the ordinary ones', async () => {
    const slow = startReplacer(plain('(a+)+$', '', { regularExpression: true }), 100);
    await expect(slow.replace([`${'a'.repeat(60)}b`])).rejects.toMatchObject({ failure: { code: 'pattern-too-slow' } });
    await slow.end();
    const quick = startReplacer(plain('a', 'b'));
    expect(await quick.replace(['aa', 'c'])).toEqual(['bb', 'c']);
    expect(await quick.replace(['a'])).toEqual(['b']);
    await quick.end();
  });
});
