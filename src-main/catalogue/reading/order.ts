import type { Database } from 'better-sqlite3';
import type { SortKey } from '../types.ts';
import type { Columns } from './columns.ts';
import type { Mask } from './evaluate.ts';

/** Puts matching sounds in order; equal ones stand in the order of their paths. */
export function createSorter(db: Database) {
  const byPath = db.prepare<[], number>('SELECT id FROM sounds ORDER BY library_id, path').pluck();
  const paths = db.prepare<[], readonly [number, string]>(
    'SELECT id, coalesce(display_path, CAST(path AS TEXT)) FROM sounds',
  );
  let pathOrder: { readonly revision: number; readonly slots: Uint32Array } | undefined;
  let nameRanks: { readonly revision: number; readonly ranks: Float64Array } | undefined;

  const inPathOrder = (columns: Columns): Uint32Array => {
    if (pathOrder?.revision === columns.revision) return pathOrder.slots;
    const slots = new Uint32Array(columns.count);
    let count = 0;
    for (const id of byPath.all()) {
      const slot = columns.slotOf(id);
      if (slot >= 0) slots[count++] = slot;
    }
    pathOrder = { revision: columns.revision, slots: slots.subarray(0, count) };
    return pathOrder.slots;
  };

  const rankedNames = (columns: Columns): Float64Array => {
    if (nameRanks?.revision === columns.revision) return nameRanks.ranks;
    const ranks = new Float64Array(columns.count);
    const named = paths.raw().all() as (readonly [number, string])[];
    const sorted = named
      .map(([id, path]) => ({ id, name: path.slice(path.lastIndexOf('/') + 1).toLowerCase() }))
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
    let rank = 0;
    let previous: string | undefined;
    for (const { id, name } of sorted) {
      if (name !== previous) rank += 1;
      previous = name;
      const slot = columns.slotOf(id);
      if (slot >= 0) ranks[slot] = rank;
    }
    nameRanks = { revision: columns.revision, ranks };
    return ranks;
  };

  const keyOf = (by: Exclude<SortKey, 'path' | 'collection'>, columns: Columns): ((slot: number) => number) => {
    switch (by) {
      case 'name': {
        const ranks = rankedNames(columns);
        return (slot) => ranks[slot] ?? 0;
      }
      case 'category': {
        const order = columns.names.values
          .map((name, code) => ({ name, code }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
        const rank = new Float64Array(order.length);
        for (const [place, { code }] of order.entries()) rank[code] = place;
        return (slot) => rank[columns.labelCategory[slot] || columns.suggestedCategory[slot] || 0] ?? 0;
      }
      case 'duration':
        return (slot) => columns.durationSeconds[slot] ?? Number.NaN;
      case 'sampleRate':
        return (slot) => columns.sampleRateHz[slot] ?? Number.NaN;
      case 'channels':
        return (slot) => columns.channels[slot] ?? Number.NaN;
      case 'probability':
        return (slot) => columns.probability[slot] ?? 0;
      case 'added':
        return (slot) => columns.id[slot] ?? 0;
    }
  };

  return (mask: Mask, columns: Columns, by: Exclude<SortKey, 'collection'>, descending: boolean): Uint32Array => {
    const slots = inPathOrder(columns).filter((slot) => mask[slot] === 1);
    if (by === 'path') return toIds(descending ? slots.reverse() : slots, columns);
    const key = keyOf(by, columns);
    const direction = descending ? -1 : 1;
    const keys = new Float64Array(columns.count);
    // What has no value stands last in both directions.
    for (const slot of slots) keys[slot] = Number.isNaN(key(slot)) ? Number.POSITIVE_INFINITY : key(slot) * direction;
    return toIds(
      slots.sort((a, b) => {
        const first = keys[a] ?? 0;
        const second = keys[b] ?? 0;
        return first < second ? -1 : Number(first > second);
      }),
      columns,
    );
  };
}

const toIds = (slots: Uint32Array, columns: Columns): Uint32Array => slots.map((slot) => columns.id[slot] ?? 0);
