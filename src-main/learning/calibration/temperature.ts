/** Scores of many sounds over the same classes, before the softmax: sounds × classes. */
export type ScoreTable = { readonly classes: number; readonly values: Float64Array };

/** Golden section: the share at which the next probe lies. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Temperatures from e⁻³ to e³. */
const WIDEST_LOGARITHM = 3;
const STEPS = 60;

/**
 * The one number that scores are divided by so that their softmax is as sure as it is right: temperature scaling (Guo et
 * al. 2017, "On Calibration of Modern Neural Networks", section 4.2). Its logarithm is found by golden section on the
 * mean log loss, which has one minimum. 1 where there are no sounds.
 * @param truth one class a sound
 * @param sampleWeights how much each sound counts; all 1 unless given
 */
export function fitTemperature(
  scores: ScoreTable,
  truth: ArrayLike<number>,
  sampleWeights?: ArrayLike<number>,
): number {
  if (truth.length === 0) return 1;
  const loss = (logarithm: number) => logLossAt(scores, truth, sampleWeights, Math.exp(-logarithm));
  let [low, high] = [-WIDEST_LOGARITHM, WIDEST_LOGARITHM];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [leftLoss, rightLoss] = [loss(left), loss(right)];
  for (let step = 0; step < STEPS; step += 1) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - GOLDEN * (high - low);
      leftLoss = loss(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + GOLDEN * (high - low);
      rightLoss = loss(right);
    }
  }
  return Math.exp((low + high) / 2);
}

function logLossAt(
  { classes, values }: ScoreTable,
  truth: ArrayLike<number>,
  sampleWeights: ArrayLike<number> | undefined,
  sharpness: number,
): number {
  let loss = 0;
  for (let sound = 0; sound < truth.length; sound += 1) {
    const weight = sampleWeights?.[sound] ?? 1;
    const begin = sound * classes;
    let most = Number.NEGATIVE_INFINITY;
    for (let one = 0; one < classes; one += 1) most = Math.max(most, values[begin + one] as number);
    let total = 0;
    for (let one = 0; one < classes; one += 1) total += Math.exp(((values[begin + one] as number) - most) * sharpness);
    loss += weight * (Math.log(total) - ((values[begin + (truth[sound] ?? 0)] as number) - most) * sharpness);
  }
  return loss;
}
