/** Numbers that look random and are always the same for a seed (mulberry32), 0…1. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
}

/** One such number for a pair of numbers: it doesn't depend on what was asked before. */
export const randomOf = (seed: number, number: number): number =>
  mixed((Math.imul(number, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)) | 0);

function mixed(state: number): number {
  let value = Math.imul(state ^ (state >>> 15), state | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
}
