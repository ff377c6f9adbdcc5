import { type Command, isAt } from './command.ts';
import { commands } from './commands.ts';
import type { KeyName } from './keys.ts';

/** Keys by command id, where they differ from those the command comes with. */
export type Bindings = { readonly [id: string]: readonly KeyName[] };

/** Keys that always mean the same: without them nobody finds a way out. */
const fixed: ReadonlySet<string> = new Set(['window.back']);

export const isFixed = ({ id, hidden }: Command): boolean => fixed.has(id) || hidden === true;

export const keysOf = ({ id, keys }: Pick<Command, 'id' | 'keys'>, bindings: Bindings): readonly KeyName[] =>
  bindings[id] ?? keys;

/** Whether both can be meant at a time. */
export const meet = (one: Pick<Command, 'place'> | undefined, other: Pick<Command, 'place'>): boolean =>
  one?.place === undefined || other.place === undefined || [one.place].flat().some((place) => isAt(other, place));

/** The command that a key belongs to already, another than `id`; on another screen it may mean something else. */
export function holderOf(key: KeyName, id: string, bindings: Bindings): Command | undefined {
  const command = commands.find((each) => each.id === id);
  return commands.find((other) => other.id !== id && meet(command, other) && keysOf(other, bindings).includes(key));
}

/** With one key for a command, taken from whichever had it. */
export function withBinding(bindings: Bindings, id: string, key: KeyName): Bindings {
  const holder = holderOf(key, id, bindings);
  const taken =
    holder === undefined
      ? bindings
      : { ...bindings, [holder.id]: keysOf(holder, bindings).filter((other) => other !== key) };
  return { ...taken, [id]: [key] };
}

/** With the keys that a command came with; those that another has by now stay there. */
export function withoutBinding(bindings: Bindings, id: string): Bindings {
  const rest = Object.fromEntries(Object.entries(bindings).filter(([other]) => other !== id));
  const command = commands.find((each) => each.id === id);
  if (command === undefined) return rest;
  const free = command.keys.filter((key) => holderOf(key, id, rest) === undefined);
  return free.length === command.keys.length ? rest : { ...rest, [id]: free };
}

/** Only known commands and texts: what was kept may be of another version. */
function parse(stored: unknown): Bindings | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const known = new Set(commands.filter((command) => !isFixed(command)).map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(stored).filter(
      (entry): entry is [string, string[]] =>
        known.has(entry[0]) && Array.isArray(entry[1]) && entry[1].every((key) => typeof key === 'string'),
    ),
  );
}

/** As the engine keeps them: one key a command, `null` for none. */
export const toShortcuts = (bindings: Bindings): { [id: string]: KeyName | null } =>
  Object.fromEntries(Object.entries(bindings).map(([id, keys]) => [id, keys[0] ?? null]));

/** What another version kept for commands that are not known here is left out. */
export const fromShortcuts = (shortcuts: { readonly [id: string]: KeyName | null }): Bindings =>
  parse(Object.fromEntries(Object.entries(shortcuts).map(([id, key]) => [id, key === null ? [] : [key]]))) ?? {};
