import { describe, expect, it } from 'vitest';
import {
  type AuditedSound,
  alpha,
  chanceOfAsMany,
  clopperPearson,
  estimatePrecision,
  fewestAllRight,
} from './precision-audit.ts';
import { randomNumbers } from './seeded.ts';

const judged = (count: number, probability: number, right: boolean): AuditedSound[] =>
  Array.from({ length: count }, () => ({ probability, right }));

describe('the exact interval', () => {
  // Independent: R's binom.test(k, n)$conf.int.
  it.each([
    [95, 100, 0.8871651, 0.9835681],
    [10, 10, 0.6915029, 1],
    [0, 10, 0, 0.3084971],
    [433, 456, 0.925248, 0.967754],
  ])('of %d in %d is that of R', (right, count, low, high) => {
    const [from, to] = clopperPearson(right, count, 0.025);
    expect(from).toBeCloseTo(low, 3);
    expect(to).toBeCloseTo(high, 3);
  });

  it('has tails of the chance that it leaves out', () => {
    const [low] = clopperPearson(90, 100, 0.05);
    expect(chanceOfAsMany(90, 100, low)).toBeCloseTo(0.05, 6);
  });
});

describe('an estimate from a random audit', () => {
  it('invents nothing: says how many are missing', () => {
    expect(estimatePrecision([], 0.95)).toEqual({ kind: 'too-few', audited: 0, needed: 59 });
    expect(estimatePrecision(judged(40, 0.9, true), 0.95)).toEqual({ kind: 'too-few', audited: 40, needed: 19 });
    expect(fewestAllRight(0.8, alpha)).toBe(14);
  });

  it('is enough as soon as the lower end of its interval reaches the target', () => {
    const found = estimatePrecision(judged(59, 0.9, true), 0.95);
    expect(found).toMatchObject({ kind: 'enough', minProbability: 0.9, audited: 59, right: 59, expected: 1, high: 1 });
    expect(found.kind === 'enough' && found.low).toBeGreaterThanOrEqual(0.95);
  });

  it('goes down as far as it is precise, and no further', () => {
    const audit = [
      ...judged(200, 0.95, true),
      ...judged(3, 0.95, false),
      ...judged(80, 0.7, true),
      ...judged(80, 0.4, false),
    ];
    expect(estimatePrecision(audit, 0.9)).toMatchObject({ kind: 'enough', minProbability: 0.7, audited: 283 });
    expect(estimatePrecision(audit, 0.95)).toMatchObject({ kind: 'enough' });
  });

  it('says when even the sure ones are wrong too often, and what it would take', () => {
    const found = estimatePrecision([...judged(80, 0.9, true), ...judged(20, 0.9, false)], 0.95);
    expect(found).toMatchObject({ kind: 'too-wrong', audited: 100, right: 80 });
    expect(found.kind === 'too-wrong' && found.needed).toBeGreaterThan(400);
  });

  it('keeps its promise although the threshold is chosen on the same audit', () => {
    // True precision above p is known: a suggestion is right with probability p³ here, so it is less precise than it says.
    const random = randomNumbers(7);
    const target = 0.8;
    let chosen = 0;
    let broken = 0;
    for (let round = 0; round < 400; round++) {
      const audit = Array.from({ length: 150 }, () => {
        const probability = 1 - random() ** 2 * 0.6;
        return { probability, right: random() < probability ** 3 };
      });
      const found = estimatePrecision(audit, target);
      if (found.kind !== 'enough') continue;
      chosen += 1;
      if (precisionAbove(found.minProbability) < target) broken += 1;
    }
    expect(chosen).toBeGreaterThan(200);
    expect(broken / 400).toBeLessThan(alpha + 0.02);
  });
});

/** Of the sounds in the simulation, by numbers: p = 1 − 0.6 u², right with p³. */
function precisionAbove(threshold: number): number {
  let [sum, count] = [0, 0];
  for (let at = 0.5; at < 10_000; at++) {
    const probability = 1 - (at / 10_000) ** 2 * 0.6;
    if (probability < threshold) break;
    sum += probability ** 3;
    count += 1;
  }
  return sum / count;
}
