import { describe, expect, it } from 'vitest';
import { initialState } from '../initial-state.ts';
import { meet } from './bindings.ts';
import { commands } from './commands.ts';
import { commandFor } from './dispatch.ts';

const state = initialState('system');

describe('keys', () => {
  it.each(['browser', 'review', 'map', 'training', 'evaluation'] as const)(
    'belong to one command each in the %s',
    (place) => {
      const keys = commands.filter((command) => meet({ place }, command)).flatMap((command) => command.keys);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    },
  );

  it('mean what the review makes of them while it is open, and the same as ever elsewhere', () => {
    const reviewing = { ...state, review: { ...state.review, isOpen: true } };
    expect(commandFor('D', commands, reviewing, 'other')?.id).toBe('review.leave');
    expect(commandFor('O', commands, reviewing, 'other')?.id).toBe('review.order');
    expect(commandFor('Shift+D', commands, reviewing, 'other')).toBeUndefined();
    expect(commandFor('L', commands, reviewing, 'other')?.id).toBe('player.loop');
    expect(commandFor('O', commands, state, 'other')?.id).not.toBe('review.order');
  });

  it('are there for every command', () => {
    expect(commands.filter((command) => command.keys.length === 0)).toEqual([]);
  });

  it('stay letters in a text field, except for those that leave it', () => {
    expect(commandFor('C', commands, state, 'text')).toBeUndefined();
    expect(commandFor('Mod+Z', commands, state, 'text')).toBeUndefined();
    expect(commandFor('Mod+K', commands, state, 'text')?.id).toBe('window.palette');
    expect(commandFor('Mod+F', commands, state, 'text')?.id).toBe('search.focus');
    expect(commandFor('Escape', commands, state, 'text')?.id).toBe('window.back');
  });

  it('press the button that has the keyboard', () => {
    expect(commandFor('Enter', commands, state, 'control')).toBeUndefined();
    expect(commandFor('J', commands, state, 'control')?.id).toBe('jobs.panel');
  });

  it('do nothing where a command makes no sense', () => {
    expect(commandFor('X', commands, state, 'other')).toBeUndefined();
  });

  it('are the open dialogue’s own', () => {
    const open = { ...state, shell: { ...state.shell, dialogue: { kind: 'palette' } as const } };
    expect(commandFor('J', commands, open, 'other')).toBeUndefined();
  });
});

it('gives each command an id of its own', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
});
