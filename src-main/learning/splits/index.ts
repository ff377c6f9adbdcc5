export { type BegunLibrary, begunLibraries } from './first-labels.ts';
export { type Fold, foldsOfLibraries, inseparableGroups, type SplittableSound } from './folds.ts';
export { type GroupedFold, groupedFolds } from './grouped-folds.ts';
export { groupByKeys } from './groups.ts';
export { variantSeries } from './numbered-variants.ts';
