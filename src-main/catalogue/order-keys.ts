const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = 62n;

/** Digits before the fraction: room for 28,000,000,000 things on each side of the first. */
const wholeDigits = 6;
const middle = base ** BigInt(wholeDigits) / 2n;

/**
 * Keys for `count` things that come between two others, evenly spread; compared as text (by code point) they are in
 * order. A key is a number in base 62: six digits, and a fraction as long as it must be. There is always room between
 * two keys, so that putting things in order never touches the others.
 *
 * @param low the key before; `null`: none
 * @param high the key behind, greater than `low`; `null`: none
 * @returns the key of the thing at a place from 0 to `count` − 1
 */
export function orderKeys(low: string | null, high: string | null, count: number): (place: number) => string {
  if (high === null) {
    const from = low === null ? middle : wholeOf(low) + 1n;
    return (place) => written(from + BigInt(place), 0);
  }
  if (low === null) {
    const from = wholeOf(high) - BigInt(count);
    return (place) => written(from + BigInt(place), 0);
  }
  let fraction = 0;
  const room = () => inUnits(high, fraction) - inUnits(low, fraction);
  while (room() <= BigInt(count)) fraction += 1;
  const from = inUnits(low, fraction);
  const width = room();
  const parts = BigInt(count) + 1n;
  const length = fraction;
  return (place) => written(from + (width * BigInt(place + 1)) / parts, length);
}

const wholeOf = (key: string): bigint => inUnits(key, 0);

/** A key in units of its last digit; what lies beyond is cut off. */
function inUnits(key: string, fraction: number): bigint {
  let value = 0n;
  for (let at = 0; at < wholeDigits + fraction; at++) {
    value = value * base + BigInt(Math.max(0, digits.indexOf(key.charAt(at) || '0')));
  }
  return value;
}

function written(value: bigint, fraction: number): string {
  let text = '';
  for (let left = value, at = 0; at < wholeDigits + fraction; at++, left /= base) {
    text = digits.charAt(Number(left % base)) + text;
  }
  // Equal numbers have equal keys: no zeros at the end of a fraction.
  return text.slice(0, wholeDigits) + text.slice(wholeDigits).replace(/0+$/u, '');
}
