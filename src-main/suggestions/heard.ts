import { categories } from '../../src-shared/ucs/index.ts';
import { audibleFrames, countWins, meanOverFrames } from '../learning/index.ts';
import type { EvidenceSource } from './evidence.ts';

/**
 * ARCHIVED says how a recording is kept, not what it sounds like; the heads' inferred class names give it a share of
 * ANIMALS and BEEPS by mistake.
 */
const UNHEARABLE = categories.indexOf('ARCHIVED');

/** Zero-shot evidence: the heads' category probabilities, averaged over the frames that hold sound. */
export const heard: EvidenceSource = ({ frameCategories, levelsDb }) => {
  const frames = audibleFrames(levelsDb);
  if (frames.length === 0) return null;
  const wins = countWins(frameCategories, categories.length, frames);
  const probabilities = meanOverFrames(frameCategories, categories.length, frames);
  probabilities[UNHEARABLE] = 0;
  return {
    kind: 'heard',
    probabilities,
    explain: (index) => {
      const count = wins[index] ?? 0;
      const name = categories[index] ?? 'this';
      if (frames.length === 1) return count ? `sounds most like ${name}` : `sounds a little like ${name}`;
      return count
        ? `sounds most like ${name} in ${count} of ${frames.length} frames`
        : `sounds a little like ${name} throughout`;
    },
  };
};
