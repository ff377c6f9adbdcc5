import { posix } from 'node:path';
import { categories } from '../../../src-shared/ucs/index.ts';
import type { FittedPredictor, LabelledSound, Prediction, Predictor, SoundToPredict } from '../../evaluation/index.ts';
import { joinBytes } from '../../joined-bytes.ts';
import { type PooledSound, poolSound } from '../../learning/index.ts';
import {
  createNameContext,
  Learner,
  packFeatures,
  packNames,
  readNames,
  type SoundToTeach,
  type Starter,
  shippedStarter,
  type Taught,
} from '../../suggestions/index.ts';
import { zeroShotPredictor } from './zero-shot-predictor.ts';

/** Where starter heads are taught: a thread. */
export type Teaching = { readonly teach: (sounds: readonly SoundToTeach[]) => Promise<Taught | null> };

/** A subcategory is named when it is likelier than not. */
const CERTAIN = 0.5;

/** Suggestions as the product makes them in a new catalogue, by the starter head that comes along. */
export const shippedPredictor = (withNames: boolean): Predictor => ({
  name: withNames ? 'as it ships and named' : 'as it ships',
  withNames,
  learns: false,
  fit: async (train) => {
    const starter = shippedStarter();
    return starter ? fittedBy(starter, withNames) : zeroShotPredictor.fit(train);
  },
});

/**
 * The same by a head that is taught as the one that ships was, but by the sounds to learn from alone. What was learned from
 * the same sounds before is taken as it was: with names it is asked for a second time.
 */
export function taughtPredictors(teaching: Teaching): readonly Predictor[] {
  const before = new Map<string, Promise<Taught | null>>();
  const starterOf = async (train: readonly LabelledSound[]): Promise<Starter | null> => {
    const shipped = shippedStarter();
    const key = train.map(({ path }) => path).join('\0');
    const learned = before.get(key) ?? teaching.teach(train.flatMap(soundToTeach));
    before.set(key, learned);
    const taught = await learned;
    return shipped && taught && { ...shipped, ...taught };
  };
  return [false, true].map((withNames) => ({
    name: withNames ? 'taught by others and named' : 'taught by others',
    withNames,
    learns: true,
    fit: async (train) => {
      const starter = await starterOf(train);
      return starter ? fittedBy(starter, withNames) : zeroShotPredictor.fit(train);
    },
  }));
}

function soundToTeach(sound: LabelledSound): readonly SoundToTeach[] {
  const { library, category, trust } = sound;
  const pooled: PooledSound | null = poolSound(sound);
  return pooled ? [{ library, category, trust, pooled }] : [];
}

/** @param decided sounds of the library at hand that a person labelled */
function fittedBy(starter: Starter, withNames: boolean, decided: readonly LabelledSound[] = []): FittedPredictor {
  return {
    predict: async (sounds) => predict(starter, withNames, sounds, decided),
    adapt: async (labelled) => fittedBy(starter, withNames, [...decided, ...labelled]),
  };
}

/** A catalogue of these sounds and labels, as the product would have it. */
function predict(
  starter: Starter,
  withNames: boolean,
  sounds: readonly SoundToPredict[],
  decided: readonly LabelledSound[],
): readonly Prediction[] {
  const predictions: Prediction[] = sounds.map(() => ({
    probabilities: new Float32Array(categories.length),
    catId: null,
  }));
  const all = [...sounds, ...decided];
  const soundIds = Uint32Array.from(all, (_, place) => place + 1);
  const folders = [...new Set(all.map(folderOf))];
  const beliefs = withNames ? readAll(all) : null;
  const features = joinBytes(all.map((sound) => packFeatures(starter.features, sound) ?? new Uint8Array()));
  const names = joinBytes(all.map((_, place) => packNames(beliefs?.[place] ?? null)));
  const learner = new Learner(starter);
  learner.load({
    soundIds,
    payloadIds: soundIds,
    folders: Float64Array.from(all, (sound) => folders.indexOf(folderOf(sound))),
    features: features.bytes,
    ends: features.ends,
    names: names.bytes,
    nameEnds: names.ends,
  });
  for (const [place, { category }] of decided.entries()) {
    const soundId = sounds.length + place + 1;
    learner.label([soundId], [{ soundId, payloadId: soundId, region: null, category }]);
  }
  learner.begin(null);
  while (learner.isFitting) learner.step();
  learner.tellAll((soundId, probabilities) => {
    if (soundId > sounds.length) return;
    const best = probabilities.indexOf(Math.max(...probabilities));
    const [first] = beliefs?.[soundId - 1]?.catIdsOf(best) ?? [];
    const catId = first && first.probability >= CERTAIN ? first.catId : null;
    predictions[soundId - 1] = { probabilities, catId };
  });
  return predictions;
}

const folderOf = ({ relativePath }: SoundToPredict): string => posix.dirname(relativePath);

/** How often words occur is counted over the sounds of the library that are scored together. */
function readAll(sounds: readonly SoundToPredict[]) {
  const context = createNameContext();
  for (const { library, relativePath } of sounds) context.add({ libraryName: library, relativePath });
  return sounds.map(({ library, relativePath, fields }) =>
    readNames({ libraryName: library, relativePath, fields }, context),
  );
}
