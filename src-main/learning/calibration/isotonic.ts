/** A rising line through points; flat before the first and after the last. */
export type RisingCurve = { readonly from: Float64Array; readonly to: Float64Array };

/**
 * The rising step curve nearest to what was seen, by pooling adjacent violators (Ayer et al. 1955; used for
 * probabilities by Zadrozny and Elkan 2002): turns a sureness into how often such a suggestion was right. Between its
 * blocks' middles it goes straight, as scikit-learn's does between its thresholds.
 * @param sureness of first suggestions
 * @param right 1 or 0 each
 */
export function fitIsotonic(sureness: ArrayLike<number>, right: ArrayLike<number>): RisingCurve {
  const order = Array.from({ length: sureness.length }, (_, index) => index).sort(
    (a, b) => (sureness[a] ?? 0) - (sureness[b] ?? 0),
  );
  const blocks: { low: number; high: number; sum: number; count: number }[] = [];
  for (const index of order) {
    const at = sureness[index] ?? 0;
    const before = blocks.at(-1);
    // Equal surenesses are one point, whatever their order in the list.
    if (before && before.high === at && before.low === at) {
      before.sum += right[index] ?? 0;
      before.count += 1;
    } else blocks.push({ low: at, high: at, sum: right[index] ?? 0, count: 1 });
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    let next = block;
    for (let last = pooled.at(-1); last && last.sum / last.count >= next.sum / next.count; last = pooled.at(-1)) {
      pooled.pop();
      next = { low: last.low, high: next.high, sum: last.sum + next.sum, count: last.count + next.count };
    }
    pooled.push(next);
  }
  const ends = pooled.flatMap(({ low, high, sum, count }) =>
    low === high ? [[low, sum / count] as const] : [[low, sum / count] as const, [high, sum / count] as const],
  );
  return { from: Float64Array.from(ends, ([at]) => at), to: Float64Array.from(ends, ([, value]) => value) };
}

/** The curve's height. NaN of a curve without points. */
export function followCurve({ from, to }: RisingCurve, at: number): number {
  const after = from.findIndex((one) => one >= at);
  if (after < 0) return to.at(-1) ?? Number.NaN;
  const [x1, y1] = [from[after] as number, to[after] as number];
  if (after === 0 || x1 === at) return y1;
  const [x0, y0] = [from[after - 1] as number, to[after - 1] as number];
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}
