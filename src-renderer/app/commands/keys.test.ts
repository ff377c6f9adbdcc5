import { expect, it } from 'vitest';
import { keyWords, pressedKey } from './keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([
  [{ ...plain, key: ' ' }, 'Space'],
  [{ ...plain, key: 'c' }, 'C'],
  [{ ...plain, key: 'C', shiftKey: true }, 'Shift+C'],
  [{ ...plain, key: '?', shiftKey: true }, '?'],
  [{ ...plain, key: 'k', ctrlKey: true }, 'Mod+K'],
  [{ ...plain, key: 'k', metaKey: true }, 'Mod+K'],
  [{ ...plain, key: 'Enter', shiftKey: true }, 'Shift+Enter'],
  [{ ...plain, key: 'x', code: 'KeyX', altKey: true }, null],
  [{ ...plain, key: '£', code: 'Digit3', altKey: true }, 'Alt+3'],
  [{ ...plain, key: '3', code: 'Digit3', altKey: true, ctrlKey: true }, null],
  [{ ...plain, key: 'ArrowUp', altKey: true }, 'Alt+ArrowUp'],
])('reads %o as %s', (press, name) => {
  expect(pressedKey(press)).toBe(name);
});

it('writes keys as each system does', () => {
  expect(keyWords('Mod+K', false)).toBe('Ctrl+K');
  expect(keyWords('Mod+K', true)).toBe('⌘K');
  expect(keyWords('ArrowDown', false)).toBe('↓');
  expect(keyWords('Shift+T', false)).toBe('Shift+T');
  expect(keyWords('Alt+ArrowLeft', false)).toBe('Alt+←');
  expect(keyWords('Alt+ArrowLeft', true)).toBe('⌥←');
});
