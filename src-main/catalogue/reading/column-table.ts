import type { Columns } from './columns.ts';
import { createDictionary, type Dictionary, type Word } from './dictionary.ts';
import { createFolderBook, type Folder } from './folder-book.ts';
import { createPathTexts, type StoredPathTexts } from './path-texts.ts';
import { type ColumnKinds, type ColumnName, columnNames, soundColumns } from './sound-columns.ts';

/** Of `soundColumns` in their order, then the path. */
export type Values = readonly (Word | null)[];

/** Everything of a table, to be kept and taken up again; views of what goes on to change. */
export type StoredTable = {
  /** In the order of `columnNames`, one value a slot. */
  readonly arrays: readonly AnyColumn[];
  readonly folder: Uint32Array;
  readonly pathHashes: Float64Array;
  readonly words: readonly Word[];
  readonly folders: readonly Folder[];
  readonly paths: StoredPathTexts;
  readonly orders: Orders;
};

/** Slots in the order of their paths and of their names, where that is known. */
export type Orders = { readonly path?: Uint32Array; readonly name?: Uint32Array };

export type AnyColumn = ColumnKinds[keyof ColumnKinds];
/** Makes room for so many values of a kind. */
export const arrayOf = {
  identifier: (length: number) => new Uint32Array(length),
  small: (length: number) => new Uint8Array(length),
  word: (length: number) => new Uint16Array(length),
  number: (length: number) => new Float64Array(length),
} as const;

let tables = 0;

export type ColumnTable = ReturnType<typeof createTable>;

/** The columns as they grow; with what an earlier run kept, from there. */
export function createTable(known?: StoredTable) {
  let count = known?.folder.length ?? 0;
  let capacity = Math.max(count, 1024);
  const words = createDictionary(known?.words);
  const folders = createFolderBook(known?.folders);
  const paths = createPathTexts(known?.paths);
  const changedPaths: number[] = [];
  const roomy = known !== undefined && count === capacity ? known : undefined;
  let arrays: AnyColumn[] = roomy
    ? [...roomy.arrays]
    : columnNames.map((name) => arrayOf[soundColumns[name].kind](capacity));
  let folder = roomy?.folder ?? new Uint32Array(capacity);
  let pathHashes = roomy?.pathHashes ?? new Float64Array(capacity);
  if (known !== undefined && roomy === undefined) {
    for (const [i, array] of known.arrays.entries()) arrays[i]?.set(array);
    folder.set(known.folder);
    pathHashes.set(known.pathHashes);
  }
  let slots = slotsById(arrays[0] ?? [], count);
  let puts = 0;
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
    /** Grows when rows are put in. */
    putCount: (): number => puts,
    stored: (orders: Orders): StoredTable => ({
      arrays: arrays.map((array) => array.subarray(0, count)),
      folder: folder.subarray(0, count),
      pathHashes: pathHashes.subarray(0, count),
      words: words.values,
      folders: folders.folders,
      paths: paths.stored(),
      orders,
    }),
    put: (rows: readonly Values[]): void => {
      puts += rows.length;
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
      pathState: {
        table: words,
        version: changedPaths.length,
        changedSince: (version) => changedPaths.slice(version),
        knownOrders: known?.orders ?? {},
      },
      slotOf,
      versionOf,
      count,
      revision,
    }),
  };
}

function slotsById(ids: ArrayLike<number>, count: number): Int32Array {
  let last = 0;
  for (let slot = 0; slot < count; slot++) last = Math.max(last, ids[slot] ?? 0);
  const slots = new Int32Array(Math.max(1024, last + 1)).fill(-1);
  for (let slot = 0; slot < count; slot++) slots[ids[slot] ?? 0] = slot;
  return slots;
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
