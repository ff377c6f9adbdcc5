/** Parts of a library of which each is suggested by the labels of the others. */
const PARTS = 10;

/**
 * Parts a library into ten of about equal size: the largest groups first, each into the smallest part.
 * @param groups of each sound; those of one group come into one part
 * @returns places of each part; fewer than ten groups leave some empty
 */
export function tenthsOf(groups: readonly number[]): readonly (readonly number[])[] {
  const places = [...groups.keys()];
  const bySize = [...Map.groupBy(places, (place) => groups[place] ?? 0).values()].sort((a, b) => b.length - a.length);
  const parts = Array.from({ length: PARTS }, (): number[] => []);
  for (const members of bySize) {
    const smallest = parts.reduce((least, part) => (part.length < least.length ? part : least));
    smallest.push(...members);
  }
  return parts;
}
