import type { Database } from 'better-sqlite3';
import { createDictionary, type Dictionary, type Word } from './dictionary.ts';
import { createFolderBook, type FolderBook } from './folder-book.ts';
import { createPathTexts, type PathTexts } from './path-texts.ts';
import { type ColumnKinds, type ColumnName, changedColumnsSql, columnNames, soundColumns } from './sound-columns.ts';

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
};

/** Of `soundColumns` in their order, then the path. */
type Values = readonly (Word | null)[];
type State = { readonly revision: number; readonly reload: number };

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
};

/** Ids in a part: some 30 ms. */
const idsAPart = 10_000;

export function createColumnReader(db: Database): ColumnReader {
  const state = db.prepare<[], State>('SELECT revision, reload_revision AS reload FROM catalogue_state');
  const lastId = db.prepare<[], number | null>('SELECT max(id) FROM sounds').pluck();
  const changed = db.prepare<[revision: number, afterId: number, lastId: number], Values>(changedColumnsSql).raw();
  let table = createTable();
  let loaded: State | undefined;
  /** The state that a first reading in parts began at, and how far it has come. */
  let begun: { readonly state: State; readonly afterId: number } | undefined;

  const take = (revision: number, afterId: number, toId: number): void => {
    let rows: Values[] = [];
    for (const values of changed.iterate(revision, afterId, toId)) {
      rows.push(values);
      if (rows.length < rowsAtOnce) continue;
      table.put(rows);
      rows = [];
    }
    table.put(rows);
  };

  // What changes between the parts has a later revision than the first of them, and is fetched like any change.
  const readPart = (): boolean => {
    if (loaded !== undefined) return false;
    begun ??= { state: state.get() ?? { revision: 0, reload: 0 }, afterId: 0 };
    const afterId = begun.afterId + idsAPart;
    take(-1, begun.afterId, afterId);
    begun = { ...begun, afterId };
    if (afterId < (lastId.get() ?? 0)) return true;
    loaded = begun.state;
    return false;
  };

  return {
    isBeginning: () => loaded === undefined,
    readPart,
    read: () => {
      while (readPart());
      const now = state.get() ?? { revision: 0, reload: 0 };
      const before = loaded ?? now;
      if (now.revision === before.revision) return table.columns(now.revision);
      const everything = now.reload > before.revision;
      if (everything) table = createTable();
      take(everything ? -1 : before.revision, 0, Number.MAX_SAFE_INTEGER);
      loaded = now;
      return table.columns(now.revision);
    },
  };
}

/** Columns are filled one after the other, which is faster than row by row, from so many rows. */
const rowsAtOnce = 2000;

type AnyColumn = ColumnKinds[keyof ColumnKinds];
const arrayOf = {
  identifier: (length: number) => new Uint32Array(length),
  small: (length: number) => new Uint8Array(length),
  word: (length: number) => new Uint16Array(length),
  number: (length: number) => new Float64Array(length),
} as const;

let tables = 0;

function createTable() {
  let capacity = 1024;
  let count = 0;
  let slots = new Int32Array(1024).fill(-1);
  const words = createDictionary();
  const folders = createFolderBook();
  const paths = createPathTexts();
  const changedPaths: number[] = [];
  let arrays: AnyColumn[] = columnNames.map((name) => arrayOf[soundColumns[name].kind](capacity));
  let folder = new Uint32Array(capacity);
  let pathHashes = new Float64Array(capacity);
  const slotOf = (soundId: number): number => slots[soundId] ?? -1;
  const versions = new Float64Array(columnNames.length);
  tables += 1;
  const table = tables;
  const versionOf = (column: ColumnName): string => `${table} ${count} ${versions[columnNames.indexOf(column)]}`;
  const libraryAt = columnNames.indexOf('libraryId');

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
      arrays = arrays.map(doubled);
      folder = doubled(folder);
      pathHashes = doubled(pathHashes);
    }
    slots[soundId] = count;
    count += 1;
    return count - 1;
  };

  const putPath = (slot: number, libraryId: number, path: string): void => {
    const hash = hashOf(libraryId, path);
    if (pathHashes[slot] === hash) return;
    pathHashes[slot] = hash;
    const slash = path.lastIndexOf('/');
    folder[slot] = folders.codeOf(libraryId, slash < 0 ? '' : path.slice(0, slash));
    paths.set(slot, path);
    changedPaths.push(slot);
  };

  return {
    put: (rows: readonly Values[]): void => {
      const places = rows.map((values) => slotFor(Number(values[0])));
      arrays.forEach((array, i) => {
        const changes =
          array instanceof Uint16Array
            ? fillWords(array, rows, i, places, words)
            : array instanceof Float64Array
              ? fillNumbers(array, rows, i, places)
              : fillIntegers(array, rows, i, places);
        if (changes) versions[i] = (versions[i] ?? 0) + 1;
      });
      rows.forEach((values, row) => {
        putPath(places[row] ?? 0, Number(values[libraryAt]), String(values[arrays.length]));
      });
    },
    columns: (revision: number): Columns => ({
      ...(Object.fromEntries(columnNames.map((name, i) => [name, arrays[i]])) as {
        readonly [Name in ColumnName]: ColumnKinds[(typeof soundColumns)[Name]['kind']];
      }),
      words,
      folder,
      folders,
      paths,
      pathState: { table: words, version: changedPaths.length, changedSince: (version) => changedPaths.slice(version) },
      slotOf,
      versionOf,
      count,
      revision,
    }),
  };
}

// One function a kind of array, so that each is compiled for its own; true when a value became another.

function fillNumbers(array: Float64Array, rows: readonly Values[], at: number, places: readonly number[]): boolean {
  let changes = false;
  for (let row = 0; row < rows.length; row++) {
    const slot = places[row] ?? 0;
    const value = (rows[row]?.[at] ?? Number.NaN) as number;
    if (!Object.is(array[slot], value)) changes = true;
    array[slot] = value;
  }
  return changes;
}

function fillWords(
  array: Uint16Array,
  rows: readonly Values[],
  at: number,
  places: readonly number[],
  words: Dictionary,
): boolean {
  let changes = false;
  for (let row = 0; row < rows.length; row++) {
    const slot = places[row] ?? 0;
    const code = words.codeOf(rows[row]?.[at] ?? null);
    if (array[slot] !== code) changes = true;
    array[slot] = code;
  }
  return changes;
}

function fillIntegers(
  array: Uint32Array | Uint8Array,
  rows: readonly Values[],
  at: number,
  places: readonly number[],
): boolean {
  let changes = false;
  for (let row = 0; row < rows.length; row++) {
    const slot = places[row] ?? 0;
    const value = (rows[row]?.[at] ?? 0) as number;
    if (array[slot] !== value) changes = true;
    array[slot] = value;
  }
  return changes;
}

function doubled<Numbers extends AnyColumn>(column: Numbers): Numbers {
  const grown = new (column.constructor as new (length: number) => Numbers)(column.length * 2);
  grown.set(column);
  return grown;
}

/** 53 bits that tell paths apart: two that differ are taken for one in 10¹⁵ changes. Never 0. */
function hashOf(libraryId: number, path: string): number {
  let low = 0x811c9dc5 ^ libraryId;
  let high = 0x9e3779b9 ^ libraryId;
  for (let at = 0; at < path.length; at++) {
    const unit = path.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13);
  }
  return (high & 0x1fffff) * 4294967296 + (low >>> 0) + 1;
}
