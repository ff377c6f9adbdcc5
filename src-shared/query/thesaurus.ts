import { ofUcsInForce, type Subcategory } from '../ucs/index.ts';
import type { QueryNode } from './ast.ts';

/** What a word of a search was widened to. */
export type Expansion = {
  readonly term: string;
  /** Other words that count like it. */
  readonly words: readonly string[];
  /** Sounds of these subcategories count, too. */
  readonly catIds: readonly string[];
  /** And of these categories as a whole. */
  readonly categories: readonly string[];
};

/** Parts of names in the UCS table that name no kind of sound. */
const sayNothing = new Set(
  'misc general generic other source designed archived handle movement tonal sound sounds effect and the with off'.split(
    ' ',
  ),
);
const fewestLetters = 3;
/** A keyword counts for a category as a whole when so much of its subcategories have it. */
const commonShare = 0.5;

type Entry = Omit<Expansion, 'term'>;
const entries = ofUcsInForce(({ subcategories }) => readTable(subcategories));

/** One form for singular and plural. */
const stem = (word: string): string =>
  word.length > fewestLetters && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** What the UCS table says means the same as a word; `undefined`: nothing. */
export function meaningOf(word: string): Expansion | undefined {
  const term = word.toLowerCase();
  const entry = entries().get(stem(term));
  if (entry === undefined) return undefined;
  return { ...entry, term, words: entry.words.filter((other) => stem(other) !== stem(term)) };
}

/**
 * Widens the words of a search by the table: a word that names a category or subcategory also finds the sounds that are
 * of it, and the synonyms that the table gives it and no other category. Phrases, beginnings, `=word`, fields and what is
 * left out stay as they are written: a person who excludes doors means the word.
 */
export function widenByMeaning(query: QueryNode): {
  readonly query: QueryNode;
  readonly expandedTo: readonly Expansion[];
} {
  const expandedTo: Expansion[] = [];
  const widen = (node: QueryNode): QueryNode => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return { kind: node.kind, terms: node.terms.map(widen) };
      case 'word': {
        const meaning = node.prefix || node.exact ? undefined : meaningOf(node.text);
        if (meaning === undefined) return node;
        if (!expandedTo.some(({ term }) => term === meaning.term)) expandedTo.push(meaning);
        const { words, catIds, categories } = meaning;
        return { kind: 'meaning', word: node.text, words, catIds, categories };
      }
      default:
        return node;
    }
  };
  return { query: widen(query), expandedTo };
}

/** Sets of words that a name stands for; what all of them hold means the same as the name. */
type Found = {
  readonly synonyms: ReadonlySet<string>[];
  readonly catIds: Set<string>;
  readonly categories: Set<string> /** Categories that have it as a name, or as that of a subcategory. */;
  readonly namedIn: Set<string>;
};

function readTable(subcategories: readonly Subcategory[]): ReadonlyMap<string, Entry> {
  const categoriesOf = readCategoriesOfWords(subcategories);
  const found = new Map<string, Found>();
  const foundAt = (name: string): Found => {
    const known = found.get(name) ?? { synonyms: [], catIds: new Set(), categories: new Set(), namedIn: new Set() };
    found.set(name, known);
    return known;
  };
  for (const { catId, category, subCategory, keywords } of subcategories) {
    for (const name of [...namesIn(category), ...namesIn(subCategory)]) foundAt(name).catIds.add(catId);
    for (const name of namesIn(category)) foundAt(name).categories.add(category);
    // Only where the word is the whole name: the halves of `SONG & PHRASE` each have synonyms of their own.
    const wholeName = stem(subCategory.toLowerCase());
    if (!isName(wholeName)) continue;
    foundAt(wholeName).synonyms.push(new Set(keywords));
    foundAt(wholeName).namedIn.add(category);
  }
  for (const [category, rows] of Map.groupBy(subcategories, (row) => row.category)) {
    const uses = new Map<string, number>();
    for (const word of rows.flatMap(({ keywords }) => keywords)) uses.set(word, (uses.get(word) ?? 0) + 1);
    const common = [...uses].filter(([, count]) => count >= rows.length * commonShare).map(([word]) => word);
    for (const name of namesIn(category)) {
      foundAt(name).synonyms.push(new Set(common));
      foundAt(name).namedIn.add(category);
    }
  }
  return new Map(
    [...found].map(([name, { synonyms, catIds, categories, namedIn }]) => {
      const [first = new Set<string>(), ...others] = synonyms;
      const words = [...first].filter(
        (word) =>
          isWord(word) &&
          others.every((set) => set.has(word)) &&
          // A word that other categories use as well means something else, too: `station`, `compact`.
          [...(categoriesOf.get(stem(word)) ?? [])].every((category) => namedIn.has(category)),
      );
      return [name, { words: words.sort(), catIds: [...catIds], categories: [...categories] }];
    }),
  );
}

const isWord = (text: string): boolean => /^[a-z]+$/u.test(text) && text.length >= fewestLetters;
const isName = (text: string): boolean => isWord(text) && !sayNothing.has(text);
const namesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[^a-z]+/u)
      .filter(isName)
      .map(stem),
  ),
];

/** In which categories a word is a keyword or a name. */
function readCategoriesOfWords(subcategories: readonly Subcategory[]): ReadonlyMap<string, ReadonlySet<string>> {
  const categoriesOf = new Map<string, Set<string>>();
  for (const { category, subCategory, keywords } of subcategories) {
    for (const word of [...keywords.map(stem), ...namesIn(category), ...namesIn(subCategory)]) {
      const categories = categoriesOf.get(word) ?? new Set();
      categoriesOf.set(word, categories.add(category));
    }
  }
  return categoriesOf;
}
