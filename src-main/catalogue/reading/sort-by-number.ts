const digitBits = 11;
const digits = 1 << digitBits;
/** Fewer slots are sorted faster by comparing. */
const fewestForRadix = 4000;

/**
 * Slots in the order of their numbers; equal ones keep the order they came in, and what has no number (NaN) stands last in
 * both directions. A least-significant-digit radix sort over the bits of float64: a million take about 0.1 s.
 */
export function sortByNumber(slots: Uint32Array, numberAt: (slot: number) => number, descending: boolean): Uint32Array {
  const direction = descending ? -1 : 1;
  const keys = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const number = numberAt(slots[i] ?? 0);
    // Adding zero makes of −0 the 0 that it equals.
    keys[i] = Number.isNaN(number) ? Number.POSITIVE_INFINITY : number * direction + 0;
  }
  return slots.length < fewestForRadix ? byComparing(slots, keys) : byRadix(slots, keys);
}

function byComparing(slots: Uint32Array, keys: Float64Array): Uint32Array {
  const places = Uint32Array.from(slots, (_, i) => i).sort((a, b) => {
    const first = keys[a] ?? 0;
    const second = keys[b] ?? 0;
    return first < second ? -1 : first > second ? 1 : a - b;
  });
  return places.map((place) => slots[place] ?? 0);
}

function byRadix(slots: Uint32Array, keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.buffer);
  const { length } = slots;
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  // Bits of float64 order like integers once the sign bit is turned, and all bits of negative ones.
  for (let i = 0; i < length; i++) {
    const upper = words[2 * i + 1] ?? 0;
    const negative = upper >>> 31 === 1;
    low[i] = negative ? ~(words[2 * i] ?? 0) : (words[2 * i] ?? 0);
    high[i] = negative ? ~upper : upper | 0x80000000;
  }
  let places = Uint32Array.from({ length }, (_, i) => i);
  let other = new Uint32Array(length);
  const counts = new Uint32Array(digits);
  for (const [column, shifts] of [
    [low, [0, 11, 22]],
    [high, [0, 11, 22]],
  ] as const) {
    for (const shift of shifts) {
      counts.fill(0);
      for (let i = 0; i < length; i++) {
        const digit = ((column[i] ?? 0) >>> shift) & (digits - 1);
        counts[digit] = (counts[digit] ?? 0) + 1;
      }
      // All alike here, as the low bits of whole numbers are: nothing to move.
      if (counts[((column[0] ?? 0) >>> shift) & (digits - 1)] === length) continue;
      let start = 0;
      for (let digit = 0; digit < digits; digit++) {
        const count = counts[digit] ?? 0;
        counts[digit] = start;
        start += count;
      }
      for (let i = 0; i < length; i++) {
        const place = places[i] ?? 0;
        const digit = ((column[place] ?? 0) >>> shift) & (digits - 1);
        const to = counts[digit] ?? 0;
        other[to] = place;
        counts[digit] = to + 1;
      }
      [places, other] = [other, places];
    }
  }
  for (let i = 0; i < length; i++) other[i] = slots[places[i] ?? 0] ?? 0;
  return other;
}
