import { categories } from '../../src-shared/ucs/index.ts';
import {
  balancedWeights,
  type FeatureSpace,
  featuresIn,
  featuresOf,
  fitFeatureSpace,
  fitLinearHead,
  type LinearHead,
  type PooledSound,
  poolSound,
  predictLinearHead,
} from '../learning/index.ts';
import type { LabelledSound, Prediction, Predictor, SoundToPredict } from './predictor.ts';

/** Chosen on left-out libraries of openly licensed sounds: most of a library and category that count. */
const CAP = 60;
const PENALTY = 50;
/** What a category that nobody labelled is given, so that hearing can still bring it up. */
const UNKNOWN = 1e-5;
/** How much the heads' own opinion counts beside the head that was fitted. */
const HEARD_EXPONENT = 0.3;
const HEARD_FLOOR = 1e-3;
/** ARCHIVED says how a recording is kept, not what it sounds like. */
const UNHEARABLE = categories.indexOf('ARCHIVED');

type Learned = { readonly space: FeatureSpace; readonly head: LinearHead };

/** A softmax regression on pooled embeddings, in a log-linear pool with what the heads hear. By sound alone. */
export const linearPredictor: Predictor = {
  name: 'linear head and heard',
  withNames: false,
  learns: true,
  fit: async (train) => {
    const learned = learn(train);
    return { predict: async (sounds) => sounds.map((sound) => predictSound(learned, sound)) };
  },
};

function learn(train: readonly LabelledSound[]): Learned | null {
  const known = train.flatMap((sound) => {
    const pooled = poolSound(sound);
    return pooled ? [{ sound, pooled }] : [];
  });
  // One sound has no spread.
  if (known.length < 2) return null;
  const space = fitFeatureSpace(known.map(({ pooled }) => pooled));
  const columns = featuresIn(space);
  const values = new Float32Array(known.length * columns);
  for (const [index, { pooled }] of known.entries()) values.set(featuresOf(space, pooled), index * columns);
  const head = fitLinearHead(
    {
      features: { columns, values },
      classes: known.map(({ sound }) => sound.categoryIndex),
      sampleWeights: balancedWeights(
        known.map(({ sound }) => sound),
        CAP,
      ),
    },
    { penalty: PENALTY },
  );
  return { space, head };
}

function predictSound(learned: Learned | null, sound: SoundToPredict): Prediction {
  const pooled = poolSound(sound);
  if (!pooled || !learned)
    return { probabilities: pooled?.categories ?? new Float32Array(categories.length), catId: null };
  return { probabilities: pool(learned, pooled), catId: null };
}

function pool({ space, head }: Learned, pooled: PooledSound): Float32Array {
  const learned = predictLinearHead(head, featuresOf(space, pooled), categories.length, UNKNOWN);
  const both = learned.map((probability, index) => {
    const heard = index === UNHEARABLE ? 0 : (pooled.categories[index] ?? 0);
    return probability * (heard + HEARD_FLOOR) ** HEARD_EXPONENT;
  });
  const sum = both.reduce((total, value) => total + value, 0);
  return both.map((value) => value / sum);
}
