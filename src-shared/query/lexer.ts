import type { TextSpan } from './ast.ts';

export type Token = TextSpan &
  (
    | { readonly kind: 'open' | 'close' }
    /** `,` or `OR`. */
    | { readonly kind: 'or' }
    /** `-` or `NOT`. */
    | { readonly kind: 'not'; readonly sign: string }
    | { readonly kind: 'quoted'; readonly text: string; readonly closed: boolean }
    /** Anything else up to a blank, comma, bracket or quote. */
    | { readonly kind: 'bare'; readonly text: string }
    /** `name:` right before its value, which is the next token. */
    | { readonly kind: 'field'; readonly name: string }
  );

const fieldPattern = /^([A-Za-z]+):/u;
const single = { '(': 'open', ')': 'close', ',': 'or' } as const;

/** Cuts a query into tokens; every text can be cut. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/u.test(character)) {
      at += 1;
    } else if (character === '(' || character === ')' || character === ',') {
      tokens.push({ kind: single[character], start: at, end: at + 1 });
      at += 1;
    } else if (character === '"') {
      const close = closingQuote(text, at + 1);
      const end = close === -1 ? text.length : close;
      const next = close === -1 ? end : end + 1;
      const inside = text.slice(at + 1, end).replaceAll('""', '"');
      tokens.push({ kind: 'quoted', text: inside, closed: close !== -1, start: at, end: next });
      at = next;
    } else if (character === '-' && startsTerm(text, at) && /[^\s,)]/u.test(text.charAt(at + 1))) {
      tokens.push({ kind: 'not', sign: '-', start: at, end: at + 1 });
      at += 1;
    } else {
      at = pushBare(text, at, tokens);
    }
  }
  return tokens;
}

/** Two quotes are one that is meant; a backslash is only a backslash, as paths hold them. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2);
  return at;
}

// A dash inside a word (`car-door`) or right after a value belongs to it.
const startsTerm = (text: string, at: number): boolean => at === 0 || /[\s,(-]/u.test(text.charAt(at - 1));

function pushBare(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (end < text.length && !/[\s,()"]/u.test(text.charAt(end))) end += 1;
  const bare = text.slice(start, end);
  // A blank says AND already.
  if (bare === 'AND') return end;
  if (bare === 'OR' || bare === 'NOT') {
    tokens.push(bare === 'OR' ? { kind: 'or', start, end } : { kind: 'not', sign: bare, start, end });
    return end;
  }
  const name = fieldPattern.exec(bare)?.[1];
  if (name === undefined) {
    tokens.push({ kind: 'bare', text: bare, start, end });
    return end;
  }
  const valueAt = start + name.length + 1;
  tokens.push({ kind: 'field', name: name.toLowerCase(), start, end: valueAt });
  if (valueAt < end) tokens.push({ kind: 'bare', text: text.slice(valueAt, end), start: valueAt, end });
  return end;
}
