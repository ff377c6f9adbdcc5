import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { ucsInForce } from '../../../src-shared/ucs/index.ts';

/** The category that a decision names, and the subcategory where it does. */
export function categoryOf(decision: string): { readonly category: string; readonly catId: CatId | null } {
  const subcategory = ucsInForce().byCatId.get(decision.toLowerCase());
  return subcategory === undefined
    ? { category: decision, catId: null }
    : { category: subcategory.category, catId: subcategory.catId };
}
