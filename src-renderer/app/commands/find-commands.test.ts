import { expect, it } from 'vitest';
import { initialState } from '../initial-state.ts';
import { commands } from './commands.ts';
import { findCommands } from './find-commands.ts';

const fresh = initialState('system');
const state = { ...fresh, library: { ...fresh.library, libraries: [] } };
const names = (text: string) => findCommands(text, commands, state).map(({ name }) => name);

it('finds commands by beginnings of their words', () => {
  expect(names('add fo')[0]).toBe('Add a folder');
  expect(names('jobs')).toContain('Show or hide jobs');
});

it('offers only what makes sense now', () => {
  expect(names('')).not.toContain('Clear the label');
  expect(names('')).toContain('Try it with the sounds that come along');
});

it('finds nothing for nonsense', () => {
  expect(names('qqq')).toEqual([]);
});
