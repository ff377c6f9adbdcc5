import type { AppState } from '../state.ts';
import { keysOf } from './bindings.ts';
import type { Command } from './command.ts';
import type { KeyName } from './keys.ts';

/** What has the keyboard when a key is pressed. */
export type Focused = 'text' | 'control' | 'other';

/** Keys that belong to a button, link or option that has the keyboard. */
const controlKeys: ReadonlySet<KeyName> = new Set(['Space', 'Enter']);

/** The command that a key means now; `undefined` where it is left to the browser. */
export function commandFor(
  key: KeyName,
  commands: readonly Command[],
  state: AppState,
  focused: Focused,
): Command | undefined {
  // An open dialogue has the keyboard for itself.
  if (state.shell.dialogue !== null) return undefined;
  if (focused === 'control' && controlKeys.has(key)) return undefined;
  return commands.find(
    (command) =>
      keysOf(command, state.shell.bindings).includes(key) &&
      (focused !== 'text' ||
        command.whileTyping === true ||
        (key.startsWith('Mod+') && key !== 'Mod+Z' && command.leftToText !== true)) &&
      (command.when?.(state) ?? true),
  );
}
