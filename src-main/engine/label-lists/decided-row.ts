import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import {
  editDistance,
  findSubcategory,
  type Subcategory,
  searchSubcategories,
  type UcsTable,
} from '../../../src-shared/ucs/index.ts';
import type { Decision } from '../label-decision.ts';

/** What a line says a sound is, as it is spelled there; empty where it says nothing. */
export type WrittenDecision = { readonly category: string; readonly subCategory: string; readonly catId: string };

export type RowDecision =
  | {
      readonly kind: 'decided';
      readonly decision: Decision;
      /** How it was understood where it is of another version of UCS. */
      readonly otherVersion: string | null;
    }
  | { readonly kind: 'unknown' | 'contradiction' | 'nothing'; readonly reason: string };

const MOST_HINTS = 3;
const MOST_SLIPS = 3;

const plain = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/**
 * What a line says, in the words of the UCS list. A CatID says more than a category; one that the list doesn't have is
 * understood by what it is called now, or by the category and subcategory beside it.
 */
export function decidedRow(written: WrittenDecision, ucs: UcsTable): RowDecision {
  const { category: categoryText, subCategory, catId } = written;
  if (catId === '' && categoryText === '')
    return { kind: 'nothing', reason: 'It names neither a category nor a CatID.' };
  const category = ucs.categories.find((name) => plain(name) === plain(categoryText));
  if (catId !== '') {
    const own = ucs.byCatId.get(catId.toLowerCase());
    if (own !== undefined) {
      if (categoryText === '' || category === own.category) return decided(own, null);
      if (category === undefined) return decided(own, `“${categoryText}” is ${own.category} in UCS ${ucs.version}.`);
      return {
        kind: 'contradiction',
        reason: `${own.catId} is of ${own.category}, not of ${category}.`,
      };
    }
    const now = ucs.byCatId.get(ucs.renamed[catId.toLowerCase()]?.toLowerCase() ?? '');
    if (now !== undefined) return decided(now, `${catId} is ${now.catId} in UCS ${ucs.version}.`);
    const named = subCategory === '' ? undefined : subcategoryNamed(ucs, categoryText, subCategory);
    if (named !== undefined) {
      return decided(
        named,
        `${catId} is not in UCS ${ucs.version}: ${named.category} › ${named.subCategory} is ${named.catId}.`,
      );
    }
    return { kind: 'unknown', reason: `“${catId}” is no CatID of UCS ${ucs.version}.` };
  }
  const named = subCategory === '' ? undefined : subcategoryNamed(ucs, categoryText, subCategory);
  if (named !== undefined) return decided(named, null);
  if (category !== undefined) return { kind: 'decided', decision: { category, catId: null }, otherVersion: null };
  // People write CatIDs into the only column there is.
  const own = ucs.byCatId.get(categoryText.toLowerCase());
  if (own !== undefined) return decided(own, null);
  return { kind: 'unknown', reason: `“${categoryText}” is no category of UCS ${ucs.version}.` };
}

/** CatIDs that a slip or three lead to, the nearest first. */
function spelledLike(text: string, ucs: UcsTable): readonly string[] {
  const wanted = text.toLowerCase();
  return [...ucs.byCatId]
    .map(([key, { catId }]) => ({ catId, distance: editDistance(wanted, key, MOST_SLIPS) }))
    .filter(({ distance }) => distance <= MOST_SLIPS)
    .sort((a, b) => a.distance - b.distance)
    .map(({ catId }) => catId);
}

/** What an unknown CatID or category may mean: a sentence, empty where nothing is near. */
export function hintsFor({ category, catId }: WrittenDecision, ucs: UcsTable): string {
  const text = catId || category;
  if (text.length > 60) return '';
  const near =
    catId === ''
      ? ucs.categories.filter((name) => editDistance(plain(text), plain(name), 2) <= 2)
      : [findSubcategory(text)?.subcategory].flatMap((found) => (found === undefined ? [] : [found.catId]));
  const others: readonly string[] = searchSubcategories(text, MOST_HINTS).map((found) => found.catId);
  const hints = [...new Set([...near, ...others, ...(catId === '' ? [] : spelledLike(text, ucs))])].slice(
    0,
    MOST_HINTS,
  );
  return hints.length === 0 ? '' : `Did you mean ${hints.join(', ')}?`;
}

const decided = (
  { category, catId }: { readonly category: string; readonly catId: CatId },
  otherVersion: string | null,
): RowDecision => ({
  kind: 'decided',
  decision: { category, catId },
  otherVersion,
});

const subcategoryNamed = (ucs: UcsTable, category: string, subCategory: string): Subcategory | undefined =>
  ucs.subcategories.find(
    (row) => plain(row.category) === plain(category) && plain(row.subCategory) === plain(subCategory),
  );
