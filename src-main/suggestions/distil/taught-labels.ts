/** Labels of a training run move a version's suggestions head as a person's labels move it. */
import { categories } from '../../../src-shared/ucs/index.ts';
import type { PooledSound } from '../../learning/index.ts';
import { createHeadFitter } from '../learning/fit-head.ts';
import type { Head, LearningConstants } from '../starter.ts';

/** A sound whose category is known. */
export type SoundToKnow = { readonly after: PooledSound; readonly category: string };

const TURN_MILLISECONDS = 1_000;
/** Labels that contradict each other don't end. */
const LONGEST_FIT_MILLISECONDS = 60_000;

export function taughtLabels(
  prior: Head,
  learning: LearningConstants,
  known: readonly { readonly features: Float32Array; readonly category: string }[],
): Head {
  const fitter = createHeadFitter(prior, learning);
  const counts = new Map<number, number>();
  for (const [place, { features, category }] of known.entries()) {
    const index = categories.indexOf(category);
    const count = counts.get(index) ?? 0;
    if (index < 0 || count >= learning.mostPerCategory) continue;
    counts.set(index, count + 1);
    fitter.add(String(place), index, features);
  }
  if (fitter.size() === 0) return prior;
  const until = performance.now() + LONGEST_FIT_MILLISECONDS;
  while (!fitter.fit(TURN_MILLISECONDS)) if (performance.now() > until) break;
  return fitter.head();
}
