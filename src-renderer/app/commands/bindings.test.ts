import { describe, expect, it } from 'vitest';
import { fromShortcuts, holderOf, keysOf, toShortcuts, withBinding, withoutBinding } from './bindings.ts';
import { command } from './commands.ts';

describe('keys that a person binds', () => {
  it('are those of the command until others are bound', () => {
    expect(keysOf(command('player.loop'), {})).toEqual(['L']);
    expect(keysOf(command('player.loop'), withBinding({}, 'player.loop', 'Q'))).toEqual(['Q']);
  });

  it('tell who has a key already', () => {
    expect(holderOf('P', 'player.loop', {})?.id).toBe('player.auto-play');
    expect(holderOf('L', 'player.loop', {})).toBeUndefined();
  });

  it('are taken from whichever had them', () => {
    const bound = withBinding({}, 'player.loop', 'Z');
    expect(keysOf(command('label.undo'), bound)).toEqual(['Mod+Z']);
    expect(holderOf('Z', 'label.undo', bound)?.id).toBe('player.loop');
  });

  it('go back to what they were, except where another has them by now', () => {
    const bound = withBinding({}, 'player.loop', 'P');
    expect(keysOf(command('player.auto-play'), withoutBinding(bound, 'player.auto-play'))).toEqual([]);
    expect(withoutBinding(withBinding({}, 'player.loop', 'Q'), 'player.loop')).toEqual({});
  });

  it('are kept by the engine as one key a command, and come back as they were', () => {
    const bindings = { 'player.loop': ['Q'], 'player.louder': [] };
    expect(toShortcuts(bindings)).toEqual({ 'player.loop': 'Q', 'player.louder': null });
    expect(fromShortcuts(toShortcuts(bindings))).toEqual(bindings);
    expect(fromShortcuts({ 'of.another-version': 'Y' })).toEqual({});
  });
});
