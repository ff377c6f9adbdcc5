/** The suggestions head of an adapter's version: what the head of before knew, to the letter, then the run's labels. */
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { MapBack } from '../../encoder/index.ts';
import { featuresOf } from '../../learning/index.ts';
import { componentCount, type FeatureParameters, pooledLength, type Starter } from '../starter.ts';
import { FEATURES_VERSION } from '../teach.ts';
import { type SoundToKnow, taughtLabels } from './taught-labels.ts';

/** How embeddings of the old version and of the new one belong together. */
export type Carriage = {
  readonly back: MapBack;
  /** frames × 512 of the old version → of the new one */
  readonly forward: (embeddings: Float32Array) => Float32Array;
};

/**
 * Old features of new embeddings: the way back goes into the components. Exact of the mean of a sound's frames; of their
 * largest as far as the adapter mixes numbers little (0.997 of first suggestions stay: docs/models.md).
 */
export function carryFeatures(
  { mean, spread, components, ...logs }: FeatureParameters,
  by: Carriage,
): FeatureParameters {
  const { matrix, offset } = by.back;
  const half = pooledLength / 2;
  const old = offset.length;
  const now = matrix.length / old;
  const carried = new Float32Array(componentCount * pooledLength);
  const sums = new Float64Array(now);
  for (let row = 0; row < componentCount; row += 1) {
    for (const from of [row * pooledLength, row * pooledLength + half]) {
      sums.fill(0);
      for (let k = 0; k < old; k += 1) {
        const factor = (components[from + k] as number) / (spread[(from + k) % pooledLength] as number);
        for (let at = 0; at < now; at += 1) sums[at] = (sums[at] as number) + factor * (matrix[k * now + at] as number);
      }
      carried.set(sums, from);
    }
  }
  return {
    ...logs,
    version: FEATURES_VERSION,
    mean: by.forward(mean),
    spread: new Float32Array(pooledLength).fill(1),
    components: carried,
  };
}

/**
 * The old head on old features, read through the adapter; then taught the run's labels, held to what it said as a
 * person's labels are held to the starter's (MAP). No sound is needed for it but those with labels.
 *
 * @param known at most as many of a category as the starter says count; the first ones of each
 */
export function carryStarter(
  old: Starter,
  modelVersion: ModelVersionId,
  by: Carriage,
  known: readonly SoundToKnow[],
): Starter {
  const features = carryFeatures(old.features, by);
  const lessons = known.map(({ after, category }) => ({ features: featuresOf(features, after), category }));
  return { ...old, modelVersion, features, head: taughtLabels(old.head, old.learning, lessons) };
}
