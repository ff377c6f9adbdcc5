import { afterEach, describe, expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import type { LabelledSound } from '../../evaluation/index.ts';
import { chosenPredictors } from './predictors.ts';
import { Teacher } from './teacher.ts';

const teacher = new Teacher();
afterEach(() => teacher.close());

const request = { list: 'labels.tsv', names: 'both', confidence: 'high' } as const;

function soundOf(category: string, index: number): LabelledSound {
  const categoryIndex = categories.indexOf(category);
  const frameCategories = new Float32Array(categories.length).fill(0.001);
  frameCategories[categoryIndex] = 0.9;
  return {
    path: `/${category}${index}.wav`,
    library: 'a',
    relativePath: `${category}${index}.wav`,
    embeddings: Float32Array.from({ length: 512 }, (_, column) =>
      Math.sin(column * (categoryIndex + 1) + index * 0.01),
    ),
    frameCategories,
    levelsDb: Float32Array.of(-20),
    fields: {},
    category,
    categoryIndex,
    catId: null,
    trust: 1,
    duplicateGroup: null,
  };
}

describe('the ways of suggesting that are scored', () => {
  it('are those that ship, and with folds those that learn', () => {
    expect(chosenPredictors(request, teacher).every(({ learns }) => !learns)).toBe(true);
    expect(chosenPredictors({ ...request, leaveLibrariesOut: 'all' }, teacher).some(({ learns }) => learns)).toBe(true);
  });

  it('give each sound 82 probabilities, learned from nothing, from others and from a person', async () => {
    const known = ['DOORS', 'RAIN'].flatMap((category) => [0, 1, 2].map((index) => soundOf(category, index)));
    const own = [0, 1, 2].map((index) => soundOf('WIND', index));
    for (const predictor of chosenPredictors({ ...request, leaveLibrariesOut: 'all' }, teacher)) {
      for (const train of [[], known]) {
        const fitted = await predictor.fit(train);
        const adapted = (await fitted.adapt?.(own)) ?? fitted;
        const [prediction] = await adapted.predict([soundOf('WIND', 3)]);
        expect(prediction?.probabilities).toHaveLength(categories.length);
        expect(prediction?.probabilities.reduce((sum, share) => sum + share)).toBeCloseTo(1, 1);
        // What ships knows real recordings; these numbers are none.
        if (!predictor.learns && predictor.name.startsWith('as it ships')) continue;
        expect(prediction?.probabilities.indexOf(Math.max(...prediction.probabilities))).toBe(
          categories.indexOf('WIND'),
        );
      }
    }
  });
});
