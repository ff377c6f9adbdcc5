import { ucsInForce } from '../ucs/index.ts';
import { type Field, fields } from './fields.ts';
import { tokenize } from './lexer.ts';

export type Completion = {
  /** What takes the place of the text from `start` to `end`. */
  readonly insert: string;
  /** For a person, beside it. */
  readonly meaning: string;
};

export type Completions = {
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
};

/** Names that only the catalogue knows. */
export type KnownNames = { readonly libraries?: readonly string[]; readonly collections?: readonly string[] };

const mostItems = 12;

/** What could stand at the cursor: fields where a word begins like them, values after a colon. */
export function completeQuery(text: string, cursor: number, known: KnownNames = {}): Completions {
  const tokens = tokenize(text);
  const at = tokens.findLastIndex(({ start, end }) => start <= cursor && cursor <= end);
  const token = tokens[at];
  const nothing: Completions = { start: cursor, end: cursor, items: [] };
  if (token === undefined) return nothing;
  if (token.kind === 'field') {
    if (cursor < token.end) return fieldsLike(text.slice(token.start, cursor), token.start, token.end);
    return valuesLike(token.name, '', cursor, cursor, known);
  }
  const before = tokens[at - 1];
  const afterField = before?.kind === 'field' && before.end === token.start ? before : undefined;
  if (token.kind === 'bare') {
    const begun = text.slice(token.start, cursor);
    return afterField === undefined
      ? fieldsLike(begun, token.start, token.end)
      : valuesLike(afterField.name, begun, token.start, token.end, known);
  }
  if (token.kind === 'quoted' && afterField !== undefined) {
    return valuesLike(
      afterField.name,
      text.slice(token.start + 1, cursor).replace(/"$/u, ''),
      token.start,
      token.end,
      known,
    );
  }
  return nothing;
}

function fieldsLike(begun: string, start: number, end: number): Completions {
  const wanted = begun.toLowerCase();
  const fits = ({ name, alsoCalled }: Field) =>
    wanted !== '' &&
    (name.startsWith(wanted) || (wanted.length > 1 && alsoCalled.some((other) => other.startsWith(wanted))));
  const items = fields.filter(fits).map(({ name, meaning }) => ({ insert: `${name}:`, meaning }));
  return { start, end, items: items.slice(0, mostItems) };
}

function valuesLike(name: string, begun: string, start: number, end: number, known: KnownNames): Completions {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) return { start, end, items: [] };
  const wanted = begun.toLowerCase();
  const offered = offersOf(field, known);
  const beginning = offered.filter(({ insert }) => insert.toLowerCase().startsWith(wanted));
  const elsewhere = offered.filter(
    ({ insert, meaning }) =>
      wanted !== '' &&
      !insert.toLowerCase().startsWith(wanted) &&
      `${insert} ${meaning}`.toLowerCase().includes(wanted),
  );
  const items = [...beginning, ...elsewhere].slice(0, mostItems);
  return { start, end, items: items.map(({ insert, meaning }) => ({ insert: quoted(insert), meaning })) };
}

function offersOf({ name, offers, meaning }: Field, known: KnownNames): readonly Completion[] {
  const catIds = () =>
    ucsInForce().subcategories.map(({ catId, category, subCategory }) => ({
      insert: catId,
      meaning: `${category} ${subCategory}`,
    }));
  switch (name) {
    case 'cat':
      return [...ucsInForce().categories.map((category) => ({ insert: category, meaning: 'category' })), ...catIds()];
    case 'catid':
      return catIds();
    case 'lib':
      return (known.libraries ?? []).map((insert) => ({ insert, meaning: 'library' }));
    case 'coll':
      return (known.collections ?? []).map((insert) => ({ insert, meaning: 'collection' }));
    default:
      return offers.map((insert) => ({ insert, meaning }));
  }
}

/** As the query language wants a value with blanks, commas, brackets or quotes. */
const quoted = (value: string): string => (/[\s,()"]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
