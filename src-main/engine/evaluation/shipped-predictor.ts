import { categories } from '../../../src-shared/ucs/index.ts';
import type { Prediction, Predictor } from '../../evaluation/index.ts';
import {
  createNameContext,
  describe,
  packNames,
  readNames,
  type SoundEvidence,
  unpackNames,
} from '../../suggestions/index.ts';

/**
 * Suggestions as they are made of sounds that were just added, before any label: by the starter head that comes along.
 * @param withNames how often words occur is counted over the sounds of the library that are scored together
 */
export const shippedPredictor = (withNames: boolean): Predictor => ({
  name: withNames ? 'as it ships and named' : 'as it ships',
  withNames,
  learns: false,
  fit: async () => ({
    predict: async (sounds) => {
      const context = createNameContext();
      for (const { library, relativePath } of sounds) context.add({ libraryName: library, relativePath });
      return sounds.map(({ library: libraryName, relativePath, fields, embeddings, frameCategories, levelsDb }) => {
        const names = withNames ? packNames(readNames({ libraryName, relativePath, fields }, context)) : null;
        return predictionOf({ embeddings, frameCategories, levelsDb, named: names && unpackNames(names) });
      });
    },
  }),
});

function predictionOf(sound: SoundEvidence): Prediction {
  const { suggestions } = describe(sound, null, categories.length);
  const probabilities = new Float32Array(categories.length);
  for (const { category, probability } of suggestions) probabilities[categories.indexOf(category)] = probability;
  return { probabilities, catId: suggestions[0]?.catId ?? null };
}
