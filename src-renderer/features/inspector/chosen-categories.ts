/** Choices that are remembered. */
const REMEMBERED = 200;
const RECENT = 6;
const FREQUENT = 6;

/** CatIDs and categories that were chosen, newest first, each as often as it was. */
type Chosen = readonly string[];

export const withChosen = (chosen: Chosen, decision: string): string[] => [decision, ...chosen].slice(0, REMEMBERED);

/** The last few choices, then those that are chosen most. */
export function likelyAgain(chosen: Chosen): readonly string[] {
  const recent = [...new Set(chosen)].slice(0, RECENT);
  const counts = new Map<string, number>();
  for (const each of chosen) counts.set(each, (counts.get(each) ?? 0) + 1);
  const frequent = [...counts]
    .filter(([each, count]) => count > 1 && !recent.includes(each))
    .sort(([, one], [, other]) => other - one)
    .slice(0, FREQUENT)
    .map(([each]) => each);
  return [...recent, ...frequent];
}
