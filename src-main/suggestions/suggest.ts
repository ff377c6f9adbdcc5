import type { Suggestion } from '../../src-shared/contract/suggestions.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import type { CategoryBelief, EvidenceSource, SoundEvidence } from './evidence.ts';
import { heard } from './heard.ts';

/** Suggestions kept and shown for a sound. */
export const SUGGESTIONS_A_SOUND = 5;

/** Every source that is asked. Names and neighbours join here. */
const sources: readonly EvidenceSource[] = [heard];

/**
 * The most probable categories of a sound, best first; empty where nothing can be said (silence).
 * @param top how many at most
 */
export function suggest(sound: SoundEvidence, top = SUGGESTIONS_A_SOUND): readonly Suggestion[] {
  const beliefs = sources.flatMap((source) => source(sound) ?? []);
  if (beliefs.length === 0) return [];
  const fused = fuse(beliefs);
  return Array.from(fused.keys())
    .sort((a, b) => (fused[b] ?? 0) - (fused[a] ?? 0) || a - b)
    .slice(0, top)
    .map((index) => ({
      category: categories[index] ?? '',
      catId: null,
      probability: fused[index] ?? 0,
      evidence: beliefs.map(({ kind, probabilities, explain }) => ({
        kind,
        probability: probabilities[index] ?? 0,
        text: explain(index),
      })),
    }));
}

/** The plain mean of the sources: with one source, that source. Calibrated fusion replaces this function. */
function fuse(beliefs: readonly CategoryBelief[]): Float32Array {
  return Float32Array.from(
    categories,
    (_, index) => beliefs.reduce((sum, { probabilities }) => sum + (probabilities[index] ?? 0), 0) / beliefs.length,
  );
}
