import { stem } from './stem.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words inside a word that the vocabulary lacks, and how far they are to be believed. */
type Compound = { readonly parts: readonly string[]; readonly certainty: number };

const LONGEST_WORD = 28;
const SHORTEST_PART = 3;
/** A part found at one end of a word whose rest is unknown must be this long. */
const SHORTEST_LONE_PART = 4;
/** Words of a sentence run together are at least so long on average; shorter ones are found by chance. */
const LEAST_MEAN_LENGTH = 2.6;
const LONG_PART = 7;
const WHOLE = 0.85;
const LONE = 0.55;

/**
 * Splits a compound into known words: `doorslam` → door, slam; `comeonthen` → come, on, then. Fewest and longest parts
 * win. Where no full split exists, a long known word at either end counts alone: `bldfall` → fall.
 */
export function splitCompound(word: string, known: Vocabulary): Compound {
  if (word.length > LONGEST_WORD || !/^[a-z]+$/.test(word)) return { parts: [], certainty: 0 };
  const said = splitWhole(word, (part) => (known.ordinary.has(part) ? 1 : Number.POSITIVE_INFINITY));
  if (said && said.length * LEAST_MEAN_LENGTH <= word.length) return { parts: said, certainty: WHOLE };
  const full = splitWhole(word, (part) => costOf(part, known));
  if (full) return { parts: full, certainty: WHOLE };
  const lone = lonePart(word, known);
  return lone ? { parts: [lone], certainty: LONE } : { parts: [], certainty: 0 };
}

function splitWhole(word: string, cost: (part: string) => number): readonly string[] | undefined {
  const best: ({ readonly cost: number; readonly from: number } | undefined)[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start];
      const sum = before ? before.cost + cost(word.slice(start, end)) : Number.POSITIVE_INFINITY;
      if (sum < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) best[end] = { cost: sum, from: start };
    }
  }
  if (!best[word.length]) return undefined;
  const parts: string[] = [];
  for (let end = word.length; end > 0; ) {
    const start = best[end]?.from ?? 0;
    parts.unshift(word.slice(start, end));
    end = start;
  }
  return parts;
}

/** Short parts are dear: letters in a row are soon a word by chance. */
function costOf(part: string, known: Vocabulary): number {
  if (known.ordinary.has(part)) return part.length === 1 ? 3 : part.length === 2 ? 1.6 : 1.2;
  const own = stem(part);
  if (part.length < SHORTEST_PART) return Number.POSITIVE_INFINITY;
  if (known.terms.has(own)) return part.length === 3 ? 2 : 1.1;
  return part.length > 3 && known.longestPhrase.has(own) ? 1.5 : Number.POSITIVE_INFINITY;
}

/** UCS keywords are many and short: inside an unknown word they are mostly chance. */
function mayStandAlone(part: string, known: Vocabulary): boolean {
  return known.listed.has(part) || (part.length >= LONG_PART && known.terms.has(stem(part)));
}

function lonePart(word: string, known: Vocabulary): string | undefined {
  for (let length = word.length - 1; length >= SHORTEST_LONE_PART; length--) {
    const end = word.slice(-length);
    if (mayStandAlone(end, known)) return end;
    const start = word.slice(0, length);
    if (mayStandAlone(start, known)) return start;
  }
  for (const length of [4, 3]) {
    const end = word.slice(-length);
    const full = word.length >= length + 3 ? known.abbreviations.get(end) : undefined;
    if (full) return full.join('');
  }
  return undefined;
}
