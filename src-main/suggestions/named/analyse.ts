import { splitName } from '../../../src-shared/ucs/index.ts';
import { splitCompound } from './compound.ts';
import { misspeltWord } from './misspelt.ts';
import { looserStems, stem } from './stem.ts';
import { type Term, type Vocabulary, vocabulary } from './vocabulary.ts';

/** A word or phrase of a name that the vocabulary knows. */
export type Match = {
  readonly term: Term;
  /** As it stands in the name: `door`, `foot step`. */
  readonly text: string;
  /** The name's own words, for counting how many sounds of a library have them. */
  readonly key: string;
  /** Below 1 where the word was only found inside another. */
  readonly certainty: number;
};

/** What one part of a path, or one text, holds. */
export type Analysis = {
  readonly matches: readonly Match[];
  /** Most words of everyday sentences in a row. */
  readonly ordinaryRun: number;
};

/** Long texts say their main point at the start, and take time. */
const MOST_WORDS = 80;
const LONGEST_TEXT = 1000;
const LONGEST_JOIN = 3;
const REMEMBERED_WORDS = 50_000;
/** Certainty of a word found by a looser stem, and of one that a name spells wrong or short. */
const LOOSE = 0.8;
const MISSPELT = 0.6;

/** One word as the vocabulary sees it. */
type Word = {
  readonly text: string;
  readonly stem: string;
  readonly certainty: number;
};

const remembered = new Map<string, readonly Word[]>();

/** Finds the words and phrases of a text that the vocabulary knows; the longest phrase from each word on wins. */
export function analyse(text: string): Analysis {
  const known = vocabulary();
  const words = splitName(text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text)
    .slice(0, MOST_WORDS)
    .flatMap((word) => readWord(word, known));
  const matches: Match[] = [];
  for (let at = 0; at < words.length; ) {
    const length = matchAt(words, at, known, matches);
    at += length;
  }
  return { matches, ordinaryRun: longestOrdinaryRun(words, known) };
}

/** Adds the longest match that begins at a word; returns how many words to go on by. */
function matchAt(words: readonly Word[], at: number, known: Vocabulary, matches: Match[]): number {
  const first = words[at];
  if (!first) return 1;
  const longest = Math.min(known.longestPhrase.get(first.stem) ?? 1, words.length - at);
  for (let length = longest; length > 1; length--) {
    const phrase = words.slice(at, at + length);
    const term = known.terms.get(phrase.map((word) => word.stem).join(' '));
    if (term) return addMatch(phrase, term, matches);
  }
  for (let length = Math.min(LONGEST_JOIN, words.length - at); length > 1; length--) {
    const parts = words.slice(at, at + length);
    const joined = parts.map((word) => word.text).join('');
    const term = joined.length > 4 && joined.length < 25 ? known.terms.get(stem(joined)) : undefined;
    if (term) return addMatch(parts, term, matches);
  }
  const term = known.empty.has(first.text) ? undefined : known.terms.get(first.stem);
  return term ? addMatch([first], term, matches) : 1;
}

function addMatch(words: readonly Word[], term: Term, matches: Match[]): number {
  const certainty = Math.min(...words.map((word) => word.certainty));
  matches.push({
    term,
    text: words.map((word) => word.text).join(' '),
    key: words.map((word) => word.stem).join(' '),
    certainty,
  });
  return words.length;
}

/** A word written out, split into its parts, or as it stands. */
function readWord(word: string, known: Vocabulary): readonly Word[] {
  const before = remembered.get(word);
  if (before) return before;
  const read = interpret(word, known);
  if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
  remembered.set(word, read);
  return read;
}

function interpret(word: string, known: Vocabulary): readonly Word[] {
  const full = known.abbreviations.get(word);
  if (full) return full.map((text) => ({ text, stem: stem(text), certainty: 1 }));
  const own = stem(word);
  const asItStands = [{ text: word, stem: own, certainty: 1 }];
  if (word.length < 5 || known.terms.has(own) || known.ordinary.has(word) || known.empty.has(word)) return asItStands;
  for (const loose of looserStems(word)) {
    if (known.terms.has(loose)) return [{ text: word, stem: loose, certainty: LOOSE }];
  }
  const meant = misspeltWord(word, known);
  if (meant) return [{ text: meant, stem: stem(meant), certainty: MISSPELT }];
  const { parts, certainty } = splitCompound(word, known);
  if (parts.length === 0) return asItStands;
  return parts
    .flatMap((part) => known.abbreviations.get(part) ?? [part])
    .map((text) => ({ text, stem: stem(text), certainty }));
}

function longestOrdinaryRun(words: readonly Word[], known: Vocabulary): number {
  let longest = 0;
  let run = 0;
  for (const { text } of words) {
    run = known.ordinary.has(text) && !known.empty.has(text) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
