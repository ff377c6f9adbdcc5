import type { CatId } from '../contract/identifiers.ts';
import table from './ucs-8.2.1.json' with { type: 'json' };

/** One row of the Universal Category System list, version 8.2.1. */
export type Subcategory = {
  /** The key: `DOORWood`. */
  readonly catId: CatId;
  /** Abbreviation of the category alone: `DOOR`. */
  readonly catShort: string;
  /** `DOORS`. */
  readonly category: string;
  /** `WOOD`. */
  readonly subCategory: string;
  /** Synonyms, lower-case, most of them English words; some are short phrases. */
  readonly keywords: readonly string[];
};

/**
 * The 753 subcategories that the product comes with, in the order of the published list; `ucsInForce` says what counts now. Source: universalcategorysystem.com, version 8.2.1.
 */
export const subcategories: readonly Subcategory[] = table.subcategories.map((row) => ({
  ...row,
  catId: row.catId as CatId,
}));

/**
 * The 82 categories of that list, ARCHIVED included, in alphabetical order: the encoder's heads count on it and on this
 * order, whichever list is in force.
 */
export const categories: readonly string[] = [...new Set(subcategories.map((row) => row.category))].sort();
