/**
 * What names mean to the person who labels: where sounds named “dog” were called CREATURES, others named so are thought to
 * be CREATURES, too. Counts of labels by what the names say, shrunk towards counts by category, and these towards what
 * names mean to everybody (Dirichlet priors, one above the other; MacKay and Peto 1995). Whole sounds only.
 */

/** Labels that what names mean to everybody counts as. */
const CATEGORY_PRIOR = 8;
/** And that the category counts as, for the same words. */
const WORDS_PRIOR = 2;

/** What the names of a sound say. */
export type NameClue = {
  /** The likeliest category. */
  readonly category: number;
  /** The same for the same words. */
  readonly words: number;
};

export type NameLessons = {
  /** @param clue `null`: names say nothing  @param said a category; −1: nothing */
  readonly set: (soundId: number, clue: NameClue | null, said: number) => void;
  /** What a sound is when its names say this: shares by category; `null`: as everybody would have it. */
  readonly meaningOf: (clue: NameClue) => ReadonlyMap<number, number> | null;
};

type Counts = Map<number, number>;

export function createNameLessons(): NameLessons {
  const known = new Map<number, { readonly clue: NameClue; readonly said: number }>();
  const byCategory = new Map<number, Counts>();
  const byWords = new Map<string, Counts>();

  const count = ({ clue, said }: { readonly clue: NameClue; readonly said: number }, change: 1 | -1): void => {
    add(byCategory, clue.category, said, change);
    add(byWords, keyOf(clue), said, change);
  };

  return {
    set: (soundId, clue, said) => {
      const before = known.get(soundId);
      if (before !== undefined) count(before, -1);
      known.delete(soundId);
      if (clue === null || said < 0) return;
      const now = { clue, said };
      known.set(soundId, now);
      count(now, 1);
    },
    meaningOf: (clue) => {
      const ofCategory = byCategory.get(clue.category);
      if (ofCategory === undefined) return null;
      const everybody = new Map([[clue.category, 1]]);
      const mine = shrunk(ofCategory, everybody, CATEGORY_PRIOR);
      return shrunk(byWords.get(keyOf(clue)) ?? new Map(), mine, WORDS_PRIOR);
    },
  };
}

const keyOf = ({ category, words }: NameClue): string => `${category} ${words}`;

function add<Key>(all: Map<Key, Counts>, key: Key, said: number, change: 1 | -1): void {
  const counts = all.get(key) ?? new Map<number, number>();
  const now = (counts.get(said) ?? 0) + change;
  if (now > 0) counts.set(said, now);
  else counts.delete(said);
  if (counts.size > 0) all.set(key, counts);
  else all.delete(key);
}

/** Shares of counts beside a prior that counts as so many. */
function shrunk(counts: Counts, prior: ReadonlyMap<number, number>, strength: number): ReadonlyMap<number, number> {
  let total = strength;
  for (const number of counts.values()) total += number;
  const shares = new Map<number, number>();
  for (const [category, share] of prior) shares.set(category, (share * strength) / total);
  for (const [category, number] of counts) shares.set(category, (shares.get(category) ?? 0) + number / total);
  return shares;
}
