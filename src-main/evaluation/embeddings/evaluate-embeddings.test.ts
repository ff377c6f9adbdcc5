import { describe, expect, it } from 'vitest';
import { type EmbeddingEvaluationSettings, embeddingEvaluationSettings } from '../../../src-shared/evaluation/index.ts';
import { golden } from '../../learning/testing/embedding-metrics.test-support.ts';
import { compareEvaluations, type EvaluatedData, evaluateEmbeddings, spreadFrames } from './index.ts';
import { EVALUATION_LIMITS, type EvaluationLimits } from './limits.ts';

const settingsWith = (values: Partial<EmbeddingEvaluationSettings>) =>
  embeddingEvaluationSettings.parse({ picture: false, probe: false, ...values });
const evaluate = (
  data: EvaluatedData,
  settings: EmbeddingEvaluationSettings,
  limits: EvaluationLimits = EVALUATION_LIMITS,
) => {
  const steps = evaluateEmbeddings(data, 'model', settings, limits);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

const sound = (place: number, one: number, row: readonly number[], values: object = {}) => ({
  id: place,
  path: `sound-${place}.wav`,
  dataset: 0,
  class: one,
  group: place,
  isScored: true,
  embeddings: Float32Array.from(row),
  ...values,
});
const blobs = { datasets: ['blobs'], classes: ['A', 'B', 'C', 'D', 'E'], columns: 12 };
const train = golden.train.map((row, place) => sound(place, golden.trainLabels[place] ?? 0, row));
/** All queries are one group, so that only what was trained on is a neighbour. */
const asked = {
  ...blobs,
  sounds: [
    ...train.map((one) => ({ ...one, isScored: false })),
    ...golden.query.map((row, place) => sound(1_000 + place, golden.queryLabels[place] ?? 0, row, { group: 1_000 })),
  ],
};

describe('what the evaluation of embeddings says of the golden blobs', () => {
  it.each((['euclidean', 'cosine'] as const).flatMap((metric) => [1, 5, 15].map((k) => [metric, k] as const)))(
    '%s, %i neighbours: macro-F1 and accuracy of scikit-learn',
    (metric, k) => {
      const expected = golden.results[`knn-${metric}-${k}`];
      const { scores, sounds } = evaluate(asked, settingsWith({ metric, k }));
      expect(scores[0]?.otherGroups.frameMacroF1).toBeCloseTo(expected?.macroF1 ?? Number.NaN, 12);
      expect(scores[0]?.otherGroups.soundMacroF1).toBeCloseTo(expected?.macroF1 ?? Number.NaN, 12);
      expect(scores[0]?.otherGroups.frameAccuracy).toBe(expected?.accuracy);
      expect(scores[0]?.scoredSounds).toBe(60);
      expect(sounds.slice(150).map(({ takenFor }) => takenFor)).toEqual(expected?.predicted);
      expect(sounds.slice(0, 150).every(({ takenFor }) => takenFor === -1)).toBe(true);
    },
  );

  it('Davies-Bouldin and silhouettes of scikit-learn', () => {
    const data = { ...blobs, sounds: train };
    const [score] = evaluate(data, settingsWith({})).scores;
    expect(score?.daviesBouldin).toBeCloseTo(golden.results.daviesBouldin, 5);
    expect(score?.silhouette?.mean).toBeCloseTo(golden.results.silhouette, 5);
    const [cosine] = evaluate(data, settingsWith({ metric: 'cosine' })).scores;
    expect(cosine?.silhouette?.mean).toBeCloseTo(golden.results.silhouetteCosine, 5);
    expect(score?.silhouette).toMatchObject({ frames: 150, standardError: 0 });
  });

  it('a linear head reads what the probe reads', () => {
    const [score] = evaluate(asked, settingsWith({ probe: true })).scores;
    expect(score?.probe?.sounds).toBe(60);
    expect(score?.probe?.top1).toBeGreaterThan(0.85);
    expect(score?.probe?.top5).toBe(1);
  });
});

describe('an evaluation of embeddings', () => {
  const two = {
    ...blobs,
    datasets: ['one', 'two'],
    sounds: train.map((one, place) => ({ ...one, dataset: place % 2, group: Math.floor(place / 2) })),
  };

  it('scores each dataset and all as one', () => {
    const { scores, sounds } = evaluate(two, settingsWith({}));
    expect(scores.map(({ dataset }) => dataset)).toEqual(['one', 'two', null]);
    expect(scores.map(({ scoredSounds }) => scoredSounds)).toEqual([75, 75, 150]);
    expect(sounds.every(({ takenFor, takenForOverall }) => takenFor >= 0 && takenForOverall >= 0)).toBe(true);
  });

  it('draws whole sounds, the same ones for a seed, where there are more pairs than the limit', () => {
    const limits = { ...EVALUATION_LIMITS, neighbourPairs: 3_000, silhouettePairs: 3_000 };
    const data = { ...blobs, sounds: train };
    const few = evaluate(data, settingsWith({}), limits);
    expect(few.scores[0]?.scoredSounds).toBe(20);
    expect(few.scores[0]?.silhouette?.frames).toBe(20);
    expect(few.scores[0]?.silhouette?.standardError).toBeGreaterThan(0);
    expect(few.sounds.filter(({ takenFor }) => takenFor >= 0)).toHaveLength(20);
    expect(evaluate(data, settingsWith({}), limits).sounds).toEqual(few.sounds);
  });

  it('draws a picture of all sounds', () => {
    const { picture } = evaluate({ ...blobs, sounds: train.slice(0, 40) }, settingsWith({ picture: true }));
    expect(picture?.sounds).toHaveLength(40);
    expect(picture?.places.every((place) => Math.abs(place) <= 1)).toBe(true);
  });

  it('is told from another of the same sounds', () => {
    const worse = {
      ...two,
      sounds: two.sounds.map((one, at) => ({
        ...one,
        embeddings: one.embeddings.map((v, c) => v * ((at * 7 + c) % 3)),
      })),
    };
    const [before, after] = [evaluate(worse, settingsWith({})), evaluate(two, settingsWith({}))];
    const comparison = compareEvaluations(before, after);
    expect(comparison.map(({ dataset }) => dataset)).toEqual(['one', 'two', null]);
    const overall = comparison[2];
    expect(overall?.soundMacroF1.difference).toBeGreaterThan(0);
    expect(overall?.soundMacroF1.low).toBeGreaterThan(0);
    expect(overall?.soundMacroF1.high).toBeLessThan(1);
    expect(overall?.daviesBouldinChange).toBeLessThan(0);
    expect(overall?.groups).toBe(75);
    const same = compareEvaluations(after, after)[0];
    expect(same?.frameMacroF1).toMatchObject({ difference: 0, low: 0, high: 0 });
    expect(same?.top1).toBeNull();
    expect(() => compareEvaluations(after, evaluate({ ...blobs, sounds: train }, settingsWith({})))).toThrow(
      RangeError,
    );
  });

  it('tells how often a version’s own suggestions are right, and of which sounds it was not asked', () => {
    const saying = (places: readonly (number | null)[]) =>
      evaluate(
        { ...blobs, sounds: train.map((one, at) => ({ ...one, suggestedPlace: places[at % places.length] ?? null })) },
        settingsWith({}),
      );
    const [before, after] = [saying([0, 3, -1]), saying([0, 0, 4])];
    expect(before.scores[0]?.suggestions).toMatchObject({ top1: 1 / 3, top5: 2 / 3 });
    const [compared] = compareEvaluations(before, after);
    expect(compared?.suggestedTop1?.difference).toBeCloseTo(1 / 3);
    expect(compared?.suggestedTop5).toMatchObject({ after: 1 });
    expect(saying([null]).scores[0]?.suggestions).toBeNull();
    expect(compareEvaluations(saying([null]), after)[0]?.suggestedTop1).toBeNull();
  });

  it('spreads the frames that take part over a sound', () => {
    expect(spreadFrames([3, 4, 5], 8)).toEqual([3, 4, 5]);
    expect(spreadFrames([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 2)).toEqual([2, 7]);
  });
});
