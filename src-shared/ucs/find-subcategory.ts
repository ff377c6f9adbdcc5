import { editDistance } from './edit-distance.ts';
import { ucsInForce } from './list-in-force.ts';
import type { Subcategory } from './table.ts';

export type SubcategoryMatch = {
  readonly subcategory: Subcategory;
  /** Whether the text was the CatID itself, letter case aside; otherwise it was the nearest spelling. */
  readonly exact: boolean;
};

/** How far a misspelt rest may lie from an abbreviation or a subcategory's name. */
const farthest = (length: number): number => (length >= 5 ? 2 : 1);

/** A slip in the category part is only believed in texts long enough to be a whole CatID. */
const shortestMisspeltCatId = 6;

/** The subcategory of a CatID of the list in force, or of what it was called in a list before; case aside. */
export function subcategoryCalled(catIdText: string): Subcategory | undefined {
  const { byCatId, renamed } = ucsInForce();
  const text = catIdText.toLowerCase();
  const now = Object.hasOwn(renamed, text) ? renamed[text] : undefined;
  return byCatId.get(text) ?? (now === undefined ? undefined : byCatId.get(now.toLowerCase()));
}

/**
 * Finds the subcategory that a text means as a CatID.
 *
 * Letter case doesn't count, and what a CatID was called in a list before is it, too. A close spelling is taken where only one subcategory is nearest: the same category
 * abbreviation (or the category's name) followed by nearly the subcategory's abbreviation or name, so
 * `WOODHandl`, `DOORWooden` or `Doors-Wood` are understood; or one slip anywhere in a whole CatID.
 * Anything vaguer gives `undefined`; `searchSubcategories` offers candidates then.
 */
export function findSubcategory(catIdText: string): SubcategoryMatch | undefined {
  const trimmed = catIdText.trim().toLowerCase();
  const exact = subcategoryCalled(trimmed);
  if (exact) return { subcategory: exact, exact: true };
  const text = lettersOnly(trimmed);
  if (text === '' || text.length > 60) return undefined;
  const nearest =
    onlyNearest((row) => distanceAfterCategory(text, row)) ??
    (text.length >= shortestMisspeltCatId ? onlyNearest((row) => withinOne(text, row)) : undefined);
  return nearest && { subcategory: nearest, exact: false };
}

function onlyNearest(distanceTo: (row: Subcategory) => number): Subcategory | undefined {
  let nearest: Subcategory | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  let rivals = 0;
  for (const row of ucsInForce().subcategories) {
    const distance = distanceTo(row);
    if (distance === Number.POSITIVE_INFINITY) continue;
    if (distance < shortest) {
      nearest = row;
      shortest = distance;
      rivals = 0;
    } else if (distance === shortest) rivals++;
  }
  return rivals === 0 ? nearest : undefined;
}

function distanceAfterCategory(text: string, row: Subcategory): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const start of [row.catShort.toLowerCase(), lettersOnly(row.category.toLowerCase())]) {
    if (!text.startsWith(start)) continue;
    const rest = text.slice(start.length);
    if (rest.length < 2) continue;
    const limit = farthest(rest.length);
    const abbreviation = row.catId.slice(row.catShort.length).toLowerCase();
    const name = lettersOnly(row.subCategory.toLowerCase());
    let distance = Math.min(editDistance(rest, name, limit), editDistance(rest, abbreviation, limit));
    // A cut-off name is a likelier slip than a changed letter.
    if (rest.length >= 3 && name.startsWith(rest)) distance = Math.min(distance, 0.5);
    if (distance <= limit) shortest = Math.min(shortest, distance);
  }
  return shortest;
}

function withinOne(text: string, row: Subcategory): number {
  const distance = editDistance(text, row.catId.toLowerCase(), 1);
  return distance <= 1 ? distance : Number.POSITIVE_INFINITY;
}

function lettersOnly(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
