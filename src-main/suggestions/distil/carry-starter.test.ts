import { describe, expect, it } from 'vitest';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { featuresOf, type PooledSound, seededRandom } from '../../learning/index.ts';
import { scoresOf, softmax } from '../fusion.ts';
import { componentCount, featureLength, pooledLength, type Starter } from '../starter.ts';
import { carryStarter } from './carry-starter.ts';

const random = seededRandom(7);
const numbers = (length: number, least = -1, most = 1) =>
  Float32Array.from({ length }, () => least + random() * (most - least));
const size = pooledLength / 2;
const old: Starter = {
  modelVersion: 'old' as ModelVersionId,
  features: {
    version: 1,
    mean: numbers(pooledLength),
    spread: numbers(pooledLength, 0.5, 2),
    components: numbers(componentCount * pooledLength, -0.05, 0.05),
    logFloor: 1e-4,
    logMean: numbers(categories.length, -6, -4),
    logScale: new Float32Array(categories.length).fill(0.3),
  },
  head: { weights: numbers(categories.length * featureLength, -0.3, 0.3), biases: numbers(categories.length) },
  fusion: {
    heard: 0.3,
    alone: { own: 0, agreed: 0.9, named: 0 },
    besideNames: { own: 0.3, agreed: 0.5, named: 1.2 },
  },
  learning: { priorStrength: 10, biasPriorStrength: 3, mostPerCategory: 120 },
};

/** An adapter that gives each number another unit. */
const scales = numbers(size, 0.2, 3);
const shifts = numbers(size, -2, 2);
const forward = (embeddings: Float32Array) =>
  embeddings.map((value, at) => value * (scales[at % size] as number) + (shifts[at % size] as number));
const matrix = new Float32Array(size * size);
for (let at = 0; at < size; at += 1) matrix[at * (size + 1)] = 1 / (scales[at] as number);
const back = { matrix, offset: shifts.map((shift, at) => -shift / (scales[at] as number)) };

const sound = (): { before: PooledSound; after: PooledSound } => {
  const meanAndMax = numbers(pooledLength, 0, 3);
  const heard = numbers(categories.length, 0, 0.1);
  return {
    before: { meanAndMax, categories: heard },
    after: { meanAndMax: forward(meanAndMax), categories: heard },
  };
};

describe('a head that is carried through an adapter', () => {
  it('says of adapted sounds what the old head says of those as they were', () => {
    const carried = carryStarter(old, 'new' as ModelVersionId, { back, forward }, []);
    expect(carried.modelVersion).toBe('new');
    for (let trial = 0; trial < 10; trial += 1) {
      const { before, after } = sound();
      const said = softmax(scoresOf(old.head, featuresOf(old.features, before), 1));
      const says = softmax(scoresOf(carried.head, featuresOf(carried.features, after), 1));
      for (const [at, probability] of said.entries()) expect(says[at]).toBeCloseTo(probability, 4);
    }
  });

  it('learns the labels of the run, and forgets nothing else', () => {
    const taught = sound();
    const other = sound();
    const category = categories[5] as string;
    const known = [{ after: taught.after, category }];
    const carried = carryStarter(old, 'new' as ModelVersionId, { back, forward }, known);
    const says = ({ after }: { after: PooledSound }) =>
      softmax(scoresOf(carried.head, featuresOf(carried.features, after), 1));
    const said = ({ before }: { before: PooledSound }) =>
      softmax(scoresOf(old.head, featuresOf(old.features, before), 1));
    expect(says(taught)[5]).toBeGreaterThan((said(taught)[5] as number) + 0.2);
    const change = says(other).reduce((sum, value, at) => sum + Math.abs(value - (said(other)[at] as number)), 0);
    expect(change).toBeLessThan(0.5);
  });
});
