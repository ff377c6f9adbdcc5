import type { Database } from 'better-sqlite3';
import type { Columns } from './columns.ts';

/** With more new paths than this, reading all in order is faster than finding each a place. */
const mostPlacedSingly = 2000;

type Known = { readonly table: object; readonly version: number; readonly slots: Uint32Array };
type Place = { readonly libraryId: number; readonly path: Buffer };

/**
 * Gives all slots in the order of libraries and paths. Kept while no path is new or another; a few new ones are put
 * between the others without reading all again, as a job that indexes brings some with every second.
 */
export function createPathOrder(db: Database): (columns: Columns) => Uint32Array {
  const all = db.prepare<[], number>('SELECT id FROM sounds ORDER BY library_id, path').pluck();
  const some = db
    .prepare<[string], number>(
      'SELECT id FROM sounds WHERE id IN (SELECT value FROM json_each(?)) ORDER BY library_id, path',
    )
    .pluck();
  const placeOf = db.prepare<[number], Place>('SELECT library_id AS libraryId, path FROM sounds WHERE id = ?');
  let known: Known | undefined;

  const slotsOf = (ids: readonly number[], columns: Columns): Uint32Array =>
    Uint32Array.from(ids.map((id) => columns.slotOf(id)).filter((slot) => slot >= 0));

  const withNew = ({ slots, version }: Known, columns: Columns): Uint32Array => {
    const changed = new Set(columns.pathState.changedSince(version));
    const stay = slots.filter((slot) => !changed.has(slot));
    const ids = Array.from(changed, (slot) => columns.id[slot] ?? 0);
    const placed = slotsOf(some.all(JSON.stringify(ids)), columns);
    const merged = new Uint32Array(stay.length + placed.length);
    let from = 0;
    placed.forEach((slot, i) => {
      const at = placeAmong(stay, from, placeOf.get(columns.id[slot] ?? 0), columns);
      merged.set(stay.subarray(from, at), from + i);
      merged[at + i] = slot;
      from = at;
    });
    merged.set(stay.subarray(from), from + placed.length);
    return merged;
  };

  const placeAmong = (slots: Uint32Array, from: number, place: Place | undefined, columns: Columns): number => {
    let low = from;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesBefore(placeOf.get(columns.id[slots[middle] ?? 0] ?? 0), place)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return (columns) => {
    const { table, version, knownOrders } = columns.pathState;
    if (known?.table !== table && knownOrders.path !== undefined)
      known = { table, version: 0, slots: knownOrders.path };
    if (known?.table === table && known.version === version) return known.slots;
    const placed = known?.table === table && version - known.version <= mostPlacedSingly;
    known = { table, version, slots: placed && known ? withNew(known, columns) : slotsOf(all.all(), columns) };
    return known.slots;
  };
}

function comesBefore(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return a === undefined;
  return a.libraryId === b.libraryId ? Buffer.compare(a.path, b.path) < 0 : a.libraryId < b.libraryId;
}
