import { type Delimiter, delimitedLine } from '../delimited/index.ts';
import type { Subcategory } from './table.ts';

/** A UCS list as a sheet, which can be imported again: the columns, then a subcategory a line. Without line breaks. */
export function ucsSheetLines(subcategories: readonly Subcategory[], delimiter: Delimiter): readonly string[] {
  return [
    delimitedLine(['Category', 'SubCategory', 'CatID', 'CatShort', 'Synonyms'], delimiter),
    ...subcategories.map(({ category, subCategory, catId, catShort, keywords }) =>
      delimitedLine([category, subCategory, catId, catShort, keywords.join(', ')], delimiter),
    ),
  ];
}
