/**
 * How much each dataset's loss weighs. Both formulas are ours: Ma and Lerch (ISMIR 2022) name difficulty re-weighting and
 * Focal Dataset Regularization without a formula. docs/training.md says why they are as they are.
 */

/** A dataset that is told apart without a fault still weighs a little. */
const LEAST_DIFFICULTY = 0.01;

/** Share of the newest batch in the running performance. */
const NEWEST = 0.05;

/**
 * Difficulty re-weighting: w_d = δ_d^s ÷ mean(δ^s), where δ_d = 1 − macro-F1 of the dataset's validation frames as of
 * the last epoch and s the strength. Mean 1, so that the learning rate keeps its meaning; s = 0: all 1.
 */
export function difficultyWeights(difficulties: readonly number[], strength: number): readonly number[] {
  const raw = difficulties.map((difficulty) => Math.max(LEAST_DIFFICULTY, difficulty) ** strength);
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / Math.max(1, raw.length);
  return raw.map((weight) => weight / mean);
}

/**
 * Focal Dataset Regularization: the focal loss (Lin et al., ICCV 2017) a level up. A dataset's loss is multiplied by
 * (1 − p_d)^γ, p_d being its running performance; what goes well already no longer pulls at the shared encoder, which
 * keeps it from fitting one dataset at the cost of the others. Not normalised: where all goes well the encoder comes to
 * rest. γ = 0: all 1.
 */
export function focalWeight(performance: number, gamma: number): number {
  return (1 - Math.min(1, Math.max(0, performance))) ** gamma;
}

/**
 * Running performance p_d after another batch: an exponential mean. Of a batch it is the mean probability of the right
 * class where there is a head; else the share of frames whose nearest in the batch is of their class.
 */
export function runningPerformance(before: number, ofBatch: number): number {
  return before + NEWEST * (ofBatch - before);
}
