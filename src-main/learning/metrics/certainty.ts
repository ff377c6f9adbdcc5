/** A first suggestion: how sure it was, and whether it was right. */
export type Judged = { readonly probability: number; readonly right: boolean };

/** Sounds whose first suggestion was about equally sure. */
export type ReliabilityBin = {
  /** Probabilities above `from` up to `to` belong to it; the first bin holds 0 as well. */
  readonly from: number;
  readonly to: number;
  readonly sounds: number;
  /** NaN of an empty bin. */
  readonly meanProbability: number;
  readonly accuracy: number;
};

/** Bins of equal width over 0…1, as Guo et al. 2017 draw them ("On Calibration of Modern Neural Networks", section 2). */
export function reliabilityBins(judged: readonly Judged[], bins = 15): readonly ReliabilityBin[] {
  const gathered = Array.from({ length: bins }, () => ({ sounds: 0, probability: 0, right: 0 }));
  for (const { probability, right } of judged) {
    const bin = gathered[Math.min(bins - 1, Math.max(0, Math.ceil(probability * bins) - 1))];
    if (!bin) continue;
    bin.sounds += 1;
    bin.probability += probability;
    bin.right += Number(right);
  }
  return gathered.map(({ sounds, probability, right }, index) => ({
    from: index / bins,
    to: (index + 1) / bins,
    sounds,
    meanProbability: probability / sounds,
    accuracy: right / sounds,
  }));
}

/** Expected calibration error (Guo et al. 2017, equation 3): how far sureness and accuracy lie apart in a bin, weighted by its sounds. */
export function expectedCalibrationError(judged: readonly Judged[], bins = 15): number {
  let error = 0;
  for (const { sounds, meanProbability, accuracy } of reliabilityBins(judged, bins)) {
    if (sounds > 0) error += (sounds / judged.length) * Math.abs(meanProbability - accuracy);
  }
  return error;
}

/** Where to draw a line so that what lies above it is right often enough. */
export type Coverage = {
  /** The share of all sounds that lie at or above it; 0 where no line is good enough. */
  readonly share: number;
  /** `null` where no line is good enough. */
  readonly threshold: number | null;
};

/**
 * The largest share of sounds, taken by falling probability, of which at least `precision` are right: what could be
 * accepted in bulk. Sounds of equal probability are taken together, as a threshold takes them (the risk–coverage curve
 * of El-Yaniv and Wiener 2010, read at one risk).
 */
export function coverageAtPrecision(judged: readonly Judged[], precision = 0.9): Coverage {
  const falling = judged.toSorted((a, b) => b.probability - a.probability);
  let right = 0;
  let coverage: Coverage = { share: 0, threshold: null };
  for (const [index, sound] of falling.entries()) {
    right += Number(sound.right);
    const taken = index + 1;
    if (falling[taken]?.probability === sound.probability) continue;
    // 9 of 10 must pass at 0.9 whatever the rounding.
    if (right >= precision * taken - 1e-9) coverage = { share: taken / judged.length, threshold: sound.probability };
  }
  return coverage;
}

/** A share with the range in which the true one most likely lies. */
export type Interval = { readonly share: number; readonly low: number; readonly high: number };

/**
 * The score interval of Wilson 1927 ("Probable inference, the law of succession, and statistical inference"), sound for
 * few trials and shares near 0 or 1. Of no trials: 0…1.
 * @param deviations 1.96 for 95 %
 */
export function wilsonInterval(successes: number, trials: number, deviations = 1.959963984540054): Interval {
  if (trials === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = successes / trials;
  const square = deviations ** 2 / trials;
  const centre = (share + square / 2) / (1 + square);
  const reach = (deviations / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return {
    share,
    low: successes === 0 ? 0 : Math.max(0, centre - reach),
    high: successes === trials ? 1 : Math.min(1, centre + reach),
  };
}
