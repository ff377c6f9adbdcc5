/** Some sounds that may be looked at together, as those of a folder. */
export type SoundsTogether = {
  /** Mean embeddings less what is common to all sounds, one a sound. */
  readonly centred: readonly Float32Array[];
  /** What is believed of each: log-probabilities over the same classes. */
  readonly logs: readonly Float32Array[];
};

/** How many of a sound's nearest count, chosen with the two below on left-out libraries. */
const NEAREST = 6;
/** How much of a belief comes from the neighbours. */
const SHARE = 0.5;
const ROUNDS = 3;
/** Neighbours count by this power of their cosine. */
const SHARPNESS = 4;
/** Fewer sounds than this have no neighbours worth asking. */
const LEAST_TOGETHER = 4;

/**
 * Lets sounds that sound alike agree: each belief is mixed with those of its nearest neighbours among the given sounds,
 * in a few rounds (label propagation with the own belief kept at each round, after Zhou et al. 2004, "Learning with Local
 * and Global Consistency"; on log-probabilities, which is our own choice). Takes n² cosines.
 * @returns log-probabilities, normalised
 */
export function smoothBeliefs({ centred, logs }: SoundsTogether): readonly Float32Array[] {
  if (logs.length < LEAST_TOGETHER) return logs;
  const near = nearestOf(centred);
  let current = logs;
  for (let round = 0; round < ROUNDS; round += 1) {
    current = logs.map((own, sound) => {
      const mixed = own.map((value) => (1 - SHARE) * value);
      for (const { sound: other, weight } of near[sound] ?? []) {
        const belief = current[other] ?? own;
        for (let at = 0; at < mixed.length; at += 1)
          mixed[at] = (mixed[at] as number) + SHARE * weight * (belief[at] as number);
      }
      return mixed;
    });
  }
  return current.map(normalised);
}

type Neighbour = { readonly sound: number; readonly weight: number };

function nearestOf(centred: readonly Float32Array[]): readonly (readonly Neighbour[])[] {
  const directions = centred.map((vector) => {
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
    return vector.map((value) => value / length);
  });
  return directions.map((own, sound) => {
    const near: Neighbour[] = [];
    for (const [other, direction] of directions.entries()) {
      if (other === sound) continue;
      let cosine = 0;
      for (let at = 0; at < own.length; at += 1) cosine += (own[at] as number) * (direction[at] as number);
      if (near.length === NEAREST && cosine <= (near.at(-1)?.weight ?? 0)) continue;
      const place = near.findIndex(({ weight }) => weight < cosine);
      near.splice(place < 0 ? near.length : place, 0, { sound: other, weight: cosine });
      near.length = Math.min(near.length, NEAREST);
    }
    const weighed = near.map(({ sound: other, weight }) => ({
      sound: other,
      weight: Math.max(0, weight) ** SHARPNESS,
    }));
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
    // A sound that nothing is like keeps its own belief, for which its neighbours' part stands in.
    if (total === 0) return [{ sound, weight: 1 }];
    return weighed.map(({ sound: other, weight }) => ({ sound: other, weight: weight / total }));
  });
}

function normalised(logs: Float32Array): Float32Array {
  const most = logs.reduce((largest, value) => Math.max(largest, value), Number.NEGATIVE_INFINITY);
  const total = logs.reduce((sum, value) => sum + Math.exp(value - most), 0);
  const shift = most + Math.log(total);
  return logs.map((value) => value - shift);
}
