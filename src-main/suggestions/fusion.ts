/** Log-linear fusion: what is heard and what the head says are both linear in the features, so together they are one head. */
import { categories } from '../../src-shared/ucs/index.ts';
import { UNHEARABLE } from './heard.ts';
import { componentCount, type FusionConstants, featureLength, type Head, type Starter } from './starter.ts';

/** A score that no probability is left of. */
const NEVER = -1e4;
/** What names hold to be impossible may still be so. */
const NAMED_FLOOR = 1e-4;

/**
 * One head whose scores are heard·log P(heard) + head·score, by the temperature. The softmax of its scores (and of the
 * names' share) is the fused probability.
 */
export function fusedHead({ features }: Starter, { weights, biases }: Head, constants: FusionConstants): Head {
  const { heard, head, temperature } = constants;
  const fused = weights.map((value) => (value * head) / temperature);
  const fusedBiases = biases.map((bias, category) => {
    if (category === UNHEARABLE) return NEVER;
    const at = category * featureLength + componentCount + category;
    fused[at] = (fused[at] ?? 0) + heard / (features.logScale[category] ?? 1) / temperature;
    return (bias * head + heard * (features.logMean[category] ?? 0)) / temperature;
  });
  fused.fill(0, UNHEARABLE * featureLength, (UNHEARABLE + 1) * featureLength);
  return { weights: fused, biases: fusedBiases };
}

/** What names add to the scores of one sound. @param probabilities 82 */
export function namedScores(probabilities: Float32Array, { named, temperature }: FusionConstants): Float32Array {
  return probabilities.map((probability) => (named * Math.log(probability + NAMED_FLOOR)) / temperature);
}

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
  heardLogs: Float32Array,
  fused: ArrayLike<number>,
  constants: FusionConstants,
): Float32Array {
  const { heard, head, temperature } = constants;
  const scores = heardLogs.map((log, category) => ((fused[category] ?? 0) * temperature - heard * log) / head);
  return softmax(scores);
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
