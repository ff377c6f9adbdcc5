import type { ParsedQuery, QueryError, QueryNode, TextSpan } from './ast.ts';
import { fieldNames, fieldNear, readField } from './fields.ts';
import { type Token, tokenize } from './lexer.ts';

/** Nested deeper, a text is a mistake or an attack on the stack. */
const deepestNesting = 100;

class Problem extends Error {
  readonly error: QueryError;
  constructor(span: TextSpan, message: string) {
    super(message);
    this.error = { start: span.start, end: span.end, message };
  }
}

/**
 * Reads what a user typed. Blanks mean AND, a comma OR (binding less), `-` before a term NOT, or these words in capitals;
 * quotes make a phrase, brackets group, `word*` finds beginnings, `=word` only the word itself, `field:value` asks for a property. Signs without
 * letters, digits or emoji (`&`, a lone `-`) are passed over, as people paste names; where nothing else is left, nothing
 * is meant, never everything.
 *
 * @param now in milliseconds since 1970, for ages like `added:<7d`
 */
export function parseQuery(text: string, now = Date.now()): ParsedQuery {
  try {
    return { ok: true, query: new Parser(text, now).parse() };
  } catch (thrown) {
    if (thrown instanceof Problem) return { ok: false, error: thrown.error };
    throw thrown;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: TextSpan;
  readonly #empty: boolean;
  readonly #now: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, now: number) {
    this.#now = now;
    this.#tokens = tokenize(text);
    this.#empty = text.trim() === '';
    this.#end = { start: text.length, end: text.length };
  }

  parse(): QueryNode {
    const query = this.#alternatives();
    const left = this.#tokens[this.#at];
    if (left !== undefined) throw new Problem(left, 'This bracket closes nothing.');
    return query ?? { kind: this.#empty ? 'all' : 'none' };
  }

  /** `undefined`: nothing was asked. */
  #alternatives(): QueryNode | undefined {
    const terms: QueryNode[] = [];
    for (;;) {
      const term = this.#conjunction();
      if (term !== undefined) terms.push(term);
      if (this.#tokens[this.#at]?.kind !== 'or') break;
      this.#at += 1;
    }
    return terms.length > 1 ? { kind: 'or', terms } : terms[0];
  }

  #conjunction(): QueryNode | undefined {
    const terms: QueryNode[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token.kind === 'or' || token.kind === 'close') break;
      const term = this.#term(token);
      if (term !== undefined) terms.push(term);
    }
    return terms.length > 1 ? { kind: 'and', terms } : terms[0];
  }

  #term(token: Token): QueryNode | undefined {
    this.#at += 1;
    switch (token.kind) {
      case 'not':
        return this.#negated(token, token.sign);
      case 'open':
        return this.#group(token);
      case 'quoted':
        return phrase(token, token.text, token.closed);
      case 'field':
        return this.#field(token, token.name);
      case 'bare':
        return word(token, token.text);
      default:
        throw new Problem(token, 'Something is missing before this sign.');
    }
  }

  #negated(minus: TextSpan, sign: string): QueryNode | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined || next.kind === 'close' || next.kind === 'or') {
      throw new Problem(minus, `“${sign}” wants something after it to leave out.`);
    }
    const term = this.#nested(minus, () => this.#term(next));
    return term === undefined ? undefined : { kind: 'not', term };
  }

  #group(open: Token): QueryNode | undefined {
    const inside = this.#nested(open, () => this.#alternatives());
    if (this.#tokens[this.#at]?.kind !== 'close') throw new Problem(open, 'This bracket is never closed.');
    this.#at += 1;
    return inside;
  }

  #nested<Result>(span: TextSpan, read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > deepestNesting) throw new Problem(span, 'The search is nested too deeply.');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #field(token: TextSpan, name: string): QueryNode {
    const next = this.#tokens[this.#at];
    if (!fieldNames.includes(name)) {
      throw new Problem(token, unknownField(name));
    }
    const adjacent = next !== undefined && next.start === token.end;
    if (!adjacent || (next.kind !== 'bare' && next.kind !== 'quoted') || next.text.trim() === '') {
      throw new Problem(
        adjacent ? token : { ...token, end: this.#end.end },
        `“${name}:” wants a value right after the colon.`,
      );
    }
    if (next.kind === 'quoted' && !next.closed) throw new Problem(next, 'This quote is never closed.');
    this.#at += 1;
    const result = readField(name, next.text, this.#now);
    if (result === undefined || 'problem' in result)
      throw new Problem(next, result?.problem ?? 'This value is not known.');
    return result.node;
  }
}

function unknownField(name: string): string {
  const near = fieldNear(name);
  const said = `There is no field “${name}”.`;
  return near === undefined ? `${said} The fields are ${fieldNames.join(', ')}.` : `${said} Did you mean ${near}:?`;
}

const saysSomething = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

function phrase(span: TextSpan, text: string, closed: boolean): QueryNode | undefined {
  if (!closed) throw new Problem(span, 'This quote is never closed.');
  return saysSomething(text) ? { kind: 'phrase', text } : undefined;
}

function word(span: TextSpan, text: string): QueryNode | undefined {
  if (!saysSomething(text)) return undefined;
  const exact = text.startsWith('=');
  const prefix = text.endsWith('*');
  const body = text.slice(exact ? 1 : 0).replace(/\*+$/u, '');
  const star = body.indexOf('*');
  if (star !== -1) {
    const at = span.start + star + (exact ? 1 : 0);
    throw new Problem({ start: at, end: at + 1 }, 'A * stands at the end of a word, for words that begin like it.');
  }
  return { kind: 'word', text: body, prefix, ...(exact ? { exact } : {}) };
}
