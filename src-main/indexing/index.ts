export { type IndexingDependencies, indexLibrary, type LibraryOutcome } from './index-library.ts';
export { ProgressCounter } from './index-progress.ts';
export {
  describeFailure,
  type EncoderDescription,
  type Listened,
  type ListenedProducts,
  Listener,
  type ListenerOptions,
} from './listening/index.ts';
export { isSoundFileName } from './sound-files.ts';
export { type FoundFile, type UnreadableFolder, walk } from './walk.ts';
