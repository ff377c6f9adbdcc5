import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import type { CatId } from '../../../src-shared/contract/identifiers.ts';
import { categories, subcategories } from '../../../src-shared/ucs/index.ts';
import { type Analysis, analyse, type Match } from './analyse.ts';
import { type NameContext, type NamedPath, splitPath } from './context.ts';
import { explainMatches, type Place, type PlacedMatch } from './explain.ts';
import { type Stated, statedIn } from './stated.ts';
import { weights } from './weights.ts';

/** What the names and the embedded metadata of a sound say of its category. */
export type NamedBelief = {
  /** 82 probabilities in the order of the UCS categories; they sum to 1. */
  readonly probabilities: Float32Array;
  /** P(CatID | category), best first; what is missing to 1 is the chance that no subcategory is meant. */
  readonly catIdsOf: (categoryIndex: number) => readonly { readonly catId: CatId; readonly probability: number }[];
  /** The words that speak for a category: `named “door”, “slam” in the folder Doors`. */
  readonly explain: (categoryIndex: number) => string;
};

/** A sound's names: where it lies, and the well-known metadata fields of its file. */
export type SoundNames = NamedPath & { readonly fields?: EmbeddedMetadata['fields'] };

const VOICES = categories.indexOf('VOICES');
const MUSICAL = categories.indexOf('MUSICAL');
/** Fewer CatIDs than this share of the best are left out. */
const LEAST_SHARE = 0.02;

/**
 * Reads the file name, the folders, the library's name and the embedded metadata of a sound.
 *
 * A UCS file name, a CatID or a category in the metadata is believed nearly outright; all other words are weighed by
 * where they stand, how many categories they may mean and how many sounds of the library carry them.
 * Returns `null` where no word says anything (`IMG_0001`, `take 4`).
 */
export function readNames(sound: SoundNames, context: NameContext): NamedBelief | null {
  const stated = statedIn(sound);
  const gathered = gather(sound, context);
  const scores = scoreOf(gathered);
  const ownScores = scores.slice();
  const strongest = strongestOf(scores);
  context.addNeighbours(sound, gathered.own, weights.neighbours / (1 + strongest / weights.neighboursHalvedBy), scores);
  if (!stated && strongestOf(scores) < weights.least) return null;
  const probabilities = softmax(scores);
  if (stated) believe(probabilities, stated);
  return {
    probabilities,
    catIdsOf: (categoryIndex) => catIdsOf(categoryIndex, gathered.matches, stated),
    explain: (categoryIndex) =>
      explainMatches(categoryIndex, gathered.matches, {
        stated,
        sentence: gathered.sentence > 0,
        neighbours: (scores[categoryIndex] ?? 0) - (ownScores[categoryIndex] ?? 0) >= weights.least,
      }),
  };
}

type Gathered = { readonly own: Analysis; readonly matches: readonly PlacedMatch[]; readonly sentence: number };

function gather(sound: SoundNames, context: NameContext): Gathered {
  const matches: PlacedMatch[] = [];
  const { folderNames, fileName } = splitPath(sound.relativePath);
  const place = (analysis: Analysis, weight: number, where: Place, folder: string): void => {
    for (const match of analysis.matches) {
      matches.push({ match, weight: weight * match.certainty * informative(match, sound, context), where, folder });
    }
  };
  const own = analyse(fileName);
  place(own, weights.fileName, 'file name', '');
  for (let up = 0; up < folderNames.length; up++) {
    const name = folderNames[folderNames.length - 1 - up] ?? '';
    const weight = weights.folders[Math.min(up, weights.folders.length - 1)] ?? 0;
    place(context.readFolder(name), weight, 'folder', name);
  }
  place(context.readFolder(sound.libraryName), weights.libraryName, 'library', sound.libraryName);
  const fields = sound.fields;
  if (fields) {
    const read = (text: string | undefined, weight: number, where: Place): void => {
      if (text) place(analyse(text), weight, where, '');
    };
    read(fields.fxName, weights.fxName, 'metadata');
    if (fields.title !== fileName) read(fields.title, weights.title, 'metadata');
    read(fields.description, weights.description, 'metadata');
    read(fields.keywords, weights.keywords, 'metadata');
    read(fields.category, weights.categoryWords, 'metadata');
    read(fields.subCategory, weights.categoryWords, 'metadata');
    read(fields.userCategory, weights.categoryWords, 'metadata');
    read(fields.vendorCategory, weights.categoryWords, 'metadata');
    read(fields.comment, weights.comment, 'metadata');
    read(fields.notes, weights.comment, 'metadata');
  }
  return { own, matches, sentence: sentenceStrength(own.ordinaryRun) };
}

