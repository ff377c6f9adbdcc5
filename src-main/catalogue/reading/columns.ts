import type { Database } from 'better-sqlite3';
import type { ColumnStore } from './column-store.ts';
import { createTable, type Orders, type Values } from './column-table.ts';
import type { Dictionary } from './dictionary.ts';
import type { FolderBook } from './folder-book.ts';
import type { PathTexts } from './path-texts.ts';
import {
  type ColumnKinds,
  type ColumnName,
  changedColumnsSql,
  columnsByIdSql,
  type soundColumns,
} from './sound-columns.ts';

/** One typed array a property, one slot a sound: what queries filter, count and sort by. */
export type Columns = {
  readonly [Name in ColumnName]: ColumnKinds[(typeof soundColumns)[Name]['kind']];
} & {
  /** Slots in use: 0…count − 1. */
  readonly count: number;
  readonly revision: number;
  /** Of the columns of words. */
  readonly words: Dictionary;
  /** In which folder of `folders` a sound lies. */
  readonly folder: Uint32Array;
  readonly folders: FolderBook;
  readonly paths: PathTexts;
  /** Where the paths stand; another one means that a path is new or another. */
  readonly pathState: PathState;
  /** Tells whether values of a column are others than before; new with each new table. */
  readonly versionOf: (column: ColumnName) => string;
  /** −1 for a sound that is not in the columns. */
  readonly slotOf: (soundId: number) => number;
};

/** Grows by one with each slot whose path changed. */
export type PathState = {
  /** Made anew when everything is read again. */
  readonly table: object;
  readonly version: number;
  /** The slots whose paths changed after a version, newest last. */
  readonly changedSince: (version: number) => readonly number[];
  /** Orders that an earlier run kept, of version 0. */
  readonly knownOrders: Orders;
};

type State = { readonly revision: number; readonly reload: number; readonly token: string };

/** Keeps the columns as new as the catalogue. */
export type ColumnReader = {
  /**
   * The columns as they are now: fetches the sounds that changed since the last call. Call it inside a read transaction, so
   * that what follows sees the same state.
   */
  readonly read: () => Columns;
  /** Whether nothing was read yet, or only a part. */
  readonly isBeginning: () => boolean;
  /** Reads a part of what the first `read` would have to read; false: all is here. */
  readonly readPart: () => boolean;
  /** Whether the next run would read much that is not kept yet. */
  readonly isWorthKeeping: () => boolean;
  /** Grows with every row that is read. */
  readonly rowsRead: () => number;
  /** Keeps the columns for the next run, unless they change meanwhile. */
  readonly save: (orders: Orders) => Promise<void>;
};

/** Ids in a part: some 30 ms. */
const idsAPart = 10_000;

/** Columns are filled one after the other, which is faster than row by row, from so many rows. */
const rowsAtOnce = 2000;

/** Nothing is known of a catalogue that has no state. */
const noState: State = { revision: 0, reload: 0, token: '' };

/** @param store where columns are kept from run to run; without one all are read anew */
export function createColumnReader(db: Database, store?: ColumnStore): ColumnReader {
  const state = db.prepare<[], State>('SELECT revision, reload_revision AS reload, token FROM catalogue_state');
  const lastId = db.prepare<[], number | null>('SELECT max(id) FROM sounds').pluck();
  const byId = db.prepare<[afterId: number, lastId: number], Values>(columnsByIdSql).raw();
  const changed = db.prepare<[revision: number], Values>(changedColumnsSql).raw();
  let table = createTable();
  let loaded: State | undefined;
  let lookedForKept = false;
  /** Rows put in since the columns were kept. */
  let putSinceKept = 0;
  /** The state that a first reading in parts began at, and how far it has come. */
  let begun: { readonly state: State; readonly afterId: number } | undefined;

  const takeUpKept = (): void => {
    if (lookedForKept) return;
    lookedForKept = true;
    const now = state.get() ?? noState;
    const kept = store?.load(now.token);
    // What was kept of a later state is of a catalogue that lost something.
    if (kept === undefined || now.reload > kept.revision || kept.revision > now.revision) return;
    table = createTable(kept.table);
    loaded = { ...now, revision: kept.revision };
  };

  const take = (found: Iterable<Values>): void => {
    let rows: Values[] = [];
    for (const values of found) {
      rows.push(values);
      putSinceKept += 1;
      if (rows.length < rowsAtOnce) continue;
      table.put(rows);
      rows = [];
    }
    table.put(rows);
  };

  // What changes between the parts has a later revision than the first of them, and is fetched like any change.
  const readPart = (): boolean => {
    takeUpKept();
    if (loaded !== undefined) return false;
    begun ??= { state: state.get() ?? noState, afterId: 0 };
    const afterId = begun.afterId + idsAPart;
    take(byId.iterate(begun.afterId, afterId));
    begun = { ...begun, afterId };
    if (afterId < (lastId.get() ?? 0)) return true;
    loaded = begun.state;
    return false;
  };

  return {
    isBeginning: () => {
      takeUpKept();
      return loaded === undefined;
    },
    readPart,
    read: () => {
      while (readPart());
      const now = state.get() ?? noState;
      const before = loaded ?? now;
      if (now.revision === before.revision) return table.columns(now.revision);
      const everything = now.reload > before.revision;
      if (everything) table = createTable();
      take(everything ? byId.iterate(0, Number.MAX_SAFE_INTEGER) : changed.iterate(before.revision));
      loaded = now;
      return table.columns(now.revision);
    },
    rowsRead: () => table.putCount(),
    isWorthKeeping: () => loaded !== undefined && store?.isWorthKeeping(putSinceKept) === true,
    save: async (orders) => {
      const saved = loaded;
      if (store === undefined || saved === undefined) return;
      const before = table;
      const puts = table.putCount();
      const isSame = (): boolean => table === before && table.putCount() === puts;
      if (await store.save({ revision: saved.revision, table: table.stored(orders) }, saved.token, isSame))
        putSinceKept = 0;
    },
  };
}
