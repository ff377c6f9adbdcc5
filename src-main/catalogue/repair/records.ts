import type { PageFile } from './page-file.ts';

/** A value as SQLite stores it; bigint where a number can't hold it. */
export type Value = number | bigint | string | Buffer | null;

/** One row as it lies in a page; `rowId` is null in an index or a table without row ids. */
export type StoredRow = { readonly rowId: number | null; readonly values: readonly Value[] };

/** What one b-tree page holds. */
export type TreePage = {
  /** `table` for tables with row ids, `index` for indexes and tables without. */
  readonly kind: 'table' | 'index';
  readonly children: readonly number[];
  readonly rows: readonly StoredRow[];
  /** Pages that rows go on in. */
  readonly overflow: readonly number[];
  /** Rows that could not be read. */
  readonly spoilt: number;
};

const kinds = new Map<number, { kind: TreePage['kind']; interior: boolean }>([
  [0x02, { kind: 'index', interior: true }],
  [0x05, { kind: 'table', interior: true }],
  [0x0a, { kind: 'index', interior: false }],
  [0x0d, { kind: 'table', interior: false }],
]);

/** Reads a b-tree page; `null` when it is none. Damaged cells are counted and left out. */
export function readTreePage(file: PageFile, number: number): TreePage | null {
  const page = file.page(number);
  if (page === null) return null;
  const start = number === 1 ? 100 : 0;
  const found = kinds.get(page[start] ?? 0);
  if (found === undefined) return null;
  const { kind, interior } = found;
  const cellCount = page.readUInt16BE(start + 3);
  const pointers = start + (interior ? 12 : 8);
  if (pointers + cellCount * 2 > file.usableBytes) return null;
  const children: number[] = interior ? [page.readUInt32BE(start + 8)] : [];
  const rows: StoredRow[] = [];
  const overflow: number[] = [];
  let spoilt = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    try {
      let at = page.readUInt16BE(pointers + cell * 2);
      if (at < pointers + cellCount * 2) throw new RangeError('A cell lies in the header.');
      if (interior) {
        children.push(page.readUInt32BE(at));
        at += 4;
        if (kind === 'table') continue;
      }
      const [length, afterLength] = varint(page, at);
      const [rowId, payloadAt] = kind === 'table' ? varint(page, afterLength) : [0, afterLength];
      const payload = payloadOf(file, page, { at: payloadAt, length, kind, overflow });
      rows.push({ rowId: kind === 'table' ? rowId : null, values: valuesOf(payload) });
    } catch {
      spoilt += 1;
    }
  }
  return { kind, children, rows, overflow, spoilt };
}

type Cell = {
  readonly at: number;
  readonly length: number;
  readonly kind: TreePage['kind'];
  readonly overflow: number[];
};

/** @throws RangeError where it is cut short */
function payloadOf(file: PageFile, page: Buffer, { at, length, kind, overflow }: Cell): Buffer {
  const usable = file.usableBytes;
  if (length > file.pageCount * file.pageBytes) throw new RangeError('A row is longer than the file.');
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (length <= most) return exactly(page, at, length);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  const local = fitting <= most ? fitting : least;
  const parts = [exactly(page, at, local)];
  let left = length - local;
  let next = page.readUInt32BE(at + local);
  while (left > 0) {
    const more = next === 0 ? null : file.page(next);
    if (more === null) throw new RangeError('A row goes on where there is nothing.');
    overflow.push(next);
    const taken = Math.min(left, usable - 4);
    parts.push(exactly(more, 4, taken));
    left -= taken;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** The values of a record. @throws RangeError when it is none */
function valuesOf(record: Buffer): Value[] {
  const [headerLength, firstType] = varint(record, 0);
  if (headerLength > record.length) throw new RangeError('No record.');
  const values: Value[] = [];
  let at = headerLength;
  for (let typeAt = firstType; typeAt < headerLength; ) {
    const [type, next] = varint(record, typeAt);
    typeAt = next;
    const length = lengthOf(type);
    values.push(readValue(type, exactly(record, at, length)));
    at += length;
  }
  return values;
}

const fixedLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
  if (type >= 12) return (type - 12) >> 1;
  const length = fixedLengths[type];
  if (length === undefined) throw new RangeError('No such type of value.');
  return length;
}

function readValue(type: number, bytes: Buffer): Value {
  if (type === 0) return null;
  if (type <= 5) return bytes.readIntBE(0, bytes.length);
  if (type === 6) {
    const value = bytes.readBigInt64BE(0);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (type === 7) return bytes.readDoubleBE(0);
  if (type <= 9) return type - 8;
  return type % 2 === 0 ? Buffer.from(bytes) : bytes.toString('utf8');
}

function exactly(bytes: Buffer, at: number, length: number): Buffer {
  if (at + length > bytes.length) throw new RangeError('A row runs over the end of its page.');
  return bytes.subarray(at, at + length);
}

/** A number of 1 to 9 bytes, and where what follows it begins. */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new RangeError('A number is cut short.');
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      if (!Number.isSafeInteger(value)) throw new RangeError('A number is too large.');
      return [value, at + i + 1];
    }
  }
  throw new RangeError('A number is too large.');
}
