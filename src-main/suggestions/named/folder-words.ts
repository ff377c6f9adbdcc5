import { categories } from '../../../src-shared/ucs/index.ts';
import type { Analysis } from './analyse.ts';

/** What the file names of one folder say together. */
export type FolderWords = {
  sounds: number;
  /** Strengths of all words of all file names, by category. */
  readonly strengths: Float32Array;
  /** How often each word occurs, by its key. */
  readonly words: Map<string, number>;
};

/** As if so many sounds of a folder had said nothing. */
const UNSEEN_SOUNDS = 2;

/** A folder without sounds. */
export function emptyFolder(): FolderWords {
  return { sounds: 0, strengths: new Float32Array(categories.length), words: new Map() };
}

/** Counts a sound's file name in (`change` 1) or out (−1). */
export function countFileName(folder: FolderWords, name: Analysis, change: 1 | -1): void {
  folder.sounds += change;
  for (const { term, key, certainty } of name.matches) {
    addStrength(folder.strengths, term, change * certainty);
    const left = (folder.words.get(key) ?? 0) + change * certainty;
    if (left > 1e-6) folder.words.set(key, left);
    else folder.words.delete(key);
  }
}

/**
 * Adds the mean strengths of the other file names to `into`, times `share`. Words that the sound's own name holds are
 * left out: `beep_2` says of `beep_1` nothing that it doesn't say itself.
 */
export function addOtherNames(folder: FolderWords, own: Analysis, share: number, into: Float32Array): void {
  if (folder.sounds < 2) return;
  const part = share / (folder.sounds - 1 + UNSEEN_SOUNDS);
  for (let category = 0; category < into.length; category++) {
    into[category] = (into[category] ?? 0) + part * (folder.strengths[category] ?? 0);
  }
  const left = new Set<string>();
  for (const { term, key } of own.matches) {
    if (left.has(key)) continue;
    left.add(key);
    addStrength(into, term, -part * (folder.words.get(key) ?? 0));
  }
}

function addStrength(strengths: Float32Array, term: Analysis['matches'][number]['term'], times: number): void {
  for (let index = 0; index < term.categories.length; index++) {
    const category = term.categories[index] ?? 0;
    strengths[category] = (strengths[category] ?? 0) + times * (term.inFileName[index] ?? 0);
  }
}
