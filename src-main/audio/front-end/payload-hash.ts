/** XXH3-128 (xxHash 0.8): constants, first lanes and the final mix. The loop over the bytes is WebAssembly. */
import type { PayloadHash } from '../../../src-shared/contract/identifiers.ts';

/** The default secret of the specification. */
export const HASH_SECRET: Uint8Array = Buffer.from(
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f' +
    'cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c' +
    '3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
    'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364' +
    'eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e' +
    '2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
  'hex',
);

const PRIME32 = [0x9e3779b1n, 0x85ebca77n, 0xc2b2ae3dn] as const;
const PRIME64_1 = 0x9e3779b185ebca87n;
const PRIME64_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME64_3 = 0x165667b19e3779f9n;
const PRIME64_4 = 0x85ebca77c2b2ae63n;
const PRIME64_5 = 0x27d4eb2f165667c5n;

export const FIRST_LANES: readonly bigint[] = [
  PRIME32[2],
  PRIME64_1,
  PRIME64_2,
  PRIME64_3,
  PRIME64_4,
  PRIME32[1],
  PRIME64_5,
  PRIME32[0],
];

/** Hashes shorter than this take other paths in XXH3; the parameters in front keep every payload above it. */
export const PARAMETER_BYTES = 256;

/** What stands before the payload: everything that changes how the same bytes sound. */
export function parameterBytes(codec: string, sampleRateHz: number, channels: number, blockAlign: number): Uint8Array {
  const bytes = new Uint8Array(PARAMETER_BYTES);
  bytes.set(
    new TextEncoder().encode(`${codec}|${sampleRateHz}|${channels}|${blockAlign}`).subarray(0, PARAMETER_BYTES),
  );
  return bytes;
}

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const secret64 = (at: number): bigint => Buffer.from(HASH_SECRET).readBigUInt64LE(at);

function merge(lanes: BigUint64Array, secretAt: number, start: bigint): bigint {
  let sum = start;
  for (let pair = 0; pair < 4; pair++) {
    const product =
      ((lanes[pair * 2] ?? 0n) ^ secret64(secretAt + pair * 16)) *
      ((lanes[pair * 2 + 1] ?? 0n) ^ secret64(secretAt + pair * 16 + 8));
    sum += u64(product) ^ (product >> 64n);
  }
  let hash = u64(sum);
  hash ^= hash >> 37n;
  hash = u64(hash * 0x165667919e3779f9n);
  return hash ^ (hash >> 32n);
}

/** The 128 bits as 32 lower-case hex digits, high half first (the canonical form of xxHash). */
export function finishHash(lanes: BigUint64Array, length: number): PayloadHash {
  const size = BigInt(length);
  const low = merge(lanes, 11, u64(size * PRIME64_1));
  const high = merge(lanes, 192 - 64 - 11, u64(~(size * PRIME64_2)));
  return (high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0')) as PayloadHash;
}
