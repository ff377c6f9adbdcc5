/**
 * What has the letters that were typed in their order, best first: where they begin the name or a word of it, then where
 * they stand closest together.
 */
export function findByLetters<Named extends { readonly name: string }>(
  text: string,
  list: readonly Named[],
): readonly Named[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return list;
  return list
    .map((item) => ({ item, score: scoreOf(wanted, item.name.toLowerCase()) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => a.score - b.score)
    .map(({ item }) => item);
}

/** Less is better; infinite where it doesn't fit. */
function scoreOf(wanted: string, name: string): number {
  const at = name.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return name[at - 1] === ' ' ? 1 : 2;
  let place = -1;
  let skipped = 0;
  for (const letter of wanted) {
    const next = name.indexOf(letter, place + 1);
    if (next < 0) return Number.POSITIVE_INFINITY;
    skipped += next - place - 1;
    place = next;
  }
  return 3 + skipped;
}
