import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { ucsInForce } from '../../../src-shared/ucs/index.ts';
import { certaintyDots } from './certainty.ts';
import { familyOf } from './families.ts';

type CategoryNameProps = { readonly category: string; readonly catId: CatId | null };

function titleOf(category: string, catId: CatId | null, subcategory: string | undefined): string {
  if (catId === null) return category;
  return subcategory === undefined
    ? `${category} › ${catId}, which is not in this UCS list`
    : `${category} › ${subcategory} (${catId})`;
}

/** A category in the colour of its family, with the subcategory where there is one. */
export function CategoryName({ category, catId }: CategoryNameProps) {
  const subcategory = catId === null ? undefined : ucsInForce().byCatId.get(catId.toLowerCase())?.subCategory;
  return (
    <span className="category" title={titleOf(category, catId, subcategory)}>
      <span className={`category-mark family-${familyOf(category)}`} aria-hidden="true" />
      <span className="category-words">
        {category}
        {catId !== null && <span className="category-sub"> › {subcategory ?? catId}</span>}
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
