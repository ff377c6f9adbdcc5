import { useEffect } from 'react';
import { useApp } from '../context.ts';
import { commands } from './commands.ts';
import { commandFor, type Focused } from './dispatch.ts';
import { pressedKey } from './keys.ts';

const textFields = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';
const controls =
  'button, a[href], summary, input, [role=option], [role=switch], [role=slider], [role=treegrid] [role=row], [role=grid] [role=row]';

function focusedKind(target: EventTarget | null): Focused {
  if (!(target instanceof Element)) return 'other';
  if (target.closest(textFields) !== null) return 'text';
  return target.closest(controls) !== null ? 'control' : 'other';
}

/** A menu or a popover that is open takes letters for itself. */
const belongsToOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.popover') !== null;

/** In a tree letters look for a row that begins like them. */
const looksInTree = (key: string, target: EventTarget | null): boolean =>
  /^(Shift\+)?\p{L}$/u.test(key) && target instanceof Element && target.closest('[role=treegrid]') !== null;

/** Turns keys into commands for as long as the window is there. */
export function useKeys(): void {
  const app = useApp();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || belongsToOverlay(event.target)) return;
      const key = pressedKey(event);
      if (key === null || looksInTree(key, event.target)) return;
      const command = commandFor(key, commands, app.store.getState(), focusedKind(event.target));
      if (command === undefined) return;
      event.preventDefault();
      command.run(app);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [app]);
}
