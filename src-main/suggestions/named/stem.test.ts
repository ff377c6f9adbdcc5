import { describe, expect, it } from 'vitest';
import { looserStems, stem } from './stem.ts';

describe('stem', () => {
  it.each([
    ['doors', 'door'],
    ['footsteps', 'footstep'],
    ['slamming', 'slam'],
    ['exploding', 'explode'],
    ['explosions', 'explosion'],
    ['screams', 'screaming'],
    ['horses', 'horse'],
    ['firing', 'fire'],
    ['knives', 'knife'],
    ['feet', 'foot'],
    ['switches', 'switch'],
    ['voices', 'voice'],
  ])('takes %s and %s for one word', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  it.each([
    ['glass', 'glas'],
    ['bus', 'bu'],
    ['bass', 'bas'],
    ['string', 'str'],
    ['wind', 'winding'],
    ['speed', 'spe'],
    ['pant', 'pants'],
  ])('keeps %s apart from %s', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });

  it('tries looser stems for words in -er and -y', () => {
    expect(looserStems('blower')).toContain('blow');
    expect(looserStems('squeaky')).toContain('squeak');
    expect(looserStems('water')).not.toContain('wat');
  });
});
