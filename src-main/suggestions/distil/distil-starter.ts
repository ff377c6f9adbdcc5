/** The suggestions head of a version whose encoder was trained: what the head of before said, then the run's labels. */
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { featuresIn, featuresOf, fitFeatureSpace, fitSoftHead, type PooledSound } from '../../learning/index.ts';
import { scoresOf, softmax } from '../fusion.ts';
import { type Head, pooledLength, type Starter } from '../starter.ts';
import { FEATURES_VERSION } from '../teach.ts';
import { type SoundToKnow, taughtLabels } from './taught-labels.ts';

/** A sound as both versions hear it. */
export type SoundHeardTwice = { readonly before: PooledSound; readonly after: PooledSound };

/** Chosen on libraries left out (docs/models.md): what is learned from is what is wanted, so little holds weights back. */
const PENALTY = 2;
const PASSES = 80;

/**
 * Fits features to the new embeddings of all sounds; a head on them to what the old head says of the old embeddings of the
 * same sounds (distillation); and that head to the labels, held to what it said as a person's labels are held to the
 * starter's (MAP), so that categories without labels stay as they were known.
 *
 * @param known at most as many of a category as the starter says count; the first ones of each
 * @returns `null` of fewer than two sounds, which have no spread
 */
export function distilStarter(
  old: Starter,
  modelVersion: ModelVersionId,
  heard: readonly SoundHeardTwice[],
  known: readonly SoundToKnow[],
): Starter | null {
  const sounds = [...heard.map(({ after }) => after), ...known.map(({ after }) => after)];
  if (heard.length < 2) return null;
  if (sounds.some(({ meanAndMax }) => meanAndMax.length !== pooledLength))
    throw new RangeError(`a pooled sound has ${pooledLength} numbers`);
  const space = fitFeatureSpace(sounds);
  const columns = featuresIn(space);
  const outputs = categories.length;
  const values = new Float32Array(heard.length * columns);
  const targets = new Float32Array(heard.length * outputs);
  for (const [place, { before, after }] of heard.entries()) {
    values.set(featuresOf(space, after), place * columns);
    targets.set(softmax(scoresOf(old.head, featuresOf(old.features, before), 1)), place * outputs);
  }
  const { weights } = fitSoftHead(
    { features: { columns, values }, targets, outputs },
    { penalty: PENALTY, passes: PASSES },
  );
  const distilled: Head = { weights: new Float32Array(outputs * columns), biases: new Float32Array(outputs) };
  for (let output = 0; output < outputs; output += 1) {
    const from = output * (columns + 1);
    distilled.weights.set(weights.subarray(from, from + columns), output * columns);
    distilled.biases[output] = weights[from + columns] as number;
  }
  return {
    modelVersion,
    features: { ...space, version: FEATURES_VERSION },
    head: taughtLabels(
      distilled,
      old.learning,
      known.map(({ after, category }) => ({ features: featuresOf(space, after), category })),
    ),
    // How much sources count beside each other was fitted to the shipped embeddings; so few labels can't fit it anew.
    fusion: old.fusion,
    learning: old.learning,
  };
}
