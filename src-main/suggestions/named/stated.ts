import { categories, findSubcategory, parseUcsFileName, subcategories } from '../../../src-shared/ucs/index.ts';
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

function byFileName(relativePath: string): Stated | null {
  const fileName = relativePath.slice(Math.max(relativePath.lastIndexOf('/'), relativePath.lastIndexOf('\\')) + 1);
  const parsed = parseUcsFileName(fileName);
  return parsed ? byCatId(parsed.catId, 'its UCS name says') : null;
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
  if (category === undefined) return null;
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
