import { categories } from '../../../src-shared/ucs/index.ts';
import type { Predictor } from '../../evaluation/index.ts';
import { suggest } from '../../suggestions/index.ts';

/** What the heads of the encoder say alone: what everything else is measured by. */
export const zeroShotPredictor: Predictor = {
  name: 'heard (zero-shot)',
  withNames: false,
  learns: false,
  fit: async () => ({
    predict: async (sounds) =>
      sounds.map(({ frameCategories, levelsDb }) => {
        const suggestions = suggest({ frameCategories, levelsDb }, categories.length);
        const probabilities = new Float32Array(categories.length);
        for (const { category, probability } of suggestions) probabilities[categories.indexOf(category)] = probability;
        return { probabilities, catId: suggestions[0]?.catId ?? null };
      }),
  }),
};
