/** What a labelled sound is, as far as balance goes. */
export type BalancedSound = {
  readonly library: string;
  readonly category: string;
  /** How far its label is trusted (1: fully). */
  readonly trust: number;
};

/** Categories with less than this count as if they had it: a single doubtful example is not to shout. */
const LEAST_TOTAL = 3;

/**
 * How much each labelled sound counts, so that neither a library nor a category drowns the others: of a library and
 * category with more than `cap` sounds, all together count as `cap`; and categories count less the larger they are then,
 * by the power `-rarity` of their total.
 * @param rarity 0: categories count as they come; 1: all the same
 * @returns weights whose sum is that of the capped sounds
 */
export function balancedWeights(of: readonly BalancedSound[], cap: number, rarity = 0): Float64Array {
  const keyOf = ({ library, category }: BalancedSound) => `${library}\0${category}`;
  const counts = sums(of, keyOf, () => 1);
  const capped = Float64Array.from(of, (one) => {
    const count = counts.get(keyOf(one)) ?? 1;
    return (Math.min(count, cap) / count) * one.trust;
  });
  if (rarity === 0) return capped;
  const totals = sums(
    of,
    ({ category }) => category,
    (place) => capped[place] ?? 0,
  );
  const weighed = capped.map(
    (weight, place) => weight * Math.max(LEAST_TOTAL, totals.get(of[place]?.category ?? '') ?? 0) ** -rarity,
  );
  const scale = total(capped) / total(weighed);
  return weighed.map((weight) => weight * scale);
}

function sums(
  of: readonly BalancedSound[],
  keyOf: (one: BalancedSound) => string,
  amountOf: (place: number) => number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [place, one] of of.entries()) found.set(keyOf(one), (found.get(keyOf(one)) ?? 0) + amountOf(place));
  return found;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
