import type { ParsedQuery, QueryError, QueryNode, TextSpan } from './ast.ts';
import { fieldNames, readField } from './fields.ts';
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
 * quotes make a phrase, brackets group, `word*` finds beginnings, `field:value` asks for a property. Signs without
 * letters, digits or emoji (`&`, a lone `-`) are passed over, as people paste names; where nothing else is left, nothing
 * is meant, never everything.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    return { ok: true, query: new Parser(text).parse() };
  } catch (thrown) {
    if (thrown instanceof Problem) return { ok: false, error: thrown.error };
    throw thrown;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: TextSpan;
  readonly #empty: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
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
      throw new Problem(token, `There is no field “${name}”. The fields are ${fieldNames.join(', ')}.`);
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
    const result = readField(name, next.text);
    if (result === undefined || 'problem' in result)
      throw new Problem(next, result?.problem ?? 'This value is not known.');
    return result.node;
  }
}

const saysSomething = (text: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

function phrase(span: TextSpan, text: string, closed: boolean): QueryNode | undefined {
  if (!closed) throw new Problem(span, 'This quote is never closed.');
  return saysSomething(text) ? { kind: 'phrase', text } : undefined;
}

function word(span: TextSpan, text: string): QueryNode | undefined {
  if (!saysSomething(text)) return undefined;
  const prefix = text.endsWith('*');
  const body = prefix ? text.replace(/\*+$/u, '') : text;
  const star = body.indexOf('*');
  if (star !== -1) {
    const at = span.start + star;
    throw new Problem({ start: at, end: at + 1 }, 'A * stands at the end of a word, for words that begin like it.');
  }
  return { kind: 'word', text: body, prefix };
}
