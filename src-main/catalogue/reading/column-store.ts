import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { columnsPathOf } from '../database/columns-file.ts';
import { createPrivately } from '../database/private-files.ts';
import { type AnyColumn, arrayOf, type Orders, type StoredTable } from './column-table.ts';
import type { Word } from './dictionary.ts';
import type { Folder } from './folder-book.ts';
import { columnNames, columnsByIdSql, soundColumns } from './sound-columns.ts';

/** Columns as they were at a revision of the catalogue. */
export type KeptColumns = { readonly revision: number; readonly table: StoredTable };

/**
 * Columns from run to run, in a file beside the catalogue: to read a million sounds out of the tables takes seconds, to
 * read their columns as they stood in memory a fifth of one. It can always be made again, so nothing is told of failures.
 */
export type ColumnStore = {
  /** What was kept of the catalogue with this token; `undefined` for nothing that fits. */
  readonly load: (token: string) => KeptColumns | undefined;
  /** Whether so many rows take long enough to read again. */
  readonly isWorthKeeping: (changedRows: number) => boolean;
  /** @param isSame whether the columns are still what they were at the call @returns whether they are kept now */
  readonly save: (columns: KeptColumns, token: string, isSame: () => boolean) => Promise<boolean>;
};

/** Reading so many again takes about 0.1 s. */
const fewestRows = 25_000;
const magic = 'Sonotheque columns 1\n';
/** Another shape of the columns makes what was kept useless. */
const shape = createHash('sha256')
  .update(magic + columnsByIdSql + columnNames.join())
  .digest('hex');

type Header = {
  readonly shape: string;
  readonly token: string;
  readonly revision: number;
  readonly words: readonly Word[];
  readonly folders: readonly Folder[];
  /** Values of each array, in the order of `partsOf`; `null` for one that is not there. */
  readonly lengths: readonly (number | null)[];
};

/** The arrays of a table, always in this order. */
function partsOf({
  arrays,
  folder,
  pathHashes,
  paths,
  orders,
}: StoredTable): readonly (AnyColumn | Int32Array | undefined)[] {
  const { bytes, starts, slots, lineOf } = paths;
  return [...arrays, folder, pathHashes, bytes, starts, slots, lineOf, orders.path, orders.name];
}

export function createColumnStore(cataloguePath: string, fewest = fewestRows): ColumnStore {
  const path = columnsPathOf(cataloguePath);
  const unfinished = `${path}-new`;
  return {
    isWorthKeeping: (changedRows) => changedRows >= fewest,
    load: (token) => {
      let file: number | undefined;
      try {
        file = openSync(path, 'r');
        return readColumns(file, token);
      } catch {
        return undefined;
      } finally {
        if (file !== undefined) closeSync(file);
      }
    },
    save: async ({ revision, table }, token, isSame) => {
      try {
        // The commits that these columns show must not be lost while the columns are kept.
        await synced(`${cataloguePath}-wal`);
        rmSync(unfinished, { force: true });
        createPrivately(unfinished, cataloguePath);
        const file = await open(unfinished, 'r+');
        try {
          await writeColumns(file, table, { shape, token, revision }, isSame);
          await file.datasync();
        } finally {
          await file.close();
        }
        if (!isSame()) throw new Error('The columns changed meanwhile.');
        await rename(unfinished, path);
        return true;
      } catch {
        await rm(unfinished, { force: true }).catch(() => undefined);
        return false;
      }
    },
  };
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => undefined);
  await file?.datasync();
  await file?.close();
}

const bytesOf = (array: AnyColumn | Int32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function writeColumns(
  file: FileHandle,
  table: StoredTable,
  about: Pick<Header, 'shape' | 'token' | 'revision'>,
  isSame: () => boolean,
): Promise<void> {
  const parts = partsOf(table);
  const { words, folders } = table;
  const header: Header = { ...about, words, folders, lengths: parts.map((part) => part?.length ?? null) };
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(magic.length + 4);
  start.write(magic, 'latin1');
  start.writeUInt32LE(text.length, magic.length);
  let at = 0;
  for (const bytes of [start, text, ...parts.flatMap((part) => (part === undefined ? [] : [bytesOf(part)]))]) {
    if (!isSame()) throw new Error('The columns changed meanwhile.');
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, bytesAtOnce), at);
      done += bytesWritten;
      at += bytesWritten;
    }
  }
}

/** Written or read by one call. */
const bytesAtOnce = 1 << 24;

function readColumns(file: number, token: string): KeptColumns | undefined {
  let at = 0;
  const fill = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(file, bytes, done, Math.min(bytes.length - done, bytesAtOnce), at);
      if (read === 0) throw new Error('The file ends too early.');
      done += read;
      at += read;
    }
  };
  const start = Buffer.alloc(magic.length + 4);
  fill(start);
  if (start.toString('latin1', 0, magic.length) !== magic) return undefined;
  const text = Buffer.alloc(start.readUInt32LE(magic.length));
  fill(text);
  const header = JSON.parse(text.toString()) as Header;
  if (header.shape !== shape || header.token !== token) return undefined;
  const lengths = [...header.lengths];
  const next = <Numbers extends AnyColumn | Int32Array>(make: (length: number) => Numbers): Numbers | undefined => {
    const length = lengths.shift();
    if (typeof length !== 'number') return undefined;
    const array = make(length);
    fill(bytesOf(array));
    return array;
  };
  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('A part is missing.');
    return part;
  };
  const arrays = columnNames.map((name) => there(next<AnyColumn>(arrayOf[soundColumns[name].kind])));
  const folder = there(next(arrayOf.identifier));
  const pathHashes = there(next(arrayOf.number));
  const paths = {
    bytes: there(next((length) => Buffer.allocUnsafeSlow(length))),
    starts: there(next(arrayOf.identifier)),
    slots: there(next((length) => new Int32Array(length))),
    lineOf: there(next(arrayOf.identifier)),
  };
  const path = next(arrayOf.identifier);
  const name = next(arrayOf.identifier);
  const orders: Orders = { ...(path && { path }), ...(name && { name }) };
  const { revision, words, folders } = header;
  return { revision, table: { arrays, folder, pathHashes, words, folders, paths, orders } };
}
