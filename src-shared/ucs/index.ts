export { editDistance } from './edit-distance.ts';
export { type Family, families, familyOf } from './families.ts';
export { formatUcsFileName, parseUcsFileName, type UcsFileName } from './file-name.ts';
export { findSubcategory, type SubcategoryMatch } from './find-subcategory.ts';
export {
  ofUcsInForce,
  putUcsListInForce,
  shippedUcsList,
  type UcsList,
  type UcsTable,
  ucsInForce,
} from './list-in-force.ts';
export { searchSubcategories } from './search-subcategories.ts';
export { ucsSheetLines } from './sheet-lines.ts';
export { splitName } from './split-name.ts';
export { categories, type Subcategory, subcategories } from './table.ts';
