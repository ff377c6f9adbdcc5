import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { subcategories } from '../../../src-shared/ucs/index.ts';

const categoryOfCatId = new Map<string, string>(subcategories.map(({ catId, category }) => [catId, category]));

/** The category that a decision names, and the subcategory where it does. */
export function categoryOf(decision: string): { readonly category: string; readonly catId: CatId | null } {
  const category = categoryOfCatId.get(decision);
  return category === undefined ? { category: decision, catId: null } : { category, catId: decision as CatId };
}
