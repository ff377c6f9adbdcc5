import type { Columns } from './columns.ts';

/** One byte a slot: 1 where a sound matches. */
export type Mask = Uint8Array;

/** 1 where a slot passes. */
export function where(columns: Columns, passes: (slot: number) => boolean): Mask {
  const mask = new Uint8Array(columns.count);
  for (let slot = 0; slot < columns.count; slot++) mask[slot] = passes(slot) ? 1 : 0;
  return mask;
}

/** 1 where a slot's code is allowed: `allowed` has a byte a code. */
export function withCodes(columns: Columns, codes: Uint8Array | Uint16Array | Uint32Array, allowed: Uint8Array): Mask {
  const mask = new Uint8Array(columns.count);
  for (let slot = 0; slot < columns.count; slot++) mask[slot] = allowed[codes[slot] ?? 0] ?? 0;
  return mask;
}

/** 1 at the slots of these sounds. */
export function maskOf(soundIds: Iterable<number>, columns: Columns): Mask {
  const mask = new Uint8Array(columns.count);
  for (const id of soundIds) {
    const slot = columns.slotOf(id);
    if (slot >= 0) mask[slot] = 1;
  }
  return mask;
}

/** 1 where both have it; reuses the first. */
export function both(first: Mask, second: Mask): Mask {
  for (let slot = 0; slot < first.length; slot++) first[slot] = (first[slot] ?? 0) & (second[slot] ?? 0);
  return first;
}

/** 1 where one has it; reuses the first. */
export function either(first: Mask, second: Mask): Mask {
  for (let slot = 0; slot < first.length; slot++) first[slot] = (first[slot] ?? 0) | (second[slot] ?? 0);
  return first;
}

/** 1 where it is not; reuses the mask. */
export function inverted(mask: Mask): Mask {
  for (let slot = 0; slot < mask.length; slot++) mask[slot] = 1 - (mask[slot] ?? 0);
  return mask;
}
