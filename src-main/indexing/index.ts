export { type DescribedSound, indexLibrary, type NameReading } from './index-library.ts';
export { ProgressCounter } from './index-progress.ts';
export {
  describeFailure,
  type EncoderDescription,
  type Listened,
  type ListenedProducts,
  Listener,
  type ListenerOptions,
  type ListenRequest,
  type Spectra,
} from './listening/index.ts';
export { isSoundFileName } from './sound-files.ts';
export { walk } from './walk.ts';
export { type FolderWatch, type WatchOptions, type WatchProblem, watchFolder } from './watching/index.ts';
