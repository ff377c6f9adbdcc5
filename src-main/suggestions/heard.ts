import { categories } from '../../src-shared/ucs/index.ts';
import { audibleFrames, countWins, meanOverFrames } from '../learning/index.ts';
import type { CategoryBelief, SoundEvidence } from './evidence.ts';
import type { HeardFrames } from './features.ts';

/**
 * ARCHIVED says how a recording is kept, not what it sounds like; the heads' inferred class names give it a share of
 * ANIMALS and BEEPS by mistake.
 */
export const UNHEARABLE = categories.indexOf('ARCHIVED');

/** Zero-shot evidence: the heads' category probabilities, averaged over the frames that hold sound. */
export function heard({ frameCategories, levelsDb }: SoundEvidence): CategoryBelief | null {
  const frames = audibleFrames(levelsDb);
  if (frames.length === 0) return null;
  const won = countWins(frameCategories, categories.length, frames);
  const probabilities = meanOverFrames(frameCategories, categories.length, frames);
  probabilities[UNHEARABLE] = 0;
  const wins = new Map([...won.entries()]);
  return { kind: 'heard', probabilities, explain: (index) => heardWords({ frames: frames.length, wins }, index) };
}

/** In how many frames the heads heard a category, for a person. */
export function heardWords({ frames, wins }: HeardFrames, categoryIndex: number): string {
  const count = wins.get(categoryIndex) ?? 0;
  const name = categories[categoryIndex] ?? 'this';
  if (frames === 1) return count ? `sounds most like ${name}` : `sounds a little like ${name}`;
  return count ? `sounds most like ${name} in ${count} of ${frames} frames` : `sounds a little like ${name} throughout`;
}
