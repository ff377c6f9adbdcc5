import type { Database } from 'better-sqlite3';
import { embeddingLength } from '../types.ts';
import { frameBytes, restoreFrames } from '../vectors/quantized-frames.ts';
import { takeFactors } from '../vectors/sign-factors.ts';
import { createSignRows, type SignRows } from '../vectors/sign-scan.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';

/** The sign bits of one model version in memory, with their factors. */
export type SignMemory = {
  /** Fetches what was added since the last call. */
  readonly refresh: () => void;
  readonly rows: SignRows;
  readonly setIdAt: (set: number) => number;
  /** −1 for a set that is not here. */
  readonly setAt: (setId: number) => number;
};

/** @throws SonothequeError `asset-missing` */
export function createSignMemory(db: Database, modelId: number, mean: Float32Array | null): SignMemory {
  const added = db
    .prepare<[number, number], readonly [number, Buffer, Buffer | null]>(
      `SELECT v.id, b.bits, b.factors FROM idx.vector_sets v JOIN idx.sign_bits b ON b.vector_set_id = v.id
       WHERE v.id > ? AND +v.model_id = ? ORDER BY v.id`,
    )
    .raw();
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM idx.vector_sets').pluck();
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();
  const rows = createSignRows();
  let setIds = new Uint32Array(1024);
  let places = new Int32Array(1024).fill(-1);
  let lastId = 0;

  /** Of a set that was stored before factors were. */
  const factorsOf = (setId: number): Uint8Array => {
    const bytes = Buffer.concat(chunks.all(setId * chunksPerSet, (setId + 1) * chunksPerSet));
    const embeddings = new Float32Array((bytes.length / frameBytes) * embeddingLength);
    restoreFrames(bytes, embeddings);
    return new Uint8Array(takeFactors(embeddings, mean).buffer);
  };

  const add = (setId: number, bits: Uint8Array, factors: Uint8Array): void => {
    const set = rows.setCount();
    rows.add(bits, factors);
    if (set === setIds.length) setIds = widened(setIds, setIds.length * 2, 0);
    if (setId >= places.length) places = widened(places, Math.max(setId + 1, places.length * 2), -1);
    setIds[set] = setId;
    places[setId] = set;
  };

  return {
    refresh: () => {
      const latest = newest.get() ?? 0;
      if (latest === lastId) return;
      for (const [setId, bits, factors] of added.iterate(lastId, modelId)) {
        add(setId, bits, factors ?? factorsOf(setId));
      }
      lastId = latest;
    },
    rows,
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