/** Words that nearly every sound of the library carries tell its sounds not apart. */
function informative(match: Match, { libraryName }: SoundNames, context: NameContext): number {
  const share = context.shareOf(libraryName, match.key);
  return 1 - (1 - weights.everywhere) * share * share;
}

function sentenceStrength(run: number): number {
  if (run === 0) return 0;
  return Math.min(weights.sentenceMost, weights.sentenceFirst + (run - 1) * weights.sentenceWord);
}

/** Sums the words for each category; the strongest counts in full, the further ones less. */
function scoreOf({ matches, sentence }: Gathered): Float32Array {
  const sums = new Float32Array(categories.length);
  const strongest = new Float32Array(categories.length);
  const add = (category: number, strength: number): void => {
    sums[category] = (sums[category] ?? 0) + strength;
    strongest[category] = Math.max(strongest[category] ?? 0, strength);
  };
  for (const { match, weight, where } of matches) {
    const { term } = match;
    const strengths = where === 'file name' || where === 'metadata' ? term.inFileName : term.inFolder;
    for (let index = 0; index < term.categories.length; index++) {
      add(term.categories[index] ?? 0, (strengths[index] ?? 0) * weight);
    }
  }
  if (sentence > 0) {
    add(VOICES, sentence);
    add(MUSICAL, sentence * weights.songShare);
  }
  for (let category = 0; category < sums.length; category++) {
    const most = strongest[category] ?? 0;
    sums[category] = most + weights.further * ((sums[category] ?? 0) - most);
  }
  return sums;
}

function strongestOf(scores: Float32Array): number {
  return scores.reduce((most, score) => Math.max(most, score), 0);
}

function softmax(scores: Float32Array): Float32Array {
  const most = strongestOf(scores);
  let sum = 0;
  const probabilities = scores.map((score) => {
    const odds = Math.exp(weights.scale * (score - most));
    sum += odds;
    return odds;
  });
  for (let category = 0; category < probabilities.length; category++) {
    probabilities[category] =
      ((1 - weights.doubt) * (probabilities[category] ?? 0)) / sum + weights.doubt / probabilities.length;
  }
  return probabilities;
}

function believe(probabilities: Float32Array, { category }: Stated): void {
  for (let index = 0; index < probabilities.length; index++) {
    const share = (probabilities[index] ?? 0) * (1 - weights.statedCategory);
    probabilities[index] = index === category ? share + weights.statedCategory : share;
  }
}

function catIdsOf(
  category: number,
  matches: readonly PlacedMatch[],
  stated: Stated | null,
): readonly { readonly catId: CatId; readonly probability: number }[] {
  const scores = new Map<number, number>();
  const speaking = matches.filter(({ match }) => match.term.categories.includes(category));
  // How sure the category itself is doesn't matter here: the best placed word for it counts in full.
  const heaviest = speaking.reduce((most, { weight }) => Math.max(most, weight), 0);
  for (const { match, weight } of speaking) {
    const { term } = match;
    for (let index = 0; index < term.subcategories.length; index++) {
      if (term.subcategoryCategories[index] !== category) continue;
      const subcategory = term.subcategories[index] ?? 0;
      scores.set(
        subcategory,
        (scores.get(subcategory) ?? 0) + ((term.subcategoryWeights[index] ?? 0) * weight) / heaviest,
      );
    }
  }
  const own = stated?.category === category ? stated.subcategory : null;
  const odds = [...scores].map(([subcategory, score]) => [subcategory, Math.exp(score)] as const);
  const sum = odds.reduce((total, [, value]) => total + value, Math.exp(weights.noSubcategory));
  const rest = own === null ? 1 : 1 - weights.statedSubcategory;
  const shares = new Map(odds.map(([subcategory, value]) => [subcategory, (rest * value) / sum]));
  if (own !== null) shares.set(own, (shares.get(own) ?? 0) + weights.statedSubcategory);
  const best = Math.max(0, ...shares.values());
  return [...shares]
    .filter(([, share]) => share >= best * LEAST_SHARE)
    .sort(([a, shareA], [b, shareB]) => shareB - shareA || a - b)
    .flatMap(([subcategory, probability]) => {
      const row = subcategories[subcategory];
      return row ? [{ catId: row.catId, probability }] : [];
    });
}
