import { groupByKeys } from './groups.ts';
import { variantSeries } from './numbered-variants.ts';

/** A sound as far as splitting goes. */
export type SplittableSound = {
  readonly library: string;
  /** Within its library, with `/` between folders. */
  readonly relativePath: string;
  /** Sounds that share it are the same audio, across libraries too. */
  readonly duplicateGroup?: string | null;
};

/** The sounds to score and those to learn from, as places in the list. */
export type Fold = {
  readonly libraries: readonly string[];
  readonly scored: readonly number[];
  readonly learned: readonly number[];
};

/**
 * Which sounds may never be split between learning and scoring: numbered variants of a folder, and the same audio.
 * @returns a group number a sound
 */
export function inseparableGroups(sounds: readonly SplittableSound[]): Int32Array {
  return groupByKeys(
    sounds.map(({ library, relativePath, duplicateGroup }) => [
      `variants\0${library}\0${variantSeries(relativePath)}`,
      ...(duplicateGroup ? [`same\0${duplicateGroup}`] : []),
    ]),
  );
}

/**
 * Folds of whole libraries: each library is scored once, by what was learned without it. A sound outside the scored
 * libraries that is inseparable from a scored one is left out of that fold's learning. Libraries are dealt to the folds by falling size,
 * each to the smallest so far (longest processing time first, Graham 1969), so that equal lists give equal folds.
 * @param folds how many, or `all`: one a library
 */
export function foldsOfLibraries(sounds: readonly SplittableSound[], folds: number | 'all'): readonly Fold[] {
  const sizes = new Map<string, number>();
  for (const { library } of sounds) sizes.set(library, (sizes.get(library) ?? 0) + 1);
  const count = folds === 'all' ? sizes.size : Math.max(1, Math.min(folds, sizes.size));
  const bins = Array.from({ length: count }, () => ({ libraries: [] as string[], sounds: 0 }));
  const falling = [...sizes].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  for (const [library, size] of falling) {
    const bin = bins.reduce((smallest, one) => (one.sounds < smallest.sounds ? one : smallest));
    bin.libraries.push(library);
    bin.sounds += size;
  }
  const groups = inseparableGroups(sounds);
  return bins.map(({ libraries }) => {
    const scoredLibraries = new Set(libraries);
    const places = [...sounds.keys()];
    const scored = places.filter((place) => scoredLibraries.has(sounds[place]?.library ?? ''));
    const scoredGroups = new Set(scored.map((place) => groups[place]));
    const learned = places.filter(
      (place) => !scoredLibraries.has(sounds[place]?.library ?? '') && !scoredGroups.has(groups[place]),
    );
    return { libraries: libraries.toSorted(), scored, learned };
  });
}
