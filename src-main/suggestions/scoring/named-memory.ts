/** What names say of all sounds, in memory: one piece of bytes, as an object a sound would take more than it holds. */
import type { PackedNames } from '../named/index.ts';

export type NamedMemory = {
  /** @param packed empty: names say nothing */
  readonly put: (slot: number, packed: PackedNames) => void;
  readonly has: (slot: number) => boolean;
  /** Empty where names say nothing; valid until the next `put`. */
  readonly namesOf: (slot: number) => PackedNames;
};

export function createNamedMemory(): NamedMemory {
  let bytes = new Uint8Array(65_536);
  let end = 0;
  let starts = new Uint32Array(1024);
  let lengths = new Uint16Array(1024);

  const makeRoom = (slot: number): void => {
    if (slot < lengths.length) return;
    const length = Math.max(slot + 1, Math.ceil(lengths.length * 1.5));
    const oldStarts = starts;
    const oldLengths = lengths;
    starts = new Uint32Array(length);
    lengths = new Uint16Array(length);
    starts.set(oldStarts);
    lengths.set(oldLengths);
  };

  return {
    put: (slot, packed) => {
      makeRoom(slot);
      if (packed.length > (lengths[slot] ?? 0)) {
        if (end + packed.length > bytes.length) {
          const old = bytes;
          bytes = new Uint8Array(Math.ceil((end + packed.length) * 1.25));
          bytes.set(old.subarray(0, end));
        }
        starts[slot] = end;
        end += packed.length;
      }
      bytes.set(packed, starts[slot] ?? 0);
      lengths[slot] = packed.length;
    },
    has: (slot) => (lengths[slot] ?? 0) > 0,
    namesOf: (slot) => {
      const start = starts[slot] ?? 0;
      return bytes.subarray(start, start + (lengths[slot] ?? 0));
    },
  };
}
