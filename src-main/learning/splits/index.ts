export { type BegunLibrary, begunLibraries } from './first-labels.ts';
export { type Fold, foldsOfLibraries, type SplittableSound } from './folds.ts';
