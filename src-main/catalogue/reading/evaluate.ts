import type { Database } from 'better-sqlite3';
import type { QueryNode } from '../../../src-shared/query/index.ts';
import { holdsPhrase, holdsTokens, tokensOf } from '../text/tokens.ts';
import type { Library } from '../types.ts';
import type { Columns } from './columns.ts';
import { both, either, inverted, type Mask, maskOf, where, withCodes } from './mask.ts';
import { inFileName, inPath } from './path-search.ts';
import { statusCodes } from './sound-columns.ts';

type Text = Extract<QueryNode, { readonly kind: 'text' }>;
type Range = Extract<QueryNode, { readonly kind: 'range' }>;

/** A suggestion that the thesaurus takes for what a sound is has at least this probability. */
export const believableProbability = 0.5;

/**
 * What persons make beside labels. Fields without an answer here find nothing, as long as a catalogue keeps nothing of
 * the kind.
 */
export type PersonalTerms = {
  readonly notes?: (value: string, columns: Columns) => Mask;
  /** By part of a collection's name. */
  readonly collections?: (value: string, columns: Columns) => Mask;
  readonly favourites?: (columns: Columns) => Mask;
  /** 0 where a sound has no rating. */
  readonly ratings?: (columns: Columns) => Uint8Array;
};

/** Evaluates queries over columns and full text. User text reaches FTS5 only as quoted tokens. */
export function createEvaluator(db: Database, libraries: () => readonly Library[], personal: PersonalTerms = {}) {
  const match = db.prepare<[string], number>('SELECT rowid FROM idx.full_text WHERE full_text MATCH ?').pluck();
  // What most candidates lack is looked for by SQLite, so that few texts come here.
  const textsWith = db
    .prepare<[string, string], readonly [number, string]>(
      `SELECT sound_id, text FROM idx.search_text
       WHERE sound_id IN (SELECT rowid FROM idx.full_text WHERE full_text MATCH ?) AND instr(text, ?) > 0`,
    )
    .raw();
  const descriptions = db
    .prepare<[string], readonly [number, string]>(
      `SELECT sound_id, fields ->> 'description' FROM metadata
       WHERE sound_id IN (SELECT rowid FROM idx.full_text WHERE full_text MATCH ?) AND instr(fields, '"description"') > 0`,
    )
    .raw();
  const none = (columns: Columns): Mask => new Uint8Array(columns.count);

  const evaluate = (node: QueryNode, columns: Columns): Mask => {
    switch (node.kind) {
      case 'all':
        return none(columns).fill(1);
      case 'none':
        return none(columns);
      case 'and':
        return withTogether(node.terms, columns);
      case 'or':
        return node.terms.map((term) => evaluate(term, columns)).reduce(either);
      case 'not':
        return inverted(evaluate(node.term, columns));
      case 'word':
        return withTokens(tokensOf(node.text), node.prefix, columns);
      case 'meaning':
        return either(
          withAnyWord([node.word, ...node.words], columns),
          ofKinds(new Set([...node.catIds, ...node.categories]), columns),
        );
      case 'phrase':
        return withPhrase(tokensOf(node.text), columns);
      case 'path':
        return inPath(node.value, columns, libraries());
      case 'name':
        return inFileName(node.value, columns);
      case 'text':
        return withText(node, columns);
      case 'favourite': {
        const favourites = personal.favourites?.(columns) ?? none(columns);
        return node.value ? favourites : inverted(favourites);
      }
      case 'library': {
        const wanted = node.value.toLowerCase();
        const ids = new Set<number>();
        for (const { id, name } of libraries()) if (name.toLowerCase().includes(wanted)) ids.add(id);
        return where(columns, (slot) => ids.has(columns.libraryId[slot] ?? 0));
      }
      case 'status':
        return where(columns, (slot) => columns.status[slot] === statusCodes[node.value]);
      case 'source': {
        const code = node.value === 'none' ? 0 : columns.words.find(node.value);
        return where(columns, (slot) => columns.labelSource[slot] === code);
      }
      case 'category':
        return inCategory(node.value, columns, node.prefix);
      case 'catId':
        return withCatId(node.value, columns, node.prefix);
      case 'format':
        return withCodes(columns, columns.container, namesThat(columns, node.value, node.prefix));
      case 'range':
        return inRange(node, columns, personal);
    }
  };

  /** Plain words in one question to the index: it joins them faster than masks are made of each. */
  const withTogether = (terms: readonly QueryNode[], columns: Columns): Mask => {
    const tokens = terms.map((term) => (term.kind === 'word' && !term.prefix ? tokensOf(term.text) : []));
    const masks = terms.filter((_, i) => tokens[i]?.length === 0).map((term) => evaluate(term, columns));
    const together = tokens.flat();
    if (together.length > 0) masks.push(withTokens(together, false, columns));
    return masks.reduce(both);
  };

  const quoted = (tokens: readonly string[]): string => tokens.map((token) => `"${token}"`).join(' AND ');

  const withTokens = (tokens: readonly string[], prefix: boolean, columns: Columns): Mask => {
    if (tokens.length === 0) return none(columns);
    return maskOf(match.all(prefix ? `${quoted(tokens)} *` : quoted(tokens)), columns);
  };

  const withAnyWord = (words: readonly string[], columns: Columns): Mask => {
    const alternatives = words.map(tokensOf).filter((tokens) => tokens.length > 0);
    if (alternatives.length === 0) return none(columns);
    return maskOf(match.all(alternatives.map((tokens) => `(${quoted(tokens)})`).join(' OR ')), columns);
  };

  // Without positions in the index a phrase is its words first, then a look at each text that has them all.
  const withPhrase = (tokens: readonly string[], columns: Columns): Mask => {
    if (tokens.length < 2) return withTokens(tokens, false, columns);
    const holding = textsWith.all(quoted(tokens), tokens.join(' ')).filter(([, text]) => holdsPhrase(text, tokens));
    return maskOf(
      holding.map(([soundId]) => soundId),
      columns,
    );
  };

  const withText = (node: Text, columns: Columns): Mask => {
    if (node.field === 'note') return personal.notes?.(node.value, columns) ?? none(columns);
    if (node.field === 'coll') return personal.collections?.(node.value, columns) ?? none(columns);
    const tokens = tokensOf(node.value);
    const prefix = node.value.endsWith('*');
    if (tokens.length === 0) return none(columns);
    const mask = none(columns);
    for (const [soundId, description] of descriptions.iterate(prefix ? `${quoted(tokens)} *` : quoted(tokens))) {
      const slot = columns.slotOf(soundId);
      if (slot >= 0 && holdsTokens(description ?? '', tokens, prefix)) mask[slot] = 1;
    }
    return mask;
  };

  return evaluate;
}

