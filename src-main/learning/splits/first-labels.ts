import { inseparableGroups, type SplittableSound } from './folds.ts';

/** A library that a person has begun to label, as places in the list. */
export type BegunLibrary = {
  readonly library: string;
  /** The first sounds of each category. */
  readonly labelled: readonly number[];
  /** What is left of it, without anything that is inseparable from what was labelled. */
  readonly rest: readonly number[];
  /** Sounds of other libraries that are inseparable from neither. */
  readonly others: readonly number[];
};

/** With fewer categories that are large enough a library says little. */
const FEWEST_CATEGORIES = 3;

/**
 * Libraries of which a person labels the first few sounds of each category: those with at least three categories of more
 * sounds than that. Variants and copies of a labelled sound are neither learned from nor scored.
 * @param sounds in the order in which a person would meet them
 * @param first how many of each category are labelled
 */
export function begunLibraries(
  sounds: readonly (SplittableSound & { readonly category: string; readonly counts: boolean })[],
  first: number,
): readonly BegunLibrary[] {
  const groups = inseparableGroups(sounds);
  const byLibrary = Map.groupBy(sounds.keys(), (place) => sounds[place]?.library ?? '');
  return [...byLibrary].flatMap(([library, places]) => {
    const counting = places.filter((place) => sounds[place]?.counts);
    const byCategory = [...Map.groupBy(counting, (place) => sounds[place]?.category ?? '').values()];
    if (byCategory.filter(({ length }) => length > first).length < FEWEST_CATEGORIES) return [];
    const labelled = byCategory.flatMap((some) => some.slice(0, first)).sort((a, b) => a - b);
    const labelledGroups = new Set(labelled.map((place) => groups[place]));
    const rest = counting.filter((place) => !labelledGroups.has(groups[place]));
    const own = new Set(places.map((place) => groups[place]));
    const others = [...sounds.keys()].filter((place) => sounds[place]?.library !== library && !own.has(groups[place]));
    return rest.length === 0 ? [] : [{ library, labelled, rest, others }];
  });
}
