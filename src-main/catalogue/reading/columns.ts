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

/**
 * Keeps the columns as new as the catalogue: each call fetches the sounds that changed since the last. Call it inside a
 * read transaction, so that what follows sees the same state.
 */
export function createColumnReader(db: Database): () => Columns {
  const state = db.prepare<[], State>('SELECT revision, reload_revision AS reload FROM catalogue_state');
  const changed = db.prepare<[number], Values>(changedColumnsSql).raw();
  let table = createTable();
  let loaded: State = { revision: -1, reload: -1 };

  return () => {
    const now = state.get() ?? { revision: 0, reload: 0 };
    if (now.revision === loaded.revision) return table.columns(now.revision);
    const everything = now.reload > loaded.revision;
    if (everything) table = createTable();
    let rows: Values[] = [];
    for (const values of changed.iterate(everything ? -1 : loaded.revision)) {
      rows.push(values);
      if (rows.length < rowsAtOnce) continue;
      table.put(rows);
      rows = [];
    }
    table.put(rows);
    loaded = now;
    return table.columns(now.revision);
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
