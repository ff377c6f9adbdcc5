import { type FeatureSpace, featuresIn, featuresOf, fitFeatureSpace, type PooledSound } from './features/index.ts';
import { type FitOptions, fitLinearHead, type LinearHead } from './linear-head/index.ts';

/** Sounds to learn from, as plain numbers: a thread can be sent them. */
export type SoundsToLearn = {
  readonly sounds: readonly PooledSound[];
  /** One class a sound. */
  readonly classes: readonly number[];
  readonly sampleWeights: Float64Array;
  readonly options: FitOptions;
};

/** A head with the feature space that it was fitted in. */
export type LearnedSounds = { readonly space: FeatureSpace; readonly head: LinearHead };

/** Fits a feature space to some sounds and a head in it; seconds for thousands. `null` of fewer than two sounds, which have no spread. */
export function learnSounds({ sounds, classes, sampleWeights, options }: SoundsToLearn): LearnedSounds | null {
  if (sounds.length < 2) return null;
  const space = fitFeatureSpace(sounds);
  const columns = featuresIn(space);
  const values = new Float32Array(sounds.length * columns);
  for (const [index, sound] of sounds.entries()) values.set(featuresOf(space, sound), index * columns);
  return { space, head: fitLinearHead({ features: { columns, values }, classes, sampleWeights }, options) };
}
