/**
 * A key as commands name it: `Space`, `C`, `Shift+T`, `Mod+K`, `Alt+ArrowUp`, `Alt+3`, `?`. `Mod` is ⌘ on a Mac and Ctrl
 * elsewhere. Shift is named with letters and named keys only: with signs it is part of the sign; Alt with named keys and
 * digits only, because with others it writes signs.
 */
export type KeyName = string;

type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** The key's place on the keyboard: with Alt a digit types a sign on some. */
  readonly code?: string;
};

/** What was pressed, in the spelling of commands; `null` where no command can mean it. */
export function pressedKey({ key, ctrlKey, metaKey, altKey, shiftKey, code }: KeyPress): KeyName | null {
  const digit = /^Digit(\d)$/u.exec(code ?? '')?.[1];
  if (altKey && digit !== undefined && !ctrlKey && !metaKey && !shiftKey) return `Alt+${digit}`;
  if (key === 'Dead' || key === 'Unidentified' || (altKey && key.length === 1)) return null;
  const isLetter = /^\p{L}$/u.test(key);
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const parts = [
    ctrlKey || metaKey ? 'Mod' : null,
    altKey ? 'Alt' : null,
    shiftKey && (isLetter || name.length > 1) ? 'Shift' : null,
    name,
  ];
  return parts.filter((part) => part !== null).join('+');
}

const signs: { readonly [name: string]: string } = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
  ContextMenu: 'Menu',
};

/** A key as it stands in tooltips and lists: `⌘K` or `Ctrl+K`. */
export function keyWords(key: KeyName, onMac = isOnMac()): string {
  const parts = key.split(/\+(?=.)/u).map((part) => {
    if (part === 'Mod') return onMac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return onMac ? '⌥' : 'Alt';
    if (part === 'Shift') return onMac ? '⇧' : 'Shift';
    return signs[part] ?? part;
  });
  return parts.join(onMac ? '' : '+');
}

export const isOnMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
