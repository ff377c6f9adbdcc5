import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SourceDataset } from './source-sound.ts';

/** More are counted, not named. */
const MOST_NAMED = 5;

/**
 * What is wrong with datasets before anything is read: sentences for a person.
 *
 * @throws SonothequeError `dataset-empty`, `too-few-classes` where a head could not learn anything
 */
export function checkSources(datasets: readonly SourceDataset[]): readonly string[] {
  return datasets.flatMap(({ name, sounds }) => {
    if (sounds.length === 0) {
      throw new SonothequeError({
        code: 'dataset-empty',
        message: `The dataset “${name}” has no labelled sound.`,
        nextStep: 'Label some of its sounds in the review, name another source, or leave it out.',
      });
    }
    const counts = new Map<string, number>();
    for (const { label } of sounds) counts.set(label, (counts.get(label) ?? 0) + 1);
    const [only] = counts.keys();
    if (counts.size < 2) {
      throw new SonothequeError({
        code: 'too-few-classes',
        message: `All labelled sounds of the dataset “${name}” are ${only}: there is nothing to tell apart.`,
        nextStep: 'Label sounds of another class, or leave the dataset out.',
      });
    }
    const single = [...counts].filter(([, count]) => count === 1).map(([label]) => label);
    if (single.length === 0) return [];
    const named = single.slice(0, MOST_NAMED).join(', ');
    const more = single.length > MOST_NAMED ? ` and ${single.length - MOST_NAMED} more` : '';
    const words =
      single.length === 1
        ? `has one sound of ${named}: it is learned from and can't be scored.`
        : `has one sound each of ${named}${more}: they are learned from and can't be scored.`;
    return [`“${name}” ${words}`];
  });
}

/** A dataset without copies within it; the same audio under two labels says nothing. */
export function withoutCopies(dataset: SourceDataset): {
  readonly dataset: SourceDataset;
  readonly notes: readonly string[];
} {
  const labels = new Map<string, Set<string>>();
  for (const { payloadHash, label } of dataset.sounds) {
    if (payloadHash !== null) labels.set(payloadHash, (labels.get(payloadHash) ?? new Set()).add(label));
  }
  const seen = new Set<string>();
  const sounds = dataset.sounds.filter(({ payloadHash }) => {
    if (payloadHash === null) return true;
    if ((labels.get(payloadHash)?.size ?? 0) > 1 || seen.has(payloadHash)) return false;
    seen.add(payloadHash);
    return true;
  });
  const doubtful = [...labels.values()].filter(({ size }) => size > 1).length;
  const notes =
    doubtful === 0
      ? []
      : [
          `“${dataset.name}” has the same audio under different labels ${doubtful === 1 ? 'once' : `${doubtful} times`}: it is left out.`,
        ];
  return { dataset: { ...dataset, sounds }, notes };
}
