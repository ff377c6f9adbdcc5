/** Log-linear fusion: what is heard and what the head says are both linear in the features, so together they are one head. */
import { categories } from '../../src-shared/ucs/index.ts';
import { UNHEARABLE } from './heard.ts';
import { type PackedNames, shareCategory, shareCount, shareProbability, unkeptProbability } from './named/index.ts';
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
  return probabilities.map((probability) => namedScore(probability, { named, temperature }));
}

function namedScore(
  probability: number,
  { named, temperature }: Pick<FusionConstants, 'named' | 'temperature'>,
): number {
  return (named * Math.log(probability + NAMED_FLOOR)) / temperature;
}

/**
 * What the scores of a sound are once names speak of it, from those of the head that was fused without names: cheaper than
 * to score a sound twice.
 * @param fused 82 scores, left as they are  @param heardLogs 82  @param into 82
 */
export function scoresBesideNames(
  { withoutNames, withNames }: Starter['fusion'],
  names: PackedNames,
  fused: ArrayLike<number>,
  heardLogs: Float32Array,
  into: Float64Array,
): void {
  const unsaid = namedScore(unkeptProbability(names), withNames);
  const head = (withNames.head * withoutNames.temperature) / withoutNames.head / withNames.temperature;
  const heard = withNames.heard / withNames.temperature - (head * withoutNames.heard) / withoutNames.temperature;
  for (let at = 0; at < categories.length; at += 1) {
    into[at] = head * (fused[at] as number) + heard * (heardLogs[at] as number) + unsaid;
  }
  for (let place = shareCount(names) - 1; place >= 0; place -= 1) {
    const category = shareCategory(names, place);
    into[category] = (into[category] ?? 0) - unsaid + namedScore(shareProbability(names, place), withNames);
  }
  into[UNHEARABLE] = NEVER;
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
