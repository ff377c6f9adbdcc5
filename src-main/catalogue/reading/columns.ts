import type { Database } from 'better-sqlite3';
import { inNoRemovedLibrary } from './libraries.ts';

/** Codes of `Columns.status`. */
export const statusCodes = { indexed: 0, failed: 1, missing: 2 } as const;

/** Values of a column that repeat, as small numbers; 0 stands for none. */
export type Dictionary = { readonly codeOf: (value: string | null) => number; readonly values: readonly string[] };

/** One typed array a property, one slot a sound: what queries filter and sort by. */
export type Columns = {
  /** Slots in use: 0…count − 1. */
  readonly count: number;
  readonly revision: number;
  readonly id: Uint32Array;
  readonly libraryId: Uint32Array;
  readonly status: Uint8Array;
  readonly durationSeconds: Float64Array;
  readonly sampleRateHz: Float64Array;
  readonly channels: Float64Array;
  readonly labelCategory: Uint16Array;
  readonly labelCatId: Uint16Array;
  readonly labelSource: Uint16Array;
  readonly suggestedCategory: Uint16Array;
  readonly suggestedCatId: Uint16Array;
  readonly probability: Float64Array;
  /** Vector set of the active model version, 0 without one. */
  readonly vectorSet: Uint32Array;
  readonly names: Dictionary;
  /** −1 for a sound that is not in the columns. */
  readonly slotOf: (soundId: number) => number;
};

type Values = readonly [
  id: number,
  libraryId: number,
  status: number,
  durationSeconds: number | null,
  sampleRateHz: number | null,
  channels: number | null,
  labelCategory: string | null,
  labelCatId: string | null,
  labelSource: string | null,
  suggestedCategory: string | null,
  suggestedCatId: string | null,
  probability: number | null,
  vectorSet: number | null,
];

type State = { readonly revision: number; readonly reload: number };

/**
 * Keeps the columns as new as the catalogue: each call fetches the sounds that changed since the last. Call it inside a
 * read transaction, so that what follows sees the same state.
 */
export function createColumnReader(db: Database): () => Columns {
  const state = db.prepare<[], State>('SELECT revision, reload_revision AS reload FROM catalogue_state');
  const changed = db
    .prepare<[number], Values>(
      `SELECT s.id, s.library_id, CASE WHEN s.missing THEN 2 ELSE s.failure_code IS NOT NULL END,
         s.duration_seconds, s.sample_rate_hz, s.channels, c.category, e.cat_id, e.source, g.category, g.cat_id,
         g.probability, v.id
       FROM sounds s
         CROSS JOIN catalogue_state t
         LEFT JOIN current_labels c ON c.sound_id = s.id AND c.region_start_seconds = -1 AND c.region_end_seconds = -1
           AND c.category IS NOT NULL
         LEFT JOIN label_events e ON e.id = c.event_id
         LEFT JOIN idx.suggestions g ON g.model_id = t.active_model_id AND g.sound_id = s.id
         LEFT JOIN idx.vector_sets v ON v.model_id = t.active_model_id AND v.payload_id = s.payload_id
       WHERE s.revision > ? AND s.${inNoRemovedLibrary}`,
    )
    .raw();
  let table = createTable();
  let loaded: State = { revision: -1, reload: -1 };

  return () => {
    const now = state.get() ?? { revision: 0, reload: 0 };
    if (now.revision === loaded.revision) return table.columns(now.revision);
    const everything = now.reload > loaded.revision;
    if (everything) table = createTable();
    for (const values of changed.iterate(everything ? -1 : loaded.revision)) table.put(values);
    loaded = now;
    return table.columns(now.revision);
  };
}

function createTable() {
  let capacity = 1024;
  let count = 0;
  let slots = new Int32Array(1024).fill(-1);
  const names = createDictionary();
  const columns = {
    id: new Uint32Array(capacity),
    libraryId: new Uint32Array(capacity),
    status: new Uint8Array(capacity),
    durationSeconds: new Float64Array(capacity),
    sampleRateHz: new Float64Array(capacity),
    channels: new Float64Array(capacity),
    labelCategory: new Uint16Array(capacity),
    labelCatId: new Uint16Array(capacity),
    labelSource: new Uint16Array(capacity),
    suggestedCategory: new Uint16Array(capacity),
    suggestedCatId: new Uint16Array(capacity),
    probability: new Float64Array(capacity),
    vectorSet: new Uint32Array(capacity),
  };
  const slotOf = (soundId: number): number => slots[soundId] ?? -1;

  const slotFor = (soundId: number): number => {
    const known = slotOf(soundId);
    if (known >= 0) return known;
    if (soundId >= slots.length) {
      const grown = new Int32Array(Math.max(soundId + 1, slots.length * 2)).fill(-1);
      grown.set(slots);
      slots = grown;
    }
    if (count === capacity) {
      capacity *= 2;
      for (const name of Object.keys(columns) as (keyof typeof columns)[])
        Object.assign(columns, { [name]: doubled(columns[name]) });
    }
    slots[soundId] = count;
    count += 1;
    return count - 1;
  };

  return {
    put: (values: Values): void => {
      const slot = slotFor(values[0]);
      columns.id[slot] = values[0];
      columns.libraryId[slot] = values[1];
      columns.status[slot] = values[2];
      columns.durationSeconds[slot] = values[3] ?? Number.NaN;
      columns.sampleRateHz[slot] = values[4] ?? Number.NaN;
      columns.channels[slot] = values[5] ?? Number.NaN;
      columns.labelCategory[slot] = names.codeOf(values[6]);
      columns.labelCatId[slot] = names.codeOf(values[7]);
      columns.labelSource[slot] = names.codeOf(values[8]);
      columns.suggestedCategory[slot] = names.codeOf(values[9]);
      columns.suggestedCatId[slot] = names.codeOf(values[10]);
      columns.probability[slot] = values[11] ?? 0;
      columns.vectorSet[slot] = values[12] ?? 0;
    },
    columns: (revision: number): Columns => ({ ...columns, names, slotOf, count, revision }),
  };
}

function doubled<Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: Column): Column {
  const grown = new (column.constructor as new (length: number) => Column)(column.length * 2);
  grown.set(column);
  return grown;
}

/** Codes fit 16 bits: there are 82 categories, 753 CatIDs and a few sources. */
function createDictionary(): Dictionary {
  const values: string[] = [''];
  const codes = new Map<string, number>();
  return {
    values,
    codeOf: (value) => {
      if (value === null) return 0;
      const known = codes.get(value);
      if (known !== undefined) return known;
      codes.set(value, values.length);
      return values.push(value) - 1;
    },
  };
}
