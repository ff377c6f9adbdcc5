import { editDistance } from './edit-distance.ts';
import { ofUcsInForce } from './list-in-force.ts';
import { splitName } from './split-name.ts';
import type { Subcategory } from './table.ts';

/** How much a hit counts by where it stands; a whole word beats a beginning, a beginning beats a near spelling. */
const weights = { catId: 12, subCategory: 8, category: 6, keyword: 3 } as const;
const qualities = { whole: 1, beginning: 0.6, near: 0.4, short: 0.3 } as const;

type SearchWords = {
  readonly subcategory: Subcategory;
  readonly catId: string;
  readonly words: ReadonlyMap<string, number>;
};

const searchable = ofUcsInForce(({ subcategories }) => {
  const rows = subcategories.map(wordsOf);
  return { rows, vocabulary: [...new Set(rows.flatMap((row) => [...row.words.keys()]))] };
});

/**
 * Subcategories that a text may mean, best first: over CatIDs, names of categories and subcategories, and keywords,
 * with beginnings of words and near spellings. Those that every word of the text speaks for come first.
 */
export function searchSubcategories(text: string, limit = 10): Subcategory[] {
  const queries = [...new Set(splitName(text))];
  const whole = queries.join('');
  if (queries.length === 0 || limit <= 0) return [];
  const { rows, vocabulary } = searchable();
  const hits = queries.map((query) => wordsLike(query, vocabulary));
  const found: { readonly subcategory: Subcategory; readonly score: number }[] = [];
  for (const row of rows) {
    const score = scoreOfWords(row, hits) + scoreOfCatId(row.catId, whole);
    if (score > 0) found.push({ subcategory: row.subcategory, score });
  }
  // Array.prototype.sort is stable: equal scores stay in the order of the list.
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, limit).map((hit) => hit.subcategory);
}

/** Sum of the best hit of each word asked for, less by the square of how many of the words say nothing here. */
function scoreOfWords(row: SearchWords, hits: readonly ReadonlyMap<string, number>[]): number {
  let sum = 0;
  let hitting = 0;
  for (const hit of hits) {
    let best = 0;
    for (const [word, quality] of hit) best = Math.max(best, quality * (row.words.get(word) ?? 0));
    if (best > 0) hitting++;
    sum += best;
  }
  return sum * (hitting / hits.length) ** 2;
}

function scoreOfCatId(catId: string, text: string): number {
  if (catId === text) return weights.catId * 4;
  if (catId.startsWith(text)) return weights.catId * qualities.beginning;
  if (text.length >= 5 && editDistance(text, catId, 2) <= 2) return weights.catId * qualities.near;
  return text.length >= 3 && abbreviates(text, catId)
    ? weights.catId * qualities.short * (text.length / catId.length)
    : 0;
}

/** Whether a CatID begins like a text and has its letters in order, with others between: `drwd` for `doorwood`. */
function abbreviates(text: string, catId: string): boolean {
  if (text[0] !== catId[0]) return false;
  let at = 0;
  for (const letter of catId) if (letter === text[at]) at += 1;
  return at === text.length;
}

/** Words of the list that a word asked for may mean, with the quality of the likeness. */
function wordsLike(query: string, words: readonly string[]): ReadonlyMap<string, number> {
  const alike = new Map<string, number>();
  const slips = query.length >= 7 ? 2 : query.length >= 4 ? 1 : 0;
  for (const word of words) {
    if (word === query) alike.set(word, qualities.whole);
    else if (word.startsWith(query)) alike.set(word, qualities.beginning);
    else if (slips > 0 && editDistance(query, word, slips) <= slips) alike.set(word, qualities.near);
  }
  return alike;
}

function wordsOf(subcategory: Subcategory): SearchWords {
  const words = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of splitName(text)) words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  add(subcategory.subCategory, weights.subCategory);
  add(subcategory.category, weights.category);
  for (const keyword of subcategory.keywords) add(keyword, weights.keyword);
  return { subcategory, catId: subcategory.catId.toLowerCase(), words };
}
