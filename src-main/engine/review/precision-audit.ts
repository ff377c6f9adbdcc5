/**
 * How precise it would be to accept first suggestions unheard, told from sounds that were drawn at random and judged by a
 * person. Nothing else counts, because what a person chooses to decide is not like the rest: the least certain come first.
 *
 * For a target π, thresholds are tried from sure to unsure: the surest 24th of the audit, two of them, and so on. Each asks
 * whether fewer than a share π being right could have given as many right answers above the threshold (exact binomial
 * test). Eighths of the audit that are large enough get an equal part of α each, and a test that passes hands its level on
 * to the next (fallback procedure, Wiens 2003; of tests in a fixed order, as in “learn then test”, Angelopoulos et al.
 * 2021). The order and the levels are fixed by the audited probabilities, never by the answers: so with confidence 1 − α
 * every threshold that passes is as precise as asked for, and the lowest of them may be used although it was chosen on the
 * same answers. The interval that is told is that of Clopper and Pearson (1934) for it, leaving out at each end what its test
 * had left: its lower end is never below π.
 *
 * A sound that was passed over is not missing at random: the hard ones are, and there suggestions are wrong more often.
 * Nothing is assumed about them but the worst (the bounds of Manski 1989): they count as wrong in the tests, in what is
 * expected and at the lower end, and as right at the upper end. So the confidence holds whatever made a person pass them
 * over, and the price is paid in width until they are decided.
 */

/**
 * A sound that was drawn at random: how sure the first suggestion was then, and whether the person said the same; `none`
 * where it was passed over.
 */
export type AuditedSound = { readonly probability: number; readonly verdict: 'right' | 'wrong' | 'none' };

export type PrecisionEstimate =
  | {
      readonly kind: 'enough';
      /** Suggestions at least this probable are as precise as was asked for. */
      readonly minProbability: number;
      /** Audited sounds at or above it, and those of them that were right. */
      readonly audited: number;
      readonly right: number;
      /** Those of them that were passed over. */
      readonly undecided: number;
      readonly expected: number;
      readonly low: number;
      readonly high: number;
    }
  /** At least so many more sure sounds must be audited, were all of them right. */
  | { readonly kind: 'too-few'; readonly audited: number; readonly needed: number }
  /** However sure: of those audited too many were wrong. */
  | {
      readonly kind: 'too-wrong';
      readonly audited: number;
      readonly right: number;
      readonly undecided: number;
      /** More that would have to be right, one after the other. */
      readonly needed: number;
    };

/** One-sided, of all thresholds together. */
export const alpha = 0.05;
/** Thresholds that are tried. */
const steps = 24;
/** Each so manieth has a level of its own. */
const stepsBetweenLevels = 3;

/**
 * The least probability at which first suggestions are right in at least a share `target` of cases.
 * @param target 0…1, excluding both
 */
export function estimatePrecision(audit: readonly AuditedSound[], target: number): PrecisionEstimate {
  const sorted = audit.toSorted((a, b) => b.probability - a.probability);
  const total = sorted.length;
  const rightAmong = cumulate(sorted, 'right');
  const undecidedAmong = cumulate(sorted, 'none');
  const fewest = fewestAllRight(target, alpha);
  if (total < fewest) return { kind: 'too-few', audited: total, needed: fewest - total };

  const tests = testsOf(sorted, fewest);
  const ownLevel = alpha / tests.filter(({ hasLevel }) => hasLevel).length;
  let handedOn = 0;
  let passed: { readonly count: number; readonly level: number } | null = null;
  for (const { count, hasLevel } of tests) {
    const level = handedOn + (hasLevel ? ownLevel : 0);
    const passes = level > 0 && chanceOfAsMany(rightAmong[count] ?? 0, count, target) <= level;
    handedOn = passes ? level : 0;
    if (passes) passed = { count, level };
  }
  if (passed === null) return tooWrong(tests, rightAmong, undecidedAmong, target, ownLevel);
  const { count, level } = passed;
  const right = rightAmong[count] ?? 0;
  const undecided = undecidedAmong[count] ?? 0;
  const [low] = clopperPearson(right, count, level);
  const [, high] = clopperPearson(right + undecided, count, level);
  const minProbability = sorted[count - 1]?.probability ?? 1;
  return { kind: 'enough', minProbability, audited: count, right, undecided, expected: right / count, low, high };
}

