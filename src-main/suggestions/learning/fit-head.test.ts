import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories } from '../../../src-shared/ucs/index.ts';
import { featureLength, type Head } from '../starter.ts';
import { randomNumbers } from '../testing/random-numbers.test-support.ts';
import { createHeadFitter, type HeadFitter } from './fit-head.ts';

const count = categories.length;
const constants = { priorStrength: 30, biasPriorStrength: 100 };
const random = randomNumbers(3);
const prior: Head = {
  weights: Float32Array.from({ length: count * featureLength }, () => (random() - 0.5) * 0.1),
  biases: Float32Array.from({ length: count }, () => random() - 0.5),
};
const soundLike = (kind: number, seed: number): Float32Array => {
  const [common, own] = [randomNumbers(kind + 1), randomNumbers(seed + 1000)];
  return Float32Array.from({ length: featureLength }, () => 2 * (common() - 0.5) + (own() - 0.5));
};
const labels = Array.from({ length: 40 }, (_, number) => ({
  key: String(number).padStart(3, '0'),
  category: 5 + (number % 4),
  features: soundLike(number % 4, number),
}));

function fitted(some: readonly (typeof labels)[number][]): HeadFitter {
  const fitter = createHeadFitter(prior, constants);
  for (const { key, category, features } of some) fitter.add(key, category, features);
  finish(fitter);
  return fitter;
}
function finish(fitter: HeadFitter): void {
  while (!fitter.fit(50));
}
const furthest = (a: Head, b: Head): number =>
  a.weights.reduce((most, value, at) => Math.max(most, Math.abs(value - (b.weights[at] ?? 0))), 0);
const share = ({ weights, biases }: Head, features: Float32Array, category: number): number => {
  const scores = Array.from({ length: count }, (_, row) =>
    features.reduce((sum, value, at) => sum + value * (weights[row * featureLength + at] ?? 0), biases[row] ?? 0),
  );
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return (powers[category] ?? 0) / powers.reduce((sum, power) => sum + power);
};

describe('a head fitted to labels', () => {
  it('is the starter without labels', () => {
    const fitter = createHeadFitter(prior, constants);
    expect(fitter.fit(1)).toBe(true);
    expect(furthest(fitter.head(), prior)).toBe(0);
  });

  it('says what the labels say, and of sounds like them too', () => {
    const head = fitted(labels).head();
    const unheard = soundLike(2, 999);
    expect(share(prior, unheard, 7)).toBeLessThan(0.2);
    expect(share(head, unheard, 7)).toBeGreaterThan(0.6);
  });

  it('lies where labels and prior pull equally', () => {
    const head = fitted(labels).head();
    const pulls = new Float64Array(count * featureLength);
    for (const { features, category } of labels) {
      for (let row = 0; row < count; row += 1) {
        const missing = (row === category ? 1 : 0) - share(head, features, row);
        for (const [at, value] of features.entries()) {
          pulls[row * featureLength + at] = (pulls[row * featureLength + at] ?? 0) + missing * value;
        }
      }
    }
    for (const [at, pull] of pulls.entries()) {
      const held = constants.priorStrength * ((head.weights[at] ?? 0) - (prior.weights[at] ?? 0));
      expect(Math.abs(held - pull)).toBeLessThan(0.02);
    }
  });

  it('depends on the labels, not on their order', () => {
    const whole = fitted(labels).head();
    fc.assert(
      fc.property(fc.shuffledSubarray(labels, { minLength: labels.length }), (shuffled) => {
        expect(furthest(fitted(shuffled).head(), whole)).toBeLessThan(2e-3);
      }),
      { numRuns: 5 },
    );
  });

  it('forgets a label that was taken back', () => {
    const fitter = fitted(labels.slice(0, 10));
    const before = fitter.head();
    fitter.add('other', 40, soundLike(9, 9));
    finish(fitter);
    expect(furthest(fitter.head(), before)).toBeGreaterThan(0.01);
    fitter.remove('other');
    finish(fitter);
    expect(furthest(fitter.head(), before)).toBeLessThan(2e-3);
    for (const { key } of labels.slice(0, 10)) fitter.remove(key);
    finish(fitter);
    expect(furthest(fitter.head(), prior)).toBeLessThan(1e-6);
  });

  it('comes to an end with labels that contradict each other', () => {
    const features = soundLike(1, 1);
    const fitter = createHeadFitter(prior, constants);
    fitter.add('one', 10, features);
    fitter.add('other', 20, features);
    finish(fitter);
    const head = fitter.head();
    expect(share(head, features, 10)).toBeCloseTo(share(head, features, 20), 1);
  });
});
