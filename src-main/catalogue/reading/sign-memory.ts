import type { Database } from 'better-sqlite3';
import { signWordsPerFrame } from '../vectors/quantized-frames.ts';
import type { SignBits } from '../vectors/sign-scan.ts';

/** The sign bits of one model version in memory, 64 B a frame. */
export type SignMemory = {
  /** Fetches what was added since the last call. */
  readonly refresh: () => void;
  readonly bits: () => SignBits;
  readonly setIdAt: (set: number) => number;
  /** −1 for a set that is not here. */
  readonly setAt: (setId: number) => number;
};

export function createSignMemory(db: Database, modelId: number): SignMemory {
  const added = db
    .prepare<[number, number], readonly [number, Buffer]>(
      `SELECT v.id, b.bits FROM idx.vector_sets v JOIN idx.sign_bits b ON b.vector_set_id = v.id
       WHERE v.id > ? AND +v.model_id = ? ORDER BY v.id`,
    )
    .raw();
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM idx.vector_sets').pluck();
  let words = new Int32Array(signWordsPerFrame * 1024);
  let bytes = new Uint8Array(words.buffer);
  let starts = new Uint32Array(1024);
  let setIds = new Uint32Array(1024);
  let places = new Int32Array(1024).fill(-1);
  let setCount = 0;
  let lastId = 0;

  const add = (setId: number, bits: Uint8Array): void => {
    const from = (starts[setCount] ?? 0) * signWordsPerFrame * 4;
    if (from + bits.length > bytes.length) {
      const grown = new Int32Array(Math.max(words.length * 1.5, (from + bits.length) / 4 + words.length / 2) | 0);
      grown.set(words);
      words = grown;
      bytes = new Uint8Array(words.buffer);
    }
    bytes.set(bits, from);
    if (setCount + 2 > starts.length) {
      starts = widened(starts, starts.length * 2, 0);
      setIds = widened(setIds, setIds.length * 2, 0);
    }
    if (setId >= places.length) places = widened(places, Math.max(setId + 1, places.length * 2), -1);
    setIds[setCount] = setId;
    places[setId] = setCount;
    setCount += 1;
    starts[setCount] = (from + bits.length) / (signWordsPerFrame * 4);
  };

  return {
    refresh: () => {
      const latest = newest.get() ?? 0;
      if (latest === lastId) return;
      for (const [setId, bits] of added.iterate(lastId, modelId)) add(setId, bits);
      lastId = latest;
    },
    bits: () => ({ words, starts, setCount }),
    setIdAt: (set) => setIds[set] ?? 0,
    setAt: (setId) => places[setId] ?? -1,
  };
}

function widened<Numbers extends Uint32Array | Int32Array>(old: Numbers, length: number, filler: number): Numbers {
  const grown = new (old.constructor as new (length: number) => Numbers)(length);
  grown.set(old);
  grown.fill(filler, old.length);
  return grown;
}
