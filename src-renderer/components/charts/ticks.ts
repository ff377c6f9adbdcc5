/** A step that a person reads easily: 1, 2 or 5 times a power of ten. */
function roundStep(wished: number): number {
  const power = 10 ** Math.floor(Math.log10(wished));
  const share = wished / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
}

/**
 * Round places along an axis, the outermost of which hold everything between `low` and `high`.
 *
 * @param steps how many steps one would like; there are about as many
 */
export function ticksBetween(low: number, high: number, steps: number): readonly number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const width = high - low;
  const step = roundStep((width > 0 ? width : Math.max(Math.abs(high), 1)) / Math.max(1, steps));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Multiplied, not added up: 0.1 + 0.2 is no place to write down.
  return Array.from({ length: last - first + 1 }, (_tick, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Round whole places along an axis of counts, from `low` to at most `high`. */
export function wholeTicks(low: number, high: number, steps: number): readonly number[] {
  const step = Math.max(1, roundStep(Math.max(1, high - low) / Math.max(1, steps)));
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_tick, at) => first + at * step);
}
