import { categories, splitName, subcategories } from '../../../src-shared/ucs/index.ts';
import { stem } from './stem.ts';
import { abbreviations, emptyWords, qualifyingWords } from './words/abbreviations.ts';
import { wordLists } from './words/index.ts';
import { ordinaryWords } from './words/ordinary-words.ts';

/** What a word or phrase says: for some categories how strongly in a file name and in a folder's name, and of which subcategories. */
export type Term = {
  /** Indices of the categories it speaks for, and its strength for each, in step. */
  readonly categories: readonly number[];
  readonly inFileName: readonly number[];
  readonly inFolder: readonly number[];
  /** Indices into the UCS list, their weights, and the index of each one's category, in step. */
  readonly subcategories: readonly number[];
  readonly subcategoryWeights: readonly number[];
  readonly subcategoryCategories: readonly number[];
};

export type Vocabulary = {
  /** Terms by their stems, joined by blanks; phrases also stand without blanks (`door slam`, `doorslam`). */
  readonly terms: ReadonlyMap<string, Term>;
  /** Longest phrase that begins with a stem, in words. */
  readonly longestPhrase: ReadonlyMap<string, number>;
  /** Full words by short form. */
  readonly abbreviations: ReadonlyMap<string, readonly string[]>;
  /** Words of everyday sentences, as they stand. */
  readonly ordinary: ReadonlySet<string>;
  /** Words of our own lists, as they stand: what misspelt words are compared with. */
  readonly listed: ReadonlySet<string>;
  /** Words about files, which say nothing. */
  readonly empty: ReadonlySet<string>;
};

/** Strength of a UCS keyword by the number of categories that have it; the last counts for all that follow. */
const keywordStrengths = [2.5, 1.95, 1.5, 1.15, 0.9, 0.75, 0.6] as const;
/** How much of a keyword's strength stays where our own word lists know the word. */
const KEYWORD_SHARE_OF_KNOWN = 0.5;
/** The same for words that qualify any sound, and for words of everyday sentences. */
const KEYWORD_SHARE_OF_QUALIFYING = 0.2;
const SUBCATEGORY_NAME_BONUS = 1.3;

/** A number, one or two letters, or a letter and a number: in a path they count or abbreviate something else. */
const tooShort = /^(?:\p{N}+|\p{L}{1,2}|\p{L} \p{N}+)$/u;

const line = /^(?<target>[A-Za-z&/ ]+?) (?<file>[\d.]+)(?:\/(?<folder>[\d.]+))?: (?<words>.+)$/;

type Draft = {
  readonly inFileName: Map<number, number>;
  readonly inFolder: Map<number, number>;
  readonly subcategories: Map<number, number>;
  readonly known: boolean;
};

let compiled: Vocabulary | undefined;

/** The vocabulary, compiled from the UCS list and the word lists when first asked for. */
export function vocabulary(): Vocabulary {
  compiled ??= compile();
  return compiled;
}

/** The stems of a word or phrase, joined by blanks: the key of a term. */
export function keyOf(phrase: string): string {
  return splitName(phrase).map(stem).join(' ');
}

function compile(): Vocabulary {
  const drafts = new Map<string, Draft>();
  for (const list of wordLists) readList(list, drafts);
  addUcs(drafts);
  const terms = new Map<string, Term>();
  const longestPhrase = new Map<string, number>();
  for (const [key, draft] of drafts) {
    const term = finish(draft);
    terms.set(key, term);
    const words = key.split(' ');
    const first = words[0] ?? '';
    longestPhrase.set(first, Math.max(longestPhrase.get(first) ?? 1, words.length));
  }
  for (const [key, term] of [...terms]) {
    const together = key.replaceAll(' ', '');
    if (together.length > 4 && !terms.has(together)) terms.set(together, term);
  }
  return {
    terms,
    longestPhrase,
    abbreviations: readAbbreviations(),
    ordinary: new Set(splitName(ordinaryWords)),
    listed: new Set(wordLists.flatMap(wordsOfList)),
    empty: new Set(splitName(emptyWords)),
  };
}

function wordsOfList(list: string): readonly string[] {
  return list
    .split('\n')
    .flatMap((text) => (line.exec(text)?.groups?.words ?? '').split(',').map((word) => word.trim()));
}

