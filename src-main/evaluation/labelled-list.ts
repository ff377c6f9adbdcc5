import { isAbsolute, posix } from 'node:path';
import type { EvaluationFault } from '../../src-shared/contract/evaluation.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { CatId } from '../../src-shared/contract/identifiers.ts';
import { categories, editDistance, findSubcategory } from '../../src-shared/ucs/index.ts';

/** One usable row of a labelled list. */
export type LabelledRow = {
  /** In the list, the header being line 1. */
  readonly line: number;
  /** As the list spells it, below the library where it names one. */
  readonly path: string;
  /** Within its library, with `/` between folders. */
  readonly relativePath: string;
  readonly library: string;
  /** One of the 82; the list's own word where those were asked for. */
  readonly category: string;
  readonly catId: CatId | null;
  /** `null` where the list doesn't say. */
  readonly confidence: string | null;
  /** Rows that share it are the same audio. */
  readonly duplicateGroup: string | null;
};

export type LabelledList = {
  readonly rows: readonly LabelledRow[];
  readonly faults: readonly EvaluationFault[];
  readonly hasConfidence: boolean;
};

/** What each column may be called, letter case, spaces and underscores aside. */
const COLUMN_NAMES = {
  path: ['path', 'file', 'filepath'],
  category: ['category'],
  catId: ['catid'],
  confidence: ['confidence'],
  library: ['library', 'package'],
  duplicateGroup: ['dupgroup', 'duplicategroup'],
} as const;
type ColumnName = keyof typeof COLUMN_NAMES;

/**
 * Reads a labelled list: a TSV with a header. Rows that can't be used are reported as faults.
 * @param name of the list, for messages
 * @param words `own`: whatever stands in the category column is a class of the list, UCS or not
 * @throws SonothequeError `list-unreadable` when it is no such table, `list-empty` when it has no row to score
 */
export function readLabelledList(text: string, name: string, words: 'ucs' | 'own' = 'ucs'): LabelledList {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const columns = columnsOf(lines[0] ?? '', name);
  const faults: EvaluationFault[] = [];
  const rows: LabelledRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = line.split('\t').map((cell) => cell.trim());
    const row = readRow(
      (column) => cells[columns[column] ?? -1] ?? '',
      index + 1,
      { hasLibrary: columns.library !== undefined, words },
      (kind, path, message) => {
        faults.push({ kind, line: index + 1, path, message });
      },
    );
    if (row) rows.push(row);
  }
  if (rows.length === 0) {
    throw new SonothequeError({
      code: 'list-empty',
      message:
        faults.length === 0
          ? `${name} has a header and no rows, so there is nothing to score.`
          : `No row of ${name} can be scored. ${faults[0]?.message ?? ''}`,
      nextStep: 'Add a row for each labelled sound: its path and its UCS category.',
    });
  }
  const agreed = withoutContradictions(rows, faults);
  reportSingles(agreed, faults);
  return { rows: agreed, faults, hasConfidence: columns.confidence !== undefined };
}

function columnsOf(header: string, name: string): { readonly [Column in ColumnName]?: number } {
  const unreadable = (message: string) =>
    new SonothequeError({
      code: 'list-unreadable',
      message,
      nextStep: 'Give a text file of columns set apart by tabs, whose first line names at least “path” and “category”.',
    });
  if (header.includes('\0') || header.includes('\uFFFD')) throw unreadable(`${name} is not a text file.`);
  if (header.trim() === '') throw unreadable(`${name} is empty.`);
  const found = header.split('\t').map((cell) => cell.toLowerCase().replace(/[\s_-]+/gu, ''));
  const columns: { [Column in ColumnName]?: number } = {};
  for (const column of Object.keys(COLUMN_NAMES) as ColumnName[]) {
    const place = found.findIndex((cell) => (COLUMN_NAMES[column] as readonly string[]).includes(cell));
    if (place >= 0) columns[column] = place;
  }
  if (columns.path !== undefined && columns.category !== undefined) return columns;
  if (found.length === 1) throw unreadable(`${name} is no table with tabs between its columns.`);
  throw unreadable(`${name} has no column “${columns.path === undefined ? 'path' : 'category'}” in its first line.`);
}

