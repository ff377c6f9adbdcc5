/**
 * How precise it would be to accept first suggestions unheard, told from sounds that were drawn at random and judged by a
 * person. Nothing else counts, because what a person chooses to decide is not like the rest: the least certain come first.
 *
 * For a target π, thresholds are tried from sure to unsure on the audited sounds alone, as a fixed sequence ("learn then
 * test", Angelopoulos et al. 2021; fixed-sequence testing, Bauer 1991): each asks whether fewer than a share π being right
 * could have given as many right answers above the threshold (exact binomial test), and the first that is not refused at
 * level α ends the sequence. Because the order is fixed beforehand, by the audited probabilities and not by the answers,
 * the last threshold that passed can be used with confidence 1 − α although it was chosen on the same answers; several
 * sequences that begin at other shares of the audit share α between them (Bonferroni). The interval that is told is that of
 * Clopper and Pearson (1934) for the chosen threshold at the same level on both sides: its lower end is never below π.
 */

/** A sound that was drawn at random: how sure the first suggestion was then, and whether the person said the same. */
export type AuditedSound = { readonly probability: number; readonly right: boolean };

export type PrecisionEstimate =
  | {
      readonly kind: 'enough';
      /** Suggestions at least this probable are as precise as was asked for. */
      readonly minProbability: number;
      /** Audited sounds at or above it, and those of them that were right. */
      readonly audited: number;
      readonly right: number;
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
      /** More that would have to be right, one after the other. */
      readonly needed: number;
    };

/** One-sided; the interval leaves out so much at each end. */
export const alpha = 0.05;
/** Where sequences begin: with all of the audit, its surer half, quarter and eighth. */
const beginnings = [1, 1 / 2, 1 / 4, 1 / 8] as const;
/** Steps of a sequence: each takes so much of the audit in. */
const stepShare = 1 / 20;

/**
 * The least probability at which first suggestions are right in at least a share `target` of cases.
 * @param target 0…1, excluding both
 */
export function estimatePrecision(audit: readonly AuditedSound[], target: number): PrecisionEstimate {
  const sorted = audit.toSorted((a, b) => b.probability - a.probability);
  const total = sorted.length;
  const rightAmong = cumulate(sorted);
  const fewest = fewestAllRight(target, alpha);
  if (total < fewest) return { kind: 'too-few', audited: total, needed: fewest - total };

  // What is as probable as the last one is accepted with it.
  const withTies = (count: number): number => {
    let end = count;
    while (end < total && sorted[end]?.probability === sorted[end - 1]?.probability) end += 1;
    return end;
  };
  const starts = [...new Set(beginnings.map((share) => withTies(Math.round(total * share))))].filter(
    (count) => count >= fewest,
  );
  // The surest that can be tested at all, where none of the shares is.
  const begun = starts.length > 0 ? starts : [withTies(fewest)];
  const level = alpha / begun.length;
  let passed = 0;
  for (const start of begun) {
    for (let count = start; count <= total; count = withTies(Math.min(total, count + step(total)))) {
      if (chanceOfAsMany(rightAmong[count] ?? 0, count, target) > level) break;
      passed = Math.max(passed, count);
      if (count === total) break;
    }
  }
  if (passed === 0) {
    const audited = begun.at(-1) ?? total;
    const right = rightAmong[audited] ?? 0;
    return { kind: 'too-wrong', audited, right, needed: moreRightNeeded(right, audited, target, level) };
  }
  const right = rightAmong[passed] ?? 0;
  const [low, high] = clopperPearson(right, passed, level);
  const minProbability = sorted[passed - 1]?.probability ?? 1;
  return { kind: 'enough', minProbability, audited: passed, right, expected: right / passed, low, high };
}

const step = (total: number): number => Math.max(1, Math.round(total * stepShare));

function cumulate(sorted: readonly AuditedSound[]): readonly number[] {
  const sums = [0];
  for (const { right } of sorted) sums.push((sums.at(-1) ?? 0) + (right ? 1 : 0));
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
