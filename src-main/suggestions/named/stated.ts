import { categories, findSubcategory, parseUcsFileName, subcategories } from '../../../src-shared/ucs/index.ts';
import { splitPath } from './context.ts';
import type { SoundNames } from './read-names.ts';

/** A category that a name or the metadata states outright, rather than hints at. */
export type Stated = {
  readonly category: number;
  /** Index into the UCS list, or `null` where only the category is stated. */
  readonly subcategory: number | null;
  /** For a person: `its UCS name says DOORWood`. */
  readonly reason: string;
};

const subcategoryIndexOf = new Map(subcategories.map(({ catId }, index) => [catId as string, index]));
const categoryIndexOf = new Map(categories.map((name, index) => [name, index]));

/** The category stated by an embedded CatID, a UCS file name, embedded category fields or a folder named by a CatID. */
export function statedIn({ relativePath, fields }: SoundNames): Stated | null {
  return (
    (fields?.catId ? byCatId(fields.catId, 'its metadata says') : null) ??
    byFileName(relativePath) ??
    (fields?.category ? byCategory(fields.category, fields.subCategory) : null) ??
    byFolder(relativePath)
  );
}

/** Blocks of a complete UCS name; more change nothing. */
const MOST_BLOCKS = 4;
const REMEMBERED_BLOCKS = 10_000;

const byFirstBlock = new Map<string, Stated | null>();

/** The first block decides, so it is looked up once: comparing with all CatIDs takes half a millisecond. */
function byFileName(relativePath: string): Stated | null {
  const [first = '', ...further] = splitPath(relativePath).fileName.split('_');
  const shape = first + '_x'.repeat(Math.min(further.length, MOST_BLOCKS - 1));
  const before = byFirstBlock.get(shape);
  if (before !== undefined) return before;
  const parsed = parseUcsFileName(shape);
  const stated = parsed ? byCatId(parsed.catId, 'its UCS name says') : null;
  if (byFirstBlock.size >= REMEMBERED_BLOCKS) byFirstBlock.clear();
  byFirstBlock.set(shape, stated);
  return stated;
}

function byCatId(text: string, says: string): Stated | null {
  const found = findSubcategory(text)?.subcategory;
  const subcategory = found && subcategoryIndexOf.get(found.catId);
  const category = found && categoryIndexOf.get(found.category);
  if (found === undefined || subcategory === undefined || category === undefined) return null;
  return { category, subcategory, reason: `${says} ${found.catId}` };
}

function byCategory(categoryText: string, subCategoryText: string | undefined): Stated | null {
  const name = categoryText.trim().toUpperCase();
  const category = categoryIndexOf.get(name);
  // Some tools write the CatID into the category field.
  if (category === undefined)
    return subcategoryIndexOf.has(categoryText) ? byCatId(categoryText, 'its metadata says') : null;
  const wanted = subCategoryText?.trim().toUpperCase() ?? '';
  const subcategory = subcategories.findIndex((row) => row.category === name && row.subCategory === wanted);
  return { category, subcategory: subcategory < 0 ? null : subcategory, reason: `its metadata says ${name}` };
}

/** A folder that is a CatID letter by letter (`DOORWood`, `Doors/AMBForst`); the nearest counts. */
function byFolder(relativePath: string): Stated | null {
  const parts = relativePath.split(/[/\\]+/);
  for (let at = parts.length - 2; at >= 0; at--) {
    const name = parts[at]?.trim() ?? '';
    const row = subcategoryIndexOf.has(name) ? findSubcategory(name)?.subcategory : undefined;
    if (row && row.catId !== row.catShort) return byCatId(name, 'its folder says');
  }
  return null;
}
