import type { Database } from 'better-sqlite3';
import type { QueryNode } from '../../../src-shared/query/index.ts';
import { holdsPhrase, tokensOf } from '../text/tokens.ts';
import type { Library } from '../types.ts';
import { type Columns, statusCodes } from './columns.ts';
import { createPathSearch } from './path-search.ts';

/** One byte a slot: 1 where a sound matches. */
export type Mask = Uint8Array;

/** Evaluates queries over columns and full text. User text reaches FTS5 only as quoted tokens. */
export function createEvaluator(db: Database, libraries: () => readonly Library[]) {
  const match = db.prepare<[string], number>('SELECT rowid FROM idx.full_text WHERE full_text MATCH ?').pluck();
  const textOf = db.prepare<[number], string>('SELECT text FROM idx.search_text WHERE sound_id = ?').pluck();
  const inPath = createPathSearch(db);

  const evaluate = (node: QueryNode, columns: Columns): Mask => {
    switch (node.kind) {
      case 'all':
        return new Uint8Array(columns.count).fill(1);
      case 'none':
        return new Uint8Array(columns.count);
      case 'and':
        return node.terms.map((term) => evaluate(term, columns)).reduce(both);
      case 'or':
        return node.terms.map((term) => evaluate(term, columns)).reduce(either);
      case 'not':
        return evaluate(node.term, columns).map((matches) => 1 - matches);
      case 'word':
        return withTokens(tokensOf(node.text), node.prefix, columns);
      case 'phrase':
        return withPhrase(tokensOf(node.text), columns);
      case 'path':
        return maskOf(inPath(node.value), columns);
      case 'library': {
        const wanted = node.value.toLowerCase();
        const ids = new Set<number>();
        for (const { id, name } of libraries()) if (name.toLowerCase().includes(wanted)) ids.add(id);
        return where(columns, (slot) => ids.has(columns.libraryId[slot] ?? 0));
      }
      case 'status':
        return where(columns, (slot) => columns.status[slot] === statusCodes[node.value]);
      case 'source': {
        const code = columns.names.codeOf(node.value);
        return where(columns, (slot) => columns.labelSource[slot] === code);
      }
      case 'category':
        return inCategory(node.value, columns, node.prefix);
      case 'range': {
        const column = columns[rangeColumns[node.field]];
        const { from, to, fromIncluded, toIncluded } = node;
        return where(columns, (slot) => {
          const value = column[slot] ?? Number.NaN;
          return (value > from || (fromIncluded && value === from)) && (value < to || (toIncluded && value === to));
        });
      }
    }
  };

  const withTokens = (tokens: readonly string[], prefix: boolean, columns: Columns): Mask => {
    if (tokens.length === 0) return new Uint8Array(columns.count);
    const quoted = tokens.map((token) => `"${token}"`).join(' AND ');
    return maskOf(match.all(prefix ? `${quoted} *` : quoted), columns);
  };

  // Without positions in the index a phrase is its words first, then a look at each text that has them all.
  const withPhrase = (tokens: readonly string[], columns: Columns): Mask => {
    const mask = withTokens(tokens, false, columns);
    if (tokens.length < 2) return mask;
    for (let slot = 0; slot < columns.count; slot++) {
      if (mask[slot] === 1 && !holdsPhrase(textOf.get(columns.id[slot] ?? 0) ?? '', tokens)) mask[slot] = 0;
    }
    return mask;
  };

  return evaluate;
}

const rangeColumns = { dur: 'durationSeconds', rate: 'sampleRateHz', ch: 'channels' } as const;

/** The label's category or CatID, else the first suggestion's; with `prefix` its beginning. Case does not count. */
export function inCategory(value: string, columns: Columns, prefix = false): Mask {
  const wanted = value.toLowerCase();
  const isWanted = columns.names.values.map((name) => {
    const known = name.toLowerCase();
    return name !== '' && (prefix ? known.startsWith(wanted) : known === wanted);
  });
  return where(columns, (slot) => {
    const labelled = columns.labelCategory[slot] !== 0;
    const category = labelled ? columns.labelCategory[slot] : columns.suggestedCategory[slot];
    const catId = labelled ? columns.labelCatId[slot] : columns.suggestedCatId[slot];
    return isWanted[category ?? 0] === true || isWanted[catId ?? 0] === true;
  });
}

/** 1 where a slot passes. */
export function where(columns: Columns, passes: (slot: number) => boolean): Mask {
  const mask = new Uint8Array(columns.count);
  for (let slot = 0; slot < columns.count; slot++) mask[slot] = passes(slot) ? 1 : 0;
  return mask;
}

/** 1 at the slots of these sounds. */
export function maskOf(soundIds: Iterable<number>, columns: Columns): Mask {
  const mask = new Uint8Array(columns.count);
  for (const id of soundIds) {
    const slot = columns.slotOf(id);
    if (slot >= 0) mask[slot] = 1;
  }
  return mask;
}

/** 1 where both have it; reuses the first. */
export function both(first: Mask, second: Mask): Mask {
  for (let slot = 0; slot < first.length; slot++) first[slot] = (first[slot] ?? 0) & (second[slot] ?? 0);
  return first;
}

function either(first: Mask, second: Mask): Mask {
  for (let slot = 0; slot < first.length; slot++) first[slot] = (first[slot] ?? 0) | (second[slot] ?? 0);
  return first;
}
