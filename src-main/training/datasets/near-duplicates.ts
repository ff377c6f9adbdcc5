/** Sounds that may be the same recording, as games and libraries share them: by the cosine of their mean embeddings. */

/** As in learning/same-recordings.ts: of mean embeddings, less what is common to all. */
const SAME_RECORDING = 0.985;
/**
 * Sign bits in which two of them may differ at most to be looked at more closely. An angle θ turns θ/π of the signs of
 * evenly spread vectors (Charikar, STOC 2002): 28 of 512 at this cosine; three times as many leave room for uneven ones.
 */
const MOST_BITS = 84;
const BITS_A_WORD = 32;

type Directions = { readonly values: Float32Array; readonly signs: Int32Array; readonly width: number };

/**
 * Pairs of sounds with nearly the same mean embedding.
 *
 * @param means one a sound, all of one length; `null`: not known
 * @param breathe called between rows: where it gives a promise, that is waited for
 */
export async function nearDuplicatePairs(
  means: readonly (Float32Array | null)[],
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<readonly (readonly [number, number])[]> {
  const known = [...means.keys()].filter((place) => means[place] !== null);
  const directions = directionsOf(known.map((place) => means[place] as Float32Array));
  const pairs: [number, number][] = [];
  for (let one = 0; one < known.length; one += 1) {
    for (let other = one + 1; other < known.length; other += 1) {
      if (!mayBeAlike(directions, one, other)) continue;
      if (cosineOf(directions, one, other) >= SAME_RECORDING) {
        pairs.push([known[one] as number, known[other] as number]);
      }
    }
    await breathe();
  }
  return pairs;
}

function directionsOf(means: readonly Float32Array[]): Directions {
  const width = means[0]?.length ?? 0;
  const words = Math.ceil(width / BITS_A_WORD);
  const centre = new Float64Array(width);
  for (const mean of means)
    for (let at = 0; at < width; at += 1) centre[at] = (centre[at] as number) + (mean[at] as number);
  const values = new Float32Array(means.length * width);
  const signs = new Int32Array(means.length * words);
  for (const [place, mean] of means.entries()) {
    let square = 0;
    for (let at = 0; at < width; at += 1) {
      const value = (mean[at] as number) - (centre[at] as number) / means.length;
      values[place * width + at] = value;
      square += value * value;
      if (value > 0) {
        const word = place * words + (at >> 5);
        signs[word] = (signs[word] as number) | (1 << (at & 31));
      }
    }
    const scale = 1 / (Math.sqrt(square) || 1);
    for (let at = place * width; at < (place + 1) * width; at += 1) values[at] = (values[at] as number) * scale;
  }
  return { values, signs, width };
}

function mayBeAlike({ signs, width }: Directions, one: number, other: number): boolean {
  const words = Math.ceil(width / BITS_A_WORD);
  const most = (MOST_BITS * width) / 512;
  let differing = 0;
  for (let word = 0; word < words; word += 1) {
    let bits = (signs[one * words + word] as number) ^ (signs[other * words + word] as number);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    differing += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    if (differing > most) return false;
  }
  return true;
}

function cosineOf({ values, width }: Directions, one: number, other: number): number {
  let cosine = 0;
  for (let at = 0; at < width; at += 1) {
    cosine += (values[one * width + at] as number) * (values[other * width + at] as number);
  }
  return cosine;
}
