import { categories } from '../../../src-shared/ucs/index.ts';
import type { Match } from './analyse.ts';
import type { Stated } from './stated.ts';

/** Where a word stands. */
export type Place = 'file name' | 'folder' | 'library' | 'metadata';

/** A word that the vocabulary knows, with where it stands and how much it counts there. */
export type PlacedMatch = {
  readonly match: Match;
  readonly weight: number;
  readonly where: Place;
  /** The folder's or library's name; empty elsewhere. */
  readonly folder: string;
};

/** What speaks for the category beside words: a statement, a sentence, the names of the folder's other sounds. */
type Else = { readonly stated: Stated | null; readonly sentence: boolean; readonly neighbours: boolean };

/** Words that speak for a category more weakly than this are not worth a person's time. */
const LEAST_STRENGTH = 0.5;
const MOST_WORDS = 4;
const MOST_FOLDERS = 2;

/** Words a category's evidence from names for a person: `named “door”, “slam” in the folder Doors`. */
export function explainMatches(
  category: number,
  matches: readonly PlacedMatch[],
  { stated, sentence, neighbours }: Else,
): string {
  if (stated?.category === category) return stated.reason;
  const speaking = matches.filter(({ match, where }) => {
    const { categories: spoken, inFileName, inFolder } = match.term;
    const strengths = where === 'folder' || where === 'library' ? inFolder : inFileName;
    return (strengths[spoken.indexOf(category)] ?? 0) >= LEAST_STRENGTH;
  });
  const wordsAt = (where: Place): string =>
    [...new Set(speaking.filter((found) => found.where === where).map(({ match }) => `“${match.text}”`))]
      .slice(0, MOST_WORDS)
      .join(', ');
  const folders = [...new Set(speaking.filter(({ where }) => where === 'folder').map(({ folder }) => folder))]
    .slice(0, MOST_FOLDERS)
    .join(' and ');
  const named = wordsAt('file name');
  const parts = [
    named && `named ${named}`,
    folders && `in the folder ${folders}`,
    wordsAt('library') && `in the library ${speaking.find(({ where }) => where === 'library')?.folder ?? ''}`,
  ].filter(Boolean);
  const metadata = wordsAt('metadata');
  const reasons = [parts.join(' '), metadata && `its metadata says ${metadata}`].filter(Boolean);
  if (reasons.length > 0) return reasons.join(', ');
  const name = categories[category] ?? 'this';
  if (sentence && name === 'VOICES') return 'named like something said';
  if (neighbours) return 'other sounds of its folder are named so';
  return unspoken(category);
}

/** Where no word speaks for a category. */
export const unspoken = (category: number): string => `nothing in its name says ${categories[category] ?? 'this'}`;
