/**
 * How much each labelled sound counts, so that neither a library nor a category drowns the others: of a library and
 * category with more than `cap` sounds, all together count as `cap`.
 * @param of what a sound is: its library and category, and how far its label is trusted (1: fully)
 */
export function balancedWeights(
  of: readonly { readonly library: string; readonly category: string; readonly trust: number }[],
  cap: number,
): Float64Array {
  const counts = new Map<string, number>();
  const keyOf = ({ library, category }: { readonly library: string; readonly category: string }) =>
    `${library}\0${category}`;
  for (const one of of) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return Float64Array.from(of, (one) => {
    const count = counts.get(keyOf(one)) ?? 1;
    return (Math.min(count, cap) / count) * one.trust;
  });
}
