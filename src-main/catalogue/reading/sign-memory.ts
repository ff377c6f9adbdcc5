import type { Database } from 'better-sqlite3';
import { createSignRows, type SignRows } from '../vectors/sign-scan.ts';

/** The sign bits of one model version in memory. */
export type SignMemory = {
  /** Fetches what was added since the last call. */
  readonly refresh: () => void;
  readonly rows: SignRows;
  readonly setIdAt: (set: number) => number;
  /** −1 for a set that is not here. */
  readonly setAt: (setId: number) => number;
};

/** @throws SonothequeError `asset-missing` */
export function createSignMemory(db: Database, modelId: number): SignMemory {
  const added = db
    .prepare<[number, number], readonly [number, Buffer]>(
      `SELECT v.id, b.bits FROM idx.vector_sets v JOIN idx.sign_bits b ON b.vector_set_id = v.id
       WHERE v.id > ? AND +v.model_id = ? ORDER BY v.id`,
    )
    .raw();
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM idx.vector_sets').pluck();
  const rows = createSignRows();
  let setIds = new Uint32Array(1024);
  let places = new Int32Array(1024).fill(-1);
  let lastId = 0;

  const add = (setId: number, bits: Uint8Array): void => {
    const set = rows.setCount();
    rows.add(bits);
    if (set === setIds.length) setIds = widened(setIds, setIds.length * 2, 0);
    if (setId >= places.length) places = widened(places, Math.max(setId + 1, places.length * 2), -1);
    setIds[set] = setId;
    places[setId] = set;
  };

  return {
    refresh: () => {
      const latest = newest.get() ?? 0;
      if (latest === lastId) return;
      for (const [setId, bits] of added.iterate(lastId, modelId)) add(setId, bits);
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
