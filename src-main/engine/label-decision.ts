import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { CatId } from '../../src-shared/contract/identifiers.ts';
import { findSubcategory, searchSubcategories, ucsInForce } from '../../src-shared/ucs/index.ts';

/** A category, with its subcategory where one was named. */
export type Decision = { readonly category: string; readonly catId: CatId | null };

/**
 * Reads a CatID (`DOORWood`, in any case) or a category (`doors`).
 * @throws SonothequeError `unknown-category`, with the nearest names
 */
export function parseDecision(text: string): Decision {
  const upper = text.trim().toUpperCase();
  const category = ucsInForce().categories.find((name) => name === upper);
  if (category) return { category, catId: null };
  const match = findSubcategory(text.trim());
  if (match?.exact) return { category: match.subcategory.category, catId: match.subcategory.catId };
  const near = [
    ...(match ? [match.subcategory] : []),
    ...searchSubcategories(text, 4).filter(({ catId }) => catId !== match?.subcategory.catId),
  ].slice(0, 4);
  throw new SonothequeError({
    code: 'unknown-category',
    message: `“${text}” is neither a UCS CatID nor a category.`,
    nextStep: near.length
      ? `Did you mean ${near.map(({ catId, category, subCategory }) => `${catId} (${category} › ${subCategory})`).join(', ')}?`
      : 'See universalcategorysystem.com for the list.',
  });
}
