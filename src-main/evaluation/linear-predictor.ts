import { createHash } from 'node:crypto';
import { categories } from '../../src-shared/ucs/index.ts';
import {
  balancedWeights,
  type FitOptions,
  featuresIn,
  featuresOf,
  type LabelledFeatures,
  type LearnedSounds,
  type LinearHead,
  type PooledSound,
  poolSound,
  predictLinearHead,
  type SoundsToLearn,
} from '../learning/index.ts';
import type { FittedPredictor, LabelledSound, Prediction, Predictor, SoundToPredict } from './predictor.ts';

/** Chosen on left-out libraries of openly licensed sounds: most of a library and category that count. */
const CAP = 60;
const PENALTY = 50;
/** How far a person's labels may move the head: few of them must count beside thousands. */
const PERSONAL_PENALTY = 5;
/** What a category that nobody labelled is given, so that hearing can still bring it up. */
const UNKNOWN = 1e-5;
/** How much the heads' own opinion counts beside the head that was fitted. */
const HEARD_EXPONENT = 0.3;
const HEARD_FLOOR = 1e-3;
/** ARCHIVED says how a recording is kept, not what it sounds like. */
const UNHEARABLE = categories.indexOf('ARCHIVED');

/** Where learning is done: here, or in a thread. */
export type Learning = {
  readonly learnSounds: (request: SoundsToLearn) => Promise<LearnedSounds | null>;
  readonly fitHead: (labelled: LabelledFeatures, options: FitOptions) => Promise<LinearHead>;
};

/**
 * A softmax regression on pooled embeddings, in a log-linear pool with what the heads hear. By sound alone. What was
 * learned from the same sounds before is taken as it was: with names it is asked for a second time.
 */
export function linearPredictor(learning: Learning): Predictor {
  const before = new Map<string, Promise<LearnedSounds | null>>();
  return {
    name: 'linear head and heard',
    withNames: false,
    learns: true,
    fit: async (train) => {
      const key = digestOf(train);
      const learned = before.get(key) ?? learning.learnSounds(soundsToLearn(train));
      before.set(key, learned);
      return fittedWith(await learned, learning);
    },
  };
}

function digestOf(train: readonly LabelledSound[]): string {
  const hash = createHash('sha256');
  for (const { path, category } of train) hash.update(`${path}\0${category}\0`);
  return hash.digest('hex');
}

function fittedWith(learned: LearnedSounds | null, learning: Learning): FittedPredictor {
  return {
    predict: async (sounds) => sounds.map((sound) => predictSound(learned, sound)),
    adapt: async (labelled) => fittedWith(learned && (await adapted(learned, labelled, learning)), learning),
  };
}

/** The head fitted further, drawn towards what it was. */
async function adapted(
  { space, head }: LearnedSounds,
  labelled: readonly LabelledSound[],
  learning: Learning,
): Promise<LearnedSounds> {
  const { sounds, classes } = soundsToLearn(labelled);
  const columns = featuresIn(space);
  const values = Float32Array.from(sounds.flatMap((sound) => [...featuresOf(space, sound)]));
  const options = { penalty: PERSONAL_PENALTY, biasPenalty: PERSONAL_PENALTY, prior: head };
  return { space, head: await learning.fitHead({ features: { columns, values }, classes }, options) };
}

function soundsToLearn(train: readonly LabelledSound[]): SoundsToLearn {
  const known = train.flatMap((sound) => {
    const pooled = poolSound(sound);
    return pooled ? [{ sound, pooled }] : [];
  });
  const labelled = known.map(({ sound }) => sound);
  return {
    sounds: known.map(({ pooled }) => pooled),
    classes: labelled.map(({ categoryIndex }) => categoryIndex),
    sampleWeights: balancedWeights(labelled, CAP),
    options: { penalty: PENALTY },
  };
}

function predictSound(learned: LearnedSounds | null, sound: SoundToPredict): Prediction {
  const pooled = poolSound(sound);
  if (!pooled || !learned)
    return { probabilities: pooled?.categories ?? new Float32Array(categories.length), catId: null };
  return { probabilities: pool(learned, pooled), catId: null };
}

function pool({ space, head }: LearnedSounds, pooled: PooledSound): Float32Array {
  const learned = predictLinearHead(head, featuresOf(space, pooled), categories.length, UNKNOWN);
  const both = learned.map((probability, index) => {
    const heard = index === UNHEARABLE ? 0 : (pooled.categories[index] ?? 0);
    return probability * (heard + HEARD_FLOOR) ** HEARD_EXPONENT;
  });
  const sum = both.reduce((total, value) => total + value, 0);
  return both.map((value) => value / sum);
}
