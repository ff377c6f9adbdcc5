import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import type { Subcategory } from '../../../src-shared/ucs/index.ts';
import type { ListText } from '../lists/list-text.ts';
import { readListedRows } from '../lists/listed-rows.ts';

export type UcsSheet = {
  readonly subcategories: readonly Subcategory[];
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
};

/** Columns as the official sheet and ours call them, letters only. */
const namesOfColumns = {
  catId: ['catid'],
  catShort: ['catshort'],
  category: ['category'],
  subCategory: ['subcategory'],
  keywords: ['synonymscommaseparated', 'synonyms', 'keywords'],
} as const;
type Column = keyof typeof namesOfColumns;
type Places = { readonly [Name in Column]?: number };

/** The official sheet has a title above its columns. */
const MOST_LINES_ABOVE = 20;
const MOST_SUBCATEGORIES = 20_000;

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z]+/gu, '');
const columnOf = (heading: string): Column | undefined =>
  (Object.keys(namesOfColumns) as Column[]).find((name) =>
    (namesOfColumns[name] as readonly string[]).includes(plain(heading)),
  );

/**
 * Reads a sheet of the Universal Category System: a line a subcategory. Of a workbook it is the sheet with most of them:
 * others explain the system, or list its categories.
 * @throws SonothequeError `sheet-without-columns`, `sheet-empty`
 */
export async function readUcsSheet(texts: readonly ListText[], name: string): Promise<UcsSheet> {
  let best: UcsSheet | null = null;
  for (const text of texts) {
    const sheet = await readSheet(text);
    if (sheet !== null && sheet.subcategories.length > (best?.subcategories.length ?? -1)) best = sheet;
  }
  if (best === null) throw withoutColumns(name);
  if (best.subcategories.length === 0) throw isEmpty(name);
  return best;
}

/** @returns `null` where no line names the columns */
async function readSheet(text: ListText): Promise<UcsSheet | null> {
  const { headings, rows } = readListedRows(text, (cell) => columnOf(cell) !== undefined);
  let at = placesOf(headings?.cells ?? []);
  const problems: { line: number; reason: string }[] = [];
  const known = new Map<string, Subcategory>();
  let above = 0;
  for await (const { line, cells } of rows()) {
    if (at === null) {
      at = placesOf(cells);
      above += 1;
      if (above > MOST_LINES_ABOVE) break;
      continue;
    }
    // A spreadsheet program writes rows that are only coloured.
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = subcategoryOf(cells, at);
    if (typeof read === 'string') problems.push({ line, reason: read });
    else if (known.has(read.catId.toLowerCase())) {
      problems.push({ line, reason: `${read.catId} stands in a line before.` });
    } else if (known.size < MOST_SUBCATEGORIES) known.set(read.catId.toLowerCase(), read);
  }
  return at === null ? null : { subcategories: [...known.values()], problems };
}

function placesOf(cells: readonly string[]): Places | null {
  const at: { [Name in Column]?: number } = {};
  for (const [place, cell] of cells.entries()) {
    const name = columnOf(cell);
    if (name !== undefined) at[name] ??= place;
  }
  return at.catId === undefined || at.category === undefined || at.subCategory === undefined ? null : at;
}

/** @returns a sentence where it is none */
function subcategoryOf(cells: readonly string[], at: Places): Subcategory | string {
  const cell = (name: Column): string => (at[name] === undefined ? '' : (cells[at[name]] ?? '').trim());
  const catId = cell('catId');
  const [category, subCategory] = [cell('category').toUpperCase(), cell('subCategory').toUpperCase()];
  if (catId === '' || category === '' || subCategory === '') return 'It lacks a CatID, a category or a subcategory.';
  // File names are made of it: UCS writes letters, and so must whoever writes another.
  if (!/^[\p{L}\p{N}]{1,40}$/u.test(catId))
    return `“${catId.slice(0, 60)}” can't be a CatID: only letters and digits can.`;
  if (category.length > 100 || subCategory.length > 100) return 'Its category or subcategory is longer than a name.';
  return {
    catId: catId as CatId,
    catShort: cell('catShort') || (/^\p{Lu}+(?=\p{Lu})|^\p{Lu}+/u.exec(catId)?.[0] ?? catId),
    category,
    subCategory,
    keywords: [
      ...new Set(
        cell('keywords')
          .toLowerCase()
          .split(/[,;]/u)
          .map((word) => word.trim())
          .filter((word) => word !== '' && word.length <= 60),
      ),
    ].slice(0, 500),
  };
}

const withoutColumns = (name: string): SonothequeError =>
  new SonothequeError({
    code: 'sheet-without-columns',
    message: `“${name}” is no UCS list: no line names the columns Category, SubCategory and CatID.`,
    nextStep: 'Choose the official workbook, or a CSV or TSV file of its sheet with all CatIDs, with the headings.',
  });

const isEmpty = (name: string): SonothequeError =>
  new SonothequeError({
    code: 'sheet-empty',
    message: `“${name}” has headings, and no subcategory below them.`,
    nextStep: 'Save the sheet again, with all of its lines.',
  });
