/** From this cosine of their mean embeddings on, two sounds may be the same recording, as games share them. */
const SAME_RECORDING = 0.985;

/**
 * Which sounds are not the same recording as any of some others, so that what learns from them has not heard those: by the
 * cosine of their mean embeddings, less what is common to all.
 * @param means one a sound, all of the same length
 * @returns places in `means`
 */
export function unlikeAny(means: readonly Float32Array[], others: readonly Float32Array[]): readonly number[] {
  const common = centreOf([...means, ...others]);
  const away = others.map((mean) => directionOf(mean, common));
  return [...means.keys()].filter((place) => {
    const own = directionOf(means[place] ?? new Float32Array(common.length), common);
    return !away.some((other) => cosineOf(own, other) >= SAME_RECORDING);
  });
}

function centreOf(means: readonly Float32Array[]): Float64Array {
  const centre = new Float64Array(means[0]?.length ?? 0);
  for (const mean of means) {
    for (let at = 0; at < centre.length; at += 1) centre[at] = (centre[at] as number) + (mean[at] ?? 0) / means.length;
  }
  return centre;
}

function directionOf(mean: Float32Array, centre: Float64Array): Float32Array {
  const away = mean.map((value, at) => value - (centre[at] ?? 0));
  const length = Math.sqrt(away.reduce((sum, value) => sum + value * value, 0)) || 1;
  return away.map((value) => value / length);
}

function cosineOf(one: Float32Array, other: Float32Array): number {
  let cosine = 0;
  for (let at = 0; at < one.length; at += 1) cosine += (one[at] as number) * (other[at] as number);
  return cosine;
}
