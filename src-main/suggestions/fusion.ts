/**
 * Log-linear fusion. What is heard and what the head says are both linear in the features, so together they are one head;
 * its scores, what sounds alike in the folder (fellows.ts) and names are then added, each by its power.
 */
import { categories } from '../../src-shared/ucs/index.ts';
import { UNHEARABLE } from './heard.ts';
import { type PackedNames, shareCategory, shareCount, shareProbability, unkeptProbability } from './named/index.ts';
import { componentCount, featureLength, type Head, type Powers, type Starter } from './starter.ts';

/** A score that no probability is left of. */
const NEVER = -1e4;
/**
 * What names hold to be impossible may still be so: all together, every twelfth time. The labels that the powers were
 * fitted to came from names, so how often names mislead is our own guess.
 */
const NAMED_FLOOR = 1e-3;

/** One head whose scores are heard·log P(heard) + the head's: what sound says of a category. */
export function fusedHead(
  {
    features,
    fusion: { heard },
  }: { readonly features: Starter['features']; readonly fusion: Pick<Starter['fusion'], 'heard'> },
  { weights, biases }: Head,
): Head {
  const fused = weights.slice();
  const fusedBiases = biases.map((bias, category) => {
    if (category === UNHEARABLE) return NEVER;
    const at = category * featureLength + componentCount + category;
    fused[at] = (fused[at] ?? 0) + heard / (features.logScale[category] ?? 1);
    return bias + heard * (features.logMean[category] ?? 0);
  });
  fused.fill(0, UNHEARABLE * featureLength, (UNHEARABLE + 1) * featureLength);
  return { weights: fused, biases: fusedBiases };
}

/** What a name's probability adds to a score, before its power. */
export const namedScore = (probability: number): number => Math.log(probability + NAMED_FLOOR);

/** What names add to all scores before their power. @param into 82, from a place on */
export function namedScores(names: PackedNames, into: Float64Array, from = 0): void {
  into.fill(namedScore(unkeptProbability(names)), from, from + categories.length);
  for (let place = shareCount(names) - 1; place >= 0; place -= 1) {
    into[from + shareCategory(names, place)] = namedScore(shareProbability(names, place));
  }
}

/** The scores of a sound that nothing else is known to be like. @param scores of the fused head  @param named 82 probabilities */
export function scoresAlone(
  { fusion }: Starter,
  scores: ArrayLike<number>,
  named: ArrayLike<number> | null,
): Float32Array {
  const powers = named === null ? fusion.alone : fusion.besideNames;
  return Float32Array.from(scores, (score, category) => {
    const said = named === null || category === UNHEARABLE ? 0 : powers.named * namedScore(named[category] ?? 0);
    return soundPower(powers) * score + said;
  });
}

/** How much the sound counts where its own and its fellows' beliefs are the same. */
export const soundPower = ({ own, agreed }: Powers): number => own + agreed;

/** Scores of one sound. @param features int8 with their scale  @returns 82 */
export function scoresOf({ weights, biases }: Head, features: ArrayLike<number>, scale: number): Float32Array {
  return Float32Array.from(categories, (_, category) => {
    const row = category * featureLength;
    let sum = 0;
    for (let at = 0; at < featureLength; at += 1) sum += (weights[row + at] as number) * (features[at] as number);
    return sum * scale + (biases[category] ?? 0);
  });
}

/**
 * What the head alone says, from scores of the fused head: cheaper than to score a sound twice.
 * @param heardLogs 82  @param fused 82 scores  @returns 82 probabilities
 */
export function headShares(
  { fusion: { heard } }: Starter,
  heardLogs: Float32Array,
  fused: ArrayLike<number>,
): Float32Array {
  return softmax(heardLogs.map((log, category) => (fused[category] ?? 0) - heard * log));
}

/** Makes scores into probabilities, where they lie. */
export function softmax(scores: Float32Array): Float32Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > largest) largest = score;
  let total = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const power = Math.exp((scores[at] as number) - largest);
    scores[at] = power;
    total += power;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] as number) / total;
  return scores;
}
