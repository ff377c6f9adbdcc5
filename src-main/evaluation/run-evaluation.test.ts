import { describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import type { FittedPredictor, LabelledSound, Predictor } from './predictor.ts';
import { type EvaluatedSound, runEvaluation, runFirstLabels } from './run-evaluation.ts';

/** A sound of one frame whose embedding leans towards its category. */
function soundOf(library: string, category: string, index: number, counts = true): EvaluatedSound {
  const place = categories.indexOf(category);
  const embeddings = Float32Array.from({ length: 512 }, (_, column) =>
    column % 7 === place % 7 ? 1 + Math.sin(index + column) * 0.1 : Math.sin(index * 3 + column) * 0.3,
  );
  return {
    path: `/${library}/${category}${index}x.wav`,
    library,
    relativePath: `${category}-${index}-x${index}y.wav`,
    embeddings,
    frameCategories: new Float32Array(categories.length).fill(1 / categories.length),
    levelsDb: Float32Array.of(-20),
    fields: {},
    category,
    categoryIndex: place,
    catId: null,
    trust: counts ? 1 : 0.5,
    duplicateGroup: null,
    counts,
  };
}

/** Always the same category, and a record of what it was shown. */
function witness(category: string) {
  const learned: string[][] = [];
  const seen: string[][] = [];
  const predictor: Predictor = {
    name: 'witness',
    withNames: false,
    learns: true,
    fit: async (train) => {
      learned.push(train.map(({ library }) => library));
      return {
        predict: async (sounds) => {
          seen.push(sounds.map(({ library }) => library));
          expect(sounds.every((sound) => !('category' in sound || 'catId' in sound || 'trust' in sound))).toBe(true);
          return sounds.map(() => {
            const probabilities = new Float32Array(categories.length);
            probabilities[categories.indexOf(category)] = 0.5;
            return { probabilities, catId: null };
          });
        },
      };
    },
  };
  return { predictor, learned, seen };
}

async function lineOf(running: ReturnType<typeof runEvaluation>) {
  const parts: number[] = [];
  for (;;) {
    const step = await running.next();
    if (step.done) return { line: step.value, parts };
    parts.push(step.value.part);
  }
}

/** What the nearest of the sounds that it learned from is. */
function nearestOf(known: readonly LabelledSound[]): FittedPredictor {
  const distance = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
  return {
    predict: async (sounds) =>
      sounds.map(({ embeddings }) => {
        const near = known.toSorted((a, b) => distance(a.embeddings, embeddings) - distance(b.embeddings, embeddings));
        const probabilities = new Float32Array(categories.length);
        probabilities[near[0]?.categoryIndex ?? 0] = 1;
        return { probabilities, catId: null };
      }),
    adapt: async (labelled) => nearestOf(labelled),
  };
}

const nearest: Predictor = {
  name: 'nearest',
  withNames: false,
  learns: true,
  fit: async (train) => nearestOf(train),
};
const libraries = ['a', 'b', 'c'];
const sounds = libraries.flatMap((library) =>
  ['DOORS', 'RAIN'].flatMap((category) =>
    Array.from({ length: 6 }, (_, index) => soundOf(library, category, index, index < 5)),
  ),
);

describe('an evaluation', () => {
  it('with folds learns from other libraries only, and shows no labels', async () => {
    const { predictor, learned, seen } = witness('DOORS');
    const { line, parts } = await lineOf(runEvaluation(sounds, predictor, { folds: 'all' }));
    expect(parts).toEqual([1, 2, 3]);
    expect(learned.map((one) => [...new Set(one)])).toEqual([
      ['b', 'c'],
      ['a', 'c'],
      ['a', 'b'],
    ]);
    expect(learned[0]).toHaveLength(24);
    expect(seen.map((one) => one.length)).toEqual([10, 10, 10]);
    expect(line.overall).toMatchObject({ sounds: 30, top1: 0.5, top5: 0.5, macroRecall: 0.5, calibrationError: 0 });
    expect(line.overall.macroF1).toBeCloseTo(1 / 3);
    expect(line.confusion).toEqual([
      { category: 'DOORS', suggested: 'DOORS', sounds: 15 },
      { category: 'RAIN', suggested: 'DOORS', sounds: 15 },
    ]);
  });

  it('without folds learns nothing from the list', async () => {
    const { predictor, learned } = witness('RAIN');
    const { line } = await lineOf(runEvaluation(sounds, predictor, { folds: null }));
    expect(learned).toEqual([[]]);
    expect(line.byLibrary.map(({ library, top1 }) => [library, top1])).toEqual([
      ['a', 0.5],
      ['b', 0.5],
      ['c', 0.5],
    ]);
  });

  it('counts only libraries of at least ten sounds in the mean', async () => {
    const { predictor } = witness('RAIN');
    const few = [...sounds, soundOf('d', 'RAIN', 1)];
    const { line } = await lineOf(runEvaluation(few, predictor, { folds: null }));
    expect(line.meanOverLibraries).toEqual({ libraries: 3, top1: 0.5, top5: 0.5 });
    const { line: alone } = await lineOf(runEvaluation(few.slice(-1), predictor, { folds: null }));
    expect(alone.meanOverLibraries).toEqual({ libraries: 0, top1: null, top5: null });
  });

  it('finds what can be learned from other libraries', async () => {
    const { line } = await lineOf(runEvaluation(sounds, nearest, { folds: 'all' }));
    expect(line.overall.top1).toBe(1);
  });

  it('is survived by categories and libraries of one sound', async () => {
    const single = [soundOf('a', 'DOORS', 0), soundOf('b', 'RAIN', 1)];
    const { line } = await lineOf(runEvaluation(single, nearest, { folds: 'all' }));
    expect(line.overall.sounds).toBe(2);
  });

  it('scores what the first labels of a library teach about the rest of it', async () => {
    // Of library c, everything is called something that no other library knows.
    const renamed = { DOORS: 'WIND', RAIN: 'FIRE', BIRDS: 'GLASS' } as const;
    const all = libraries.flatMap((library) =>
      (['DOORS', 'RAIN', 'BIRDS'] as const).flatMap((category) =>
        Array.from({ length: 5 }, (_, index) => {
          const sound = soundOf(library, category, index);
          const name = library === 'c' ? renamed[category] : category;
          return { ...sound, category: name, categoryIndex: categories.indexOf(name) };
        }),
      ),
    );
    const running = runFirstLabels(all, nearest, { first: 3 });
    let step = await running.next();
    while (!step.done) step = await running.next();
    expect(step.value?.byLibrary.map(({ library, labelled, sounds: rest }) => [library, labelled, rest])).toEqual([
      ['a', 9, 6],
      ['b', 9, 6],
      ['c', 9, 6],
    ]);
    expect(step.value?.byLibrary[2]).toMatchObject({ before: 0, after: 1 });
    const none = await runFirstLabels(all, nearest, { first: 5 }).next();
    expect(none).toEqual({ done: true, value: null });
  });
});
