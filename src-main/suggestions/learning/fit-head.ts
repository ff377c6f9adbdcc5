/**
 * A head fitted to labels: softmax regression with a Gaussian prior around the starter's weights. Solved label by label in
 * the dual: each label keeps how far the head still is from saying it, and what the starter's weights lack is the sum of
 * that over the labels. So a new label costs what one label costs, one that goes is taken out, and where it ends depends on
 * the labels alone, not on their order.
 */
import { categories } from '../../../src-shared/ucs/index.ts';
import { featureLength, type Head, type LearningConstants } from '../starter.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

const count = categories.length;
/** A label whose pull changes by less in a whole round stands. */
const TOLERANCE = 2e-4;
const NEGLIGIBLE = 1e-7;
/** Of so many rounds one goes over all labels, the others over those that still moved. */
const ROUNDS = 5;
const MOST_STEPS = 30;
const LARGEST_STEP = 3;

type Example = {
  readonly key: string;
  readonly category: number;
  /** 274 */
  readonly features: Float32Array;
  /** How much a unit of its pull moves its own scores. */
  readonly reach: number;
  /** 82: what is wanted minus what the head says. */
  readonly pull: Float64Array;
  /** How much that changed last. */
  change: number;
};

export type HeadFitter = {
  readonly size: () => number;
  readonly has: (key: string) => boolean;
  readonly keys: () => readonly string[];
  readonly add: (key: string, category: number, features: Float32Array) => void;
  readonly remove: (key: string) => void;
  /** Fits for some milliseconds; true: the head is what the labels say. */
  readonly fit: (milliseconds: number) => boolean;
  readonly head: () => Head;
};

export function createHeadFitter(
  prior: Head,
  { priorStrength, biasPriorStrength }: Pick<LearningConstants, 'priorStrength' | 'biasPriorStrength'>,
): HeadFitter {
  const weights = Float64Array.from(prior.weights);
  const biases = Float64Array.from(prior.biases);
  const examples = new Map<string, Example>();
  let order: readonly Example[] | null = null;
  /** The next of the round, and the largest change in it; those that never were fitted come first. */
  let next = 0;
  let largestChange = 0;
  let round = 0;
  let fresh: Example[] = [];
  let fitted = true;
  let removedSince = false;
  const logs = new Float64Array(count);
  const shares = new Float64Array(count);
  const wanted = new Float64Array(count);

  const move = ({ features }: Example, changes: Float64Array): void => {
    for (let category = 0; category < count; category += 1) {
      const change = changes[category] as number;
      if (Math.abs(change) < NEGLIGIBLE) continue;
      biases[category] = (biases[category] as number) + change / biasPriorStrength;
      const step = change / priorStrength;
      const row = category * featureLength;
      for (let at = 0; at < featureLength; at += 1) {
        weights[row + at] = (weights[row + at] as number) + step * (features[at] as number);
      }
    }
  };

  /** Brings one label's pull to where it belongs as the others stand. @returns the largest change */
  const update = (example: Example): number => {
    const { features, category: own, reach, pull } = example;
    for (let category = 0; category < count; category += 1) {
      const row = category * featureLength;
      let [a, b] = [biases[category] as number, 0];
      for (let at = 0; at < featureLength; at += 2) {
        a += (weights[row + at] as number) * (features[at] as number);
        b += (weights[row + at + 1] as number) * (features[at + 1] as number);
      }
      logs[category] = a + b;
      // What the scores would be if this label had no pull, then with all that it can have.
      wanted[category] = a + b + reach * ((category === own ? 1 : 0) - (pull[category] as number));
    }
    toLogShares(logs);
    solve(wanted, reach, logs, shares);
    let largest = 0;
    for (let category = 0; category < count; category += 1) {
      const before = pull[category] as number;
      const after = (category === own ? 1 : 0) - (shares[category] as number);
      wanted[category] = after - before;
      pull[category] = after;
      largest = Math.max(largest, Math.abs(after - before));
    }
    move(example, wanted);
    return largest;
  };

  /** Anew from the pulls: what adding and taking away leaves of rounding is gone. */
  const rebuild = (): void => {
    weights.set(prior.weights);
    biases.set(prior.biases);
    for (const example of order ?? []) move(example, example.pull);
    removedSince = false;
  };

  return {
    size: () => examples.size,
    has: (key) => examples.has(key),
    keys: () => [...examples.keys()],
    add: (key, category, features) => {
      const square = features.reduce((sum, value) => sum + value * value, 0);
      const reach = square / priorStrength + 1 / biasPriorStrength;
      const example: Example = { key, category, features, reach, pull: new Float64Array(count), change: 1 };
      examples.set(key, example);
      fresh.push(example);
      order = null;
      fitted = false;
    },
    remove: (key) => {
      const example = examples.get(key);
      if (example === undefined) return;
      move(
        example,
        example.pull.map((value) => -value),
      );
      examples.delete(key);
      fresh = fresh.filter((one) => one !== example);
      order = null;
      fitted = false;
      removedSince = true;
    },
    fit: (milliseconds) => {
      const until = performance.now() + milliseconds;
      if (order === null) {
        // By name: the same labels go the same way, whoever came first.
        order = [...examples.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
        next = 0;
        round = 0;
        largestChange = 0;
        if (removedSince) rebuild();
      }
      while (!fitted) {
        const example = fresh.shift() ?? order[next++];
        if (example === undefined) {
          const isWhole = round % ROUNDS === 0;
          fitted = isWhole && largestChange < TOLERANCE;
          // What moves no more is looked at again with all others.
          round = isWhole || largestChange >= TOLERANCE ? round + 1 : 0;
          next = 0;
          largestChange = 0;
          continue;
        }
        if (round % ROUNDS !== 0 && example.change < TOLERANCE / 2) continue;
        example.change = update(example);
        largestChange = Math.max(largestChange, example.change);
        if (performance.now() >= until) break;
      }
      return fitted;
    },
    head: () => ({ weights: Float32Array.from(weights), biases: Float32Array.from(biases) }),
  };
}

/** Scores become logarithms of probabilities, where they lie. */
function toLogShares(scores: Float64Array): void {
  const largest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0)) + largest;
  for (let at = 0; at < count; at += 1) scores[at] = Math.max(-60, (scores[at] as number) - total);
}

