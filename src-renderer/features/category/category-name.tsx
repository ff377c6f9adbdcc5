import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { subcategories } from '../../../src-shared/ucs/index.ts';
import { certaintyDots } from './certainty.ts';
import { familyOf } from './families.ts';

const subcategoryNames = new Map<string, string>(subcategories.map(({ catId, subCategory }) => [catId, subCategory]));

type CategoryNameProps = { readonly category: string; readonly catId: CatId | null };

/** A category in the colour of its family, with the subcategory where there is one. */
export function CategoryName({ category, catId }: CategoryNameProps) {
  const subcategory = catId === null ? undefined : subcategoryNames.get(catId);
  return (
    <span className="category" title={catId === null ? category : `${category} › ${subcategory} (${catId})`}>
      <span className={`category-mark family-${familyOf(category)}`} aria-hidden="true" />
      <span className="category-words">
        {category}
        {subcategory !== undefined && <span className="category-sub"> › {subcategory}</span>}
      </span>
    </span>
  );
}

/** Certainty as four dots. */
export function CertaintyDots({ probability }: { readonly probability: number }) {
  const filled = certaintyDots(probability);
  return (
    <span className="dots" role="img" aria-label={`Certainty ${filled} of 4`}>
      {[1, 2, 3, 4].map((dot) => (
        <span key={dot} className={dot <= filled ? 'dot dot-filled' : 'dot'} />
      ))}
    </span>
  );
}
