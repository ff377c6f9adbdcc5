import type { RunEstimate, TrainableLibrary } from '../../../src-shared/contract/training.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { countOf, countWords, nameOfPath } from '../../components/index.ts';

/** Fewest sounds of a category for it to be learned and scored. */
const SCORED_SOUNDS = 2;

/** `4,210 sounds, 31,004 frames, 12 categories (2 of one sound)`. */
export function libraryWords({ sounds, frames, categories }: TrainableLibrary): string {
  const single = categories.filter((category) => category.sounds < SCORED_SOUNDS).length;
  const classes = `${countWords(categories.length)} ${categories.length === 1 ? 'category' : 'categories'}`;
  return `${countOf(sounds, 'labelled sound')}, ${countOf(frames, 'frame')}, ${classes}${single > 0 ? ` (${countWords(single)} of one sound)` : ''}`;
}

/** Why a library can't be learned from; `null` where it can. */
export function libraryProblem(library: TrainableLibrary): string | null {
  if (library.categories.length < 2)
    return library.categories.length === 0
      ? 'Nothing in it is labelled yet.'
      : `All labelled sounds are ${library.categories[0]?.category}: there is nothing to tell apart.`;
  return null;
}

/** Where the sounds of a dataset come from. */
export function sourceWords({ source }: TrainingDataset, libraries: readonly TrainableLibrary[]): string {
  if (source.kind === 'library') {
    const library = libraries.find(({ libraryId }) => libraryId === source.libraryId);
    return library === undefined ? 'A library that this catalogue does not know' : libraryWords(library);
  }
  const parts = [
    nameOfPath(source.file),
    source.library === undefined ? null : `only “${source.library}”`,
    source.confidence === 'all' ? 'every confidence' : `confidence “${source.confidence}”`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** What an estimate found in a dataset: `4,210 sounds: 2,947 to train on, 632 to validate, 631 held back; 12 classes`. */
export function foundWords({ sounds, classes, frames }: RunEstimate['datasets'][number]): string {
  const all = sounds.training + sounds.validation + sounds.test;
  return `${countOf(all, 'sound')}: ${countWords(sounds.training)} to train on, ${countWords(sounds.validation)} to validate, ${countWords(sounds.test)} held back; ${countOf(frames, 'frame')}, ${countOf(classes.length, 'class', 'classes')}`;
}

/** The categories of a library with most sounds, for whoever looks closer. */
export function largestCategories({ categories }: TrainableLibrary, most = 5): string {
  const named = categories.slice(0, most).map(({ category, sounds }) => `${category} ${countWords(sounds)}`);
  const more = categories.length - named.length;
  return more > 0 ? `${named.join(', ')}, ${countWords(more)} more` : named.join(', ');
}