function readRow(
  cell: (column: ColumnName) => string,
  line: number,
  { hasLibrary, words }: { readonly hasLibrary: boolean; readonly words: 'ucs' | 'own' },
  report: (kind: EvaluationFault['kind'], path: string | null, message: string) => void,
): LabelledRow | null {
  const written = normalised(cell('path'));
  const categoryText = cell('category');
  if (written === '' || categoryText === '') {
    report('incomplete-row', written || null, `Line ${line} has no ${written === '' ? 'path' : 'category'}.`);
    return null;
  }
  const library = hasLibrary ? cell('library') : (written.match(/^([^/]+)\//u)?.[1] ?? '');
  const path = hasLibrary && library !== '' && !isAbsolute(written) ? `${library}/${written}` : written;
  const relativePath = hasLibrary || library === '' ? written : written.slice(library.length + 1);
  const category = words === 'own' ? categoryText : categories.find((one) => one === categoryText.toUpperCase());
  if (category === undefined) {
    const nearest = nearestCategory(categoryText);
    const hint = nearest === null ? '' : ` The nearest is ${nearest}.`;
    report('unknown-category', path, `Line ${line}: “${categoryText}” is no UCS category.${hint}`);
    return null;
  }
  return {
    line,
    path,
    relativePath,
    library,
    category,
    catId:
      words === 'own' ? null : readCatId(cell('catId'), category, line, (kind, message) => report(kind, path, message)),
    confidence: cell('confidence') || null,
    duplicateGroup: cell('duplicateGroup') || null,
  };
}

/** `./a//b.wav` and `a\\b.wav` are the same file as `a/b.wav`. */
function normalised(path: string): string {
  return path === '' ? '' : posix.normalize(path.replaceAll('\\', '/'));
}

function readCatId(
  text: string,
  category: string,
  line: number,
  report: (kind: EvaluationFault['kind'], message: string) => void,
): CatId | null {
  if (text === '') return null;
  const match = findSubcategory(text);
  if (!match?.exact) {
    const hint = match ? ` The nearest is ${match.subcategory.catId}.` : '';
    report('unknown-cat-id', `Line ${line}: “${text}” is no CatID; only the category is scored.${hint}`);
    return null;
  }
  const { subcategory } = match;
  if (subcategory.category === category) return subcategory.catId as CatId;
  report(
    'cat-id-of-other-category',
    `Line ${line}: ${subcategory.catId} is of ${subcategory.category}, not of ${category}; only the category is scored.`,
  );
  return null;
}

/** The category that is spelt most alike, or is meant by a singular, a cut-off name or one of its words. */
export function nearestCategory(text: string): string | null {
  const wanted = text.trim().toUpperCase();
  if (wanted.length < 2) return null;
  const within = categories.filter((one) => one.startsWith(wanted) || wanted.startsWith(one));
  if (within.length === 1) return within[0] ?? null;
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const ranked = categories
    .map((one) => ({ one, distance: editDistance(wanted, one, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.one ?? null;
}

/** Files with two categories are left out; two CatIDs of one category leave the category; the same row twice counts once. */
function withoutContradictions(rows: readonly LabelledRow[], faults: EvaluationFault[]): readonly LabelledRow[] {
  const byPath = Map.groupBy(rows, ({ path }) => path);
  const agreed: LabelledRow[] = [];
  for (const [path, same] of byPath) {
    const [first] = same;
    if (!first) continue;
    if (same.length === 1) {
      agreed.push(first);
      continue;
    }
    const lines = listed(same.map(({ line }) => `${line}`));
    const named = [...new Set(same.map(({ category }) => category))];
    const catIds = new Set(same.map(({ catId }) => catId));
    if (named.length > 1) {
      const message = `Lines ${lines} call the same file ${listed(named)}; it is not scored.`;
      faults.push({ kind: 'contradictory', line: first.line, path, message });
      continue;
    }
    const kind = catIds.size > 1 ? 'contradictory' : 'repeated';
    const message =
      kind === 'contradictory'
        ? `Lines ${lines} give the same file different CatIDs; only its category is scored.`
        : `Lines ${lines} name the same file; it counts once.`;
    faults.push({ kind, line: first.line, path, message });
    agreed.push(catIds.size > 1 ? { ...first, catId: null } : first);
  }
  for (const [group, copies] of Map.groupBy(agreed, ({ duplicateGroup }) => duplicateGroup)) {
    const named = new Set(copies.map(({ category }) => category));
    if (group === null || named.size < 2) continue;
    const lines = listed(copies.map(({ line }) => `${line}`));
    faults.push({
      kind: 'contradictory-copies',
      line: copies[0]?.line ?? null,
      path: copies[0]?.path ?? null,
      message: `Lines ${lines} are the same audio (${group}), called ${listed([...named])}; each is scored as it is labelled.`,
    });
  }
  return agreed;
}

function reportSingles(rows: readonly LabelledRow[], faults: EvaluationFault[]): void {
  for (const [category, same] of Map.groupBy(rows, (row) => row.category)) {
    const [only] = same;
    if (same.length !== 1 || !only) continue;
    const message = `${category} has one example, so its score is all or nothing, and nothing can be learned of it without that sound.`;
    faults.push({ kind: 'single-example', line: only.line, path: only.path, message });
  }
}

const MOST_LISTED = 6;

function listed(words: readonly string[]): string {
  if (words.length > MOST_LISTED)
    return `${words.slice(0, MOST_LISTED).join(', ')} and ${words.length - MOST_LISTED} more`;
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
