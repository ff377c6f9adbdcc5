/**
 * The long-input loop of XXH3 (Y. Collet, xxHash 0.8, BSD-2-Clause specification): eight 64-bit lanes take 64 bytes a
 * stripe and are scrambled after each block of 1,024. The host finishes the 128 bits from the lanes.
 */
import { HASH_CARRY, HASH_HISTORY, HASH_LANES, HASH_SECRET, STAGING } from './memory';

let carried: i32 = 0;

function mix(lane: v128, from: usize, secret: usize): v128 {
  const data = v128.load(from);
  const key = v128.xor(data, v128.load(secret));
  const low = v128.shuffle<i32>(key, key, 0, 2, 0, 2),
    high = v128.shuffle<i32>(key, key, 1, 3, 1, 3);
  const swapped = v128.shuffle<i32>(data, data, 2, 3, 0, 1);
  return i64x2.add(i64x2.add(lane, swapped), i64x2.extmul_low_i32x4_u(low, high));
}

function scramble(lane: v128, secret: usize): v128 {
  const key = v128.xor(v128.xor(lane, i64x2.shr_u(lane, 47)), v128.load(secret));
  const prime = i64x2.splat(0x9e3779b1);
  return i64x2.mul(key, prime);
}

function block(from: usize): void {
  let a = v128.load(HASH_LANES),
    b = v128.load(HASH_LANES, 16);
  let c = v128.load(HASH_LANES, 32),
    d = v128.load(HASH_LANES, 48);
  let secret = HASH_SECRET;
  for (const end = from + 1024; from < end; from += 64, secret += 8) {
    a = mix(a, from, secret);
    b = mix(b, from + 16, secret + 16);
    c = mix(c, from + 32, secret + 32);
    d = mix(d, from + 48, secret + 48);
  }
  v128.store(HASH_LANES, scramble(a, HASH_SECRET + 128));
  v128.store(HASH_LANES, scramble(b, HASH_SECRET + 144), 16);
  v128.store(HASH_LANES, scramble(c, HASH_SECRET + 160), 32);
  v128.store(HASH_LANES, scramble(d, HASH_SECRET + 176), 48);
}

function stripe(from: usize, secret: usize): void {
  for (let at: usize = 0; at < 64; at += 16) {
    v128.store(HASH_LANES + at, mix(v128.load(HASH_LANES + at), from + at, secret + at));
  }
}

/** Forgets everything; the host writes the lanes' first values. */
export function startHash(): void {
  carried = 0;
}

/** Takes `length` bytes at STAGING + offset. The last block stays in the carry: the end is hashed differently. */
export function updateHash(offset: i32, length: i32): void {
  let from = STAGING + <usize>offset;
  const end = from + <usize>length;
  if (carried + length <= 1024) {
    memory.copy(HASH_CARRY + <usize>carried, from, length);
    carried += length;
    return;
  }
  if (carried > 0) {
    const missing = <usize>(1024 - carried);
    memory.copy(HASH_CARRY + <usize>carried, from, missing);
    from += missing;
    block(HASH_CARRY);
    memory.copy(HASH_HISTORY, HASH_CARRY + 960, 64);
  }
  const direct = from;
  for (; end - from > 1024; from += 1024) block(from);
  if (from > direct) memory.copy(HASH_HISTORY, from - 64, 64);
  carried = <i32>(end - from);
  memory.copy(HASH_CARRY, from, carried);
}

/** Hashes what the carry holds: whole stripes, then the last 64 bytes of everything. */
export function endHash(): void {
  const stripes = (carried - 1) / 64;
  for (let index = 0; index < stripes; index++) stripe(HASH_CARRY + <usize>index * 64, HASH_SECRET + <usize>index * 8);
  stripe(HASH_CARRY + <usize>carried - 64, HASH_SECRET + 121);
}
