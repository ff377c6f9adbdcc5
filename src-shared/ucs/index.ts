export { editDistance } from './edit-distance.ts';
export { formatUcsFileName, parseUcsFileName, type UcsFileName } from './file-name.ts';
export { findSubcategory, type SubcategoryMatch } from './find-subcategory.ts';
export { searchSubcategories } from './search-subcategories.ts';
export { splitName } from './split-name.ts';
export { categories, type Subcategory, subcategories } from './table.ts';