function readAbbreviations(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    abbreviations
      .split(/[;\n]/)
      .map((entry) => entry.split(':'))
      .filter(([short, words]) => short?.trim() && words)
      .map(([short = '', words = '']) => [short.trim(), splitName(words)]),
  );
}

/** Reads lines `TARGET strength/strengthInFolders: word, phrase of words, …`; a target is a category or a CatID. */
function readList(list: string, drafts: Map<string, Draft>): void {
  for (const text of list.split('\n')) {
    if (text.trim() === '') continue;
    const { target = '', file = '', folder, words = '' } = line.exec(text)?.groups ?? {};
    const subcategory = subcategories.findIndex(({ catId }) => catId === target);
    const category = categories.indexOf(subcategories[subcategory]?.category ?? target);
    if (category < 0) throw new Error(`the word lists name ${target || text}, which is neither a category nor a CatID`);
    const strength = Number(file);
    for (const phrase of words.split(',')) {
      const draft = draftOf(keyOf(phrase), drafts, true);
      raise(draft.inFileName, category, strength);
      raise(draft.inFolder, category, folder === undefined ? strength : Number(folder));
      if (subcategory >= 0) raise(draft.subcategories, subcategory, strength);
    }
  }
}

function addUcs(drafts: Map<string, Draft>): void {
  const holders = new Map<string, Map<number, Set<number>>>();
  const named = new Set<string>();
  const add = (phrase: string, category: number, subcategory: number): void => {
    const key = keyOf(phrase);
    if (key === '' || tooShort.test(key)) return;
    const byCategory = holders.get(key) ?? new Map<number, Set<number>>();
    holders.set(key, byCategory);
    const held = byCategory.get(category) ?? new Set<number>();
    byCategory.set(category, held.add(subcategory));
  };
  subcategories.forEach((row, index) => {
    const category = categories.indexOf(row.category);
    for (const keyword of row.keywords) add(keyword, category, index);
    for (const word of splitName(row.subCategory)) {
      if (word === 'misc' || word === 'general') continue;
      add(word, category, index);
      named.add(`${keyOf(word)}:${index}`);
    }
  });
  const qualifying = new Set(splitName(`${qualifyingWords} ${ordinaryWords}`).map(stem));
  for (const [key, byCategory] of holders) {
    const draft = draftOf(key, drafts, false);
    const last = keywordStrengths.length - 1;
    const full = keywordStrengths[Math.min(byCategory.size - 1, last)] ?? 0;
    const share = draft.known ? KEYWORD_SHARE_OF_KNOWN : qualifying.has(key) ? KEYWORD_SHARE_OF_QUALIFYING : 1;
    const strength = full * share;
    for (const [category, held] of byCategory) {
      raise(draft.inFileName, category, strength);
      raise(draft.inFolder, category, strength);
      for (const subcategory of held) {
        const bonus = named.has(`${key}:${subcategory}`) ? SUBCATEGORY_NAME_BONUS : 1;
        raise(draft.subcategories, subcategory, (full * bonus) / Math.sqrt(held.size));
      }
    }
  }
}

function draftOf(key: string, drafts: Map<string, Draft>, known: boolean): Draft {
  const found = drafts.get(key);
  if (found) return found;
  const draft: Draft = { inFileName: new Map(), inFolder: new Map(), subcategories: new Map(), known };
  if (key !== '') drafts.set(key, draft);
  return draft;
}

function raise(strengths: Map<number, number>, index: number, strength: number): void {
  strengths.set(index, Math.max(strengths.get(index) ?? 0, strength));
}

function finish(draft: Draft): Term {
  const spoken = [...draft.inFileName.keys()];
  const held = [...draft.subcategories.keys()];
  return {
    categories: spoken,
    inFileName: spoken.map((category) => draft.inFileName.get(category) ?? 0),
    inFolder: spoken.map((category) => draft.inFolder.get(category) ?? 0),
    subcategories: held,
    subcategoryWeights: held.map((subcategory) => draft.subcategories.get(subcategory) ?? 0),
    subcategoryCategories: held.map((subcategory) => categories.indexOf(subcategories[subcategory]?.category ?? '')),
  };
}