/** A byte a word of the dictionary: 1 where it is the value, with `prefix` where it begins so. Case does not count. */
function namesThat({ words }: Columns, value: string, prefix: boolean): Uint8Array {
  const wanted = value.toLowerCase();
  return Uint8Array.from(words.values, (name, code) => {
    const known = String(name).toLowerCase();
    return code !== 0 && (prefix ? known.startsWith(wanted) : known === wanted) ? 1 : 0;
  });
}

/** The label's category or CatID, else the first suggestion's; with `prefix` its beginning. Case does not count. */
export function inCategory(value: string, columns: Columns, prefix = false): Mask {
  const wanted = namesThat(columns, value, prefix);
  return where(columns, (slot) => {
    const labelled = columns.labelCategory[slot] !== 0;
    const category = labelled ? columns.labelCategory[slot] : columns.suggestedCategory[slot];
    const catId = labelled ? columns.labelCatId[slot] : columns.suggestedCatId[slot];
    return wanted[category ?? 0] === 1 || wanted[catId ?? 0] === 1;
  });
}

/** The label's CatID, else the first suggestion's. */
export function withCatId(value: string, columns: Columns, prefix = false): Mask {
  const wanted = namesThat(columns, value, prefix);
  return where(columns, (slot) => {
    const catId = columns.labelCategory[slot] !== 0 ? columns.labelCatId[slot] : columns.suggestedCatId[slot];
    return wanted[catId ?? 0] === 1;
  });
}

/** Sounds decided to be of these categories or CatIDs, or else believably suggested. */
function ofKinds(names: ReadonlySet<string>, columns: Columns): Mask {
  const wanted = Uint8Array.from(columns.words.values, (name) => (names.has(String(name)) ? 1 : 0));
  const mask = new Uint8Array(columns.count);
  const { labelCategory, labelCatId, suggestedCategory, suggestedCatId, probability } = columns;
  for (let slot = 0; slot < columns.count; slot++) {
    const labelled = labelCategory[slot] !== 0;
    if (!labelled && !((probability[slot] ?? 0) >= believableProbability)) continue;
    const category = (labelled ? labelCategory[slot] : suggestedCategory[slot]) ?? 0;
    const catId = (labelled ? labelCatId[slot] : suggestedCatId[slot]) ?? 0;
    mask[slot] = (wanted[category] ?? 0) | (wanted[catId] ?? 0);
  }
  return mask;
}

function inRange(node: Range, columns: Columns, { ratings }: PersonalTerms): Mask {
  const { from, to, fromIncluded, toIncluded } = node;
  const isInside = (value: number) =>
    (value > from || (fromIncluded && value === from)) && (value < to || (toIncluded && value === to));
  const ofNumbers = (column: Float64Array) => where(columns, (slot) => isInside(column[slot] ?? Number.NaN));
  const ofWords = (codes: Uint16Array) =>
    withCodes(
      columns,
      codes,
      Uint8Array.from(columns.words.values, (value) => (typeof value === 'number' && isInside(value) ? 1 : 0)),
    );
  switch (node.field) {
    case 'dur':
      return ofNumbers(columns.durationSeconds);
    case 'lufs':
      return ofNumbers(columns.integratedLufs);
    case 'peak':
      return ofNumbers(columns.samplePeakDbfs);
    case 'certainty':
      return ofNumbers(columns.probability);
    case 'added':
      return ofNumbers(columns.addedMilliseconds);
    case 'rate':
      return ofWords(columns.sampleRateHz);
    case 'ch':
      return ofWords(columns.channels);
    case 'bits':
      return ofWords(columns.bitDepth);
    case 'rating': {
      const stars = ratings?.(columns) ?? new Uint8Array(columns.count);
      return where(columns, (slot) => isInside(stars[slot] ?? 0));
    }
  }
}