/**
 * Finds the probabilities p with p = softmax(scores − reach·p), by Newton's method on their logarithms.
 * @param logs where to begin; they are used up
 */
function solve(scores: Float64Array, reach: number, logs: Float64Array, into: Float64Array): void {
  let shift = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    const distance = (scores[at] as number) - reach * Math.exp(logs[at] as number) - (logs[at] as number);
    if ((logs[at] as number) > most) {
      most = logs[at] as number;
      shift = distance;
    }
  }
  for (let turn = 0; turn < MOST_STEPS; turn += 1) {
    // log p + reach·p = scores − shift, all p together 1.
    let total = 0;
    let slope = 0;
    let gap = 0;
    for (let at = 0; at < count; at += 1) {
      const p = Math.exp(logs[at] as number);
      const flatness = 1 + reach * p;
      const off = (logs[at] as number) + reach * p - (scores[at] as number) + shift;
      total += p;
      slope += p / flatness;
      gap += (p * off) / flatness;
    }
    const shiftStep = (total - 1 - gap) / slope;
    let largest = 0;
    for (let at = 0; at < count; at += 1) {
      const p = Math.exp(logs[at] as number);
      const off = (logs[at] as number) + reach * p - (scores[at] as number) + shift;
      const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, -(off + shiftStep) / (1 + reach * p)));
      logs[at] = Math.min(0, (logs[at] as number) + step);
      if (p > 1e-9) largest = Math.max(largest, Math.abs(step));
    }
    shift += shiftStep;
    if (largest < 1e-6) break;
  }
  let total = 0;
  for (let at = 0; at < count; at += 1) {
    into[at] = Math.exp(logs[at] as number);
    total += into[at] as number;
  }
  for (let at = 0; at < count; at += 1) into[at] = (into[at] as number) / total;
}
