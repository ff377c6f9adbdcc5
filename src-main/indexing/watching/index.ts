export { type FolderWatch, type WatchOptions, type WatchProblem, watchFolder } from './watch-folder.ts';