type Test = { readonly count: number; readonly hasLevel: boolean };

/** How many of the surest each test looks at; what is as probable as the last one is looked at with it. */
function testsOf(sorted: readonly AuditedSound[], fewest: number): readonly Test[] {
  const total = sorted.length;
  const tests = new Map<number, boolean>();
  for (let step = 1; step <= steps; step++) {
    let count = Math.max(1, Math.round((total * step) / steps));
    while (count < total && sorted[count]?.probability === sorted[count - 1]?.probability) count += 1;
    const hasLevel = step % stepsBetweenLevels === 0 && count >= fewest;
    tests.set(count, hasLevel || tests.get(count) === true);
  }
  return Array.from(tests, ([count, hasLevel]) => ({ count, hasLevel }));
}

/** What is nearest to enough. */
function tooWrong(
  tests: readonly Test[],
  rightAmong: readonly number[],
  undecidedAmong: readonly number[],
  target: number,
  level: number,
): PrecisionEstimate {
  const [nearest] = tests
    .filter(({ hasLevel }) => hasLevel)
    .map(({ count }) => {
      const right = rightAmong[count] ?? 0;
      const undecided = undecidedAmong[count] ?? 0;
      return { audited: count, right, undecided, needed: moreRightNeeded(right, count, target, level) };
    })
    .sort((a, b) => a.needed - b.needed);
  return { kind: 'too-wrong', audited: 0, right: 0, undecided: 0, needed: 0, ...nearest };
}

function cumulate(sorted: readonly AuditedSound[], wanted: AuditedSound['verdict']): readonly number[] {
  const sums = [0];
  for (const { verdict } of sorted) sums.push((sums.at(-1) ?? 0) + (verdict === wanted ? 1 : 0));
  return sums;
}

/** So many that are all right say that a share `target` is: `target`ⁿ ≤ `level`. 59 for 95 % at 5 %. */
export const fewestAllRight = (target: number, level: number): number => Math.ceil(Math.log(level) / Math.log(target));

/** How many more would have to be right in a row, so that the test passes. */
function moreRightNeeded(right: number, audited: number, target: number, level: number): number {
  let [low, high] = [0, 1];
  const passes = (more: number): boolean => chanceOfAsMany(right + more, audited + more, target) <= level;
  while (!passes(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The chance of at least `right` of `count` when each is right with probability `share`: the upper binomial tail. */
export function chanceOfAsMany(right: number, count: number, share: number): number {
  if (right <= 0) return 1;
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let sum = 0;
  for (let k = count; k >= right; k--) {
    sum += Math.exp(logChoose(count, k) + k * Math.log(share) + (count - k) * Math.log1p(-share));
  }
  return Math.min(1, sum);
}

/** The exact interval of a share (Clopper and Pearson 1934), leaving `level` out at each end. */
export function clopperPearson(right: number, count: number, level: number): readonly [number, number] {
  if (count === 0) return [0, 1];
  // Both ends by halving: the tail grows with the share.
  const low = right === 0 ? 0 : bisect((share) => chanceOfAsMany(right, count, share) >= level);
  const high = right === count ? 1 : bisect((share) => 1 - chanceOfAsMany(right + 1, count, share) <= level);
  return [low, high];
}

/** The least share at which something holds that holds from there on. */
function bisect(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

const logFactorials: number[] = [0];
function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next++) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[number] ?? 0;
}
const logChoose = (of: number, chosen: number): number =>
  logFactorial(of) - logFactorial(chosen) - logFactorial(of - chosen);
