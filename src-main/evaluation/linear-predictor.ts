import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { categories } from '../../src-shared/ucs/index.ts';
import {
  balancedWeights,
  type FeatureSpace,
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
  smoothBeliefs,
} from '../learning/index.ts';
import type { FittedPredictor, LabelledSound, Prediction, Predictor, SoundToPredict } from './predictor.ts';

/** Chosen on left-out libraries of openly licensed sounds, as are the others: most of a library and category that count. */
const CAP = 40;
const RARITY = 0.25;
const PENALTY = 50;
/** How far a person's labels may move the head: few of them must count beside thousands. */
const PERSONAL_PENALTY = 10;
/** Biases move more freely: which categories a library holds is what its labels tell best. */
const PERSONAL_BIAS_PENALTY = 3;
/** What a category that nobody labelled is given, so that hearing can still bring it up. */
const UNKNOWN = 1e-3;
/** How much the heads' own opinion counts beside the head that was fitted. */
const HEARD_EXPONENT = 0.3;
const HEARD_FLOOR = 1e-3;
/** What is believed is taken to this power, which makes sureness mean what it says (fitted, as CAP). */
const CALIBRATION_EXPONENT = 0.9;
const LOG_FLOOR = 1e-6;
const EMBEDDING_LENGTH = 512;
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
    predict: async (sounds) => predictSounds(learned, sounds),
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
  const options = { penalty: PERSONAL_PENALTY, biasPenalty: PERSONAL_BIAS_PENALTY, prior: head };
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
    sampleWeights: balancedWeights(labelled, CAP, RARITY),
    options: { penalty: PENALTY },
  };
}

/** Sounds of a folder are looked at together: those that sound alike agree. */
function predictSounds(learned: LearnedSounds | null, sounds: readonly SoundToPredict[]): readonly Prediction[] {
  const predictions: Prediction[] = sounds.map(() => ({
    probabilities: new Float32Array(categories.length),
    catId: null,
  }));
  const places = Map.groupBy(sounds.keys(), (place) => folderOf(sounds[place]));
  for (const folder of places.values()) {
    const heard = folder.flatMap((place) => {
      const sound = sounds[place];
      const pooled = sound && poolSound(sound);
      return pooled ? [{ place, pooled }] : [];
    });
    const beliefs = learned ? believed(learned, heard) : heard.map(({ pooled }) => pooled.categories);
    for (const [index, { place }] of heard.entries()) {
      predictions[place] = { probabilities: beliefs[index] ?? new Float32Array(categories.length), catId: null };
    }
  }
  return predictions;
}

const folderOf = (sound: SoundToPredict | undefined): string => posix.dirname(sound?.relativePath ?? '');

function believed({ space, head }: LearnedSounds, sounds: readonly { readonly pooled: PooledSound }[]) {
  const logs = smoothBeliefs({
    centred: sounds.map(({ pooled }) =>
      pooled.meanAndMax.slice(0, EMBEDDING_LENGTH).map((value, at) => value - (space.mean[at] ?? 0)),
    ),
    logs: sounds.map(({ pooled }) => logsOf(space, head, pooled)),
  });
  return logs.map((one) => shares(one.map((value) => Math.exp(value * CALIBRATION_EXPONENT))));
}

function logsOf(space: FeatureSpace, head: LinearHead, pooled: PooledSound): Float32Array {
  const learned = predictLinearHead(head, featuresOf(space, pooled), categories.length, UNKNOWN);
  const both = learned.map((probability, index) => {
    const heard = index === UNHEARABLE ? 0 : (pooled.categories[index] ?? 0);
    return probability * (heard + HEARD_FLOOR) ** HEARD_EXPONENT;
  });
  return shares(both).map((share) => Math.log(share + LOG_FLOOR));
}

function shares(values: Float32Array): Float32Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
