/**
 * A key as commands name it: `Space`, `C`, `Shift+T`, `Mod+K`, `Alt+3`, `?`. `Mod` is ⌘ on a Mac and Ctrl elsewhere. Shift is named
 * with letters and named keys only: with signs it is part of the sign.
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
  // Of the keys with Alt only digits: the others belong to menus and to typing.
  const digit = /^Digit(\d)$/u.exec(code ?? '')?.[1];
  if (altKey && digit !== undefined && !ctrlKey && !metaKey && !shiftKey) return `Alt+${digit}`;
  if (altKey || key === 'Dead' || key === 'Unidentified') return null;
  const isLetter = /^\p{L}$/u.test(key);
  const name = key === ' ' ? 'Space' : isLetter ? key.toUpperCase() : key;
  const parts = [ctrlKey || metaKey ? 'Mod' : null, shiftKey && (isLetter || name.length > 1) ? 'Shift' : null, name];
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
export function keyWords(key: KeyName, onMac = isMac()): string {
  const parts = key.split(/\+(?=.)/u).map((part) => {
    if (part === 'Mod') return onMac ? '⌘' : 'Ctrl';
    if (part === 'Shift') return onMac ? '⇧' : 'Shift';
    if (part === 'Alt') return onMac ? '⌥' : 'Alt';
    return signs[part] ?? part;
  });
  return parts.join(onMac ? '' : '+');
}

const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
