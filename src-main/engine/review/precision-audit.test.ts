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
  Array.from({ length: count }, () => ({ probability, verdict: right ? 'right' : 'wrong' }));
const passedOver = (count: number, probability: number): AuditedSound[] =>
  Array.from({ length: count }, () => ({ probability, verdict: 'none' }));

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
        return { probability, verdict: random() < probability ** 3 ? 'right' : 'wrong' } as const;
      });
      const found = estimatePrecision(audit, target);
      if (found.kind !== 'enough') continue;
      chosen += 1;
      if (precisionAbove(found.minProbability) < target) broken += 1;
    }
    expect(chosen).toBeGreaterThan(200);
    expect(broken / 400).toBeLessThan(alpha + 0.02);
  });

  it('takes what was passed over for wrong, and for right at the upper end', () => {
    const audit = [...judged(190, 0.9, true), ...judged(4, 0.9, false), ...passedOver(6, 0.9)];
    const found = estimatePrecision(audit, 0.9);
    expect(found).toMatchObject({ kind: 'enough', audited: 200, right: 190, undecided: 6, expected: 0.95 });
    if (found.kind !== 'enough') throw new Error('The audit is large enough.');
    expect(found.low).toBeCloseTo(clopperPearson(190, 200, alpha / 8)[0], 1);
    expect(found.high).toBeGreaterThan(clopperPearson(190, 200, alpha)[1]);
    // As if they were not there, more would be promised than anybody knows.
    expect(estimatePrecision([...judged(60, 0.9, true), ...passedOver(5, 0.9)], 0.95)).toMatchObject({
      kind: 'too-wrong',
      undecided: 5,
    });
  });

  it('keeps its promise when a person passes over exactly what is wrong', () => {
    const random = randomNumbers(11);
    const target = 0.8;
    let [chosen, broken, brokenWithout] = [0, 0, 0];
    for (let round = 0; round < 300; round++) {
      const audit = Array.from({ length: 150 }, (): AuditedSound => {
        const probability = 1 - random() ** 2 * 0.6;
        const isRight = random() < probability ** 3;
        return { probability, verdict: isRight ? 'right' : random() < 0.7 ? 'none' : 'wrong' };
      });
      const found = estimatePrecision(audit, target);
      if (found.kind === 'enough') {
        chosen += 1;
        if (precisionAbove(found.minProbability) < target) broken += 1;
      }
      const without = estimatePrecision(
        audit.filter(({ verdict }) => verdict !== 'none'),
        target,
      );
      if (without.kind === 'enough' && precisionAbove(without.minProbability) < target) brokenWithout += 1;
    }
    expect(chosen).toBeGreaterThan(150);
    expect(broken / 300).toBeLessThan(alpha + 0.02);
    expect(brokenWithout / 300).toBeGreaterThan(0.5);
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
