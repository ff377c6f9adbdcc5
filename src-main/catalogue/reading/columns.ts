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
    for (const values of changed.iterate(everything ? -1 : loaded.revision)) table.put(values);
    loaded = now;
    return table.columns(now.revision);
  };
}

type AnyColumn = ColumnKinds[keyof ColumnKinds];
const arrayOf = {
  identifier: (length: number) => new Uint32Array(length),
  small: (length: number) => new Uint8Array(length),
  word: (length: number) => new Uint16Array(length),
  number: (length: number) => new Float64Array(length),
} as const;

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
  const kinds = columnNames.map((name) => soundColumns[name].kind);
  const slotOf = (soundId: number): number => slots[soundId] ?? -1;
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
    put: (values: Values): void => {
      const slot = slotFor(Number(values[0]));
      for (let i = 0; i < arrays.length; i++) {
        const array = arrays[i];
        const value = values[i] ?? null;
        if (array === undefined) continue;
        const kind = kinds[i];
        if (kind === 'word') array[slot] = words.codeOf(value);
        else array[slot] = value === null ? (kind === 'number' ? Number.NaN : 0) : (value as number);
      }
      putPath(slot, Number(values[libraryAt]), String(values[arrays.length]));
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
      count,
      revision,
    }),
  };
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
