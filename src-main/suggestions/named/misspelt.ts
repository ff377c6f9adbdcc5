import { editDistance } from '../../../src-shared/ucs/index.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Shorter words are too easily another word. */
const SHORTEST_MISSPELT = 7;
const SHORTEST_SKELETON = 4;

type Index = {
  /** Words by their consonants; `null` where several words share them. */
  readonly bySkeleton: ReadonlyMap<string, string | null>;
  /** Words by themselves less one letter. */
  readonly byDeletion: ReadonlyMap<string, readonly string[]>;
};

const indices = new WeakMap<Vocabulary, Index>();

/**
 * The listed word that an unknown word means: written without vowels (`commnder`, `explsn`), or with one slip
 * (`foorsteps`). `undefined` where none or several would do.
 */
export function misspeltWord(word: string, known: Vocabulary): string | undefined {
  if (!/^[a-z]{5,20}$/.test(word)) return undefined;
  const index = indices.get(known) ?? build(known);
  indices.set(known, index);
  const full = index.bySkeleton.get(skeletonOf(word));
  if (full && word.length < full.length && isWithin(word, full)) return full;
  if (word.length < SHORTEST_MISSPELT) return undefined;
  const near = new Set([word, ...deletionsOf(word)].flatMap((key) => index.byDeletion.get(key) ?? []));
  const alike = [...near].filter((other) => other[0] === word[0] && editDistance(word, other, 1) <= 1);
  return alike.length === 1 ? alike[0] : undefined;
}

function build(known: Vocabulary): Index {
  const bySkeleton = new Map<string, string | null>();
  const byDeletion = new Map<string, string[]>();
  for (const word of known.listed) {
    if (!/^[a-z]{6,}$/.test(word)) continue;
    const skeleton = skeletonOf(word);
    if (skeleton.length >= SHORTEST_SKELETON) bySkeleton.set(skeleton, bySkeleton.has(skeleton) ? null : word);
    if (word.length < SHORTEST_MISSPELT) continue;
    for (const key of [word, ...deletionsOf(word)]) byDeletion.set(key, [...(byDeletion.get(key) ?? []), word]);
  }
  return { bySkeleton, byDeletion };
}

/** The first letter and all consonants, doubled ones once. */
function skeletonOf(word: string): string {
  return (
    word.slice(0, 1) +
    word
      .slice(1)
      .replace(/[aeiou]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}

function deletionsOf(word: string): readonly string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** Whether all letters of a word stand in another in the same order. */
function isWithin(word: string, other: string): boolean {
  let at = 0;
  for (const letter of other) if (letter === word[at]) at++;
  return at === word.length;
}
