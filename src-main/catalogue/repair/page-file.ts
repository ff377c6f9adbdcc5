import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** The pages of an SQLite file with its write-ahead log laid over it. https://sqlite.org/fileformat2.html */
export type PageFile = {
  readonly pageBytes: number;
  /** Without the space that SQLite reserves at the end of each page. */
  readonly usableBytes: number;
  /** As many as there are, or as the header says there were. */
  readonly pageCount: number;
  /** Pages count from 1; `null` beyond the end of the file. */
  readonly page: (number: number) => Buffer | null;
  readonly close: () => void;
};

const magic = 'SQLite format 3\0';
/** Of our main files, for those whose header is gone. */
const usualPageBytes = 4096;

/** Opens a file however damaged it is; a missing one has no pages. */
export function openPages(path: string): PageFile {
  if (!existsSync(path)) return { ...emptyFile, close: () => {} };
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  const header = Buffer.alloc(100);
  readSync(handle, header, 0, 100, 0);
  const isHeader = header.toString('latin1', 0, 16) === magic;
  const said = header.readUInt16BE(16);
  const isSize = isHeader && (said === 1 || (said >= 512 && (said & (said - 1)) === 0));
  const pageBytes = isSize ? (said === 1 ? 65_536 : said) : usualPageBytes;
  const reserved = isHeader && (header[20] ?? 0) <= 64 ? (header[20] ?? 0) : 0;
  const logged = pagesOfLog(`${path}-wal`, pageBytes);
  const inFile = Math.ceil(size / pageBytes);
  // A header that claims far more than was ever there is itself damaged.
  const claimed = isHeader && header.readUInt32BE(28) < inFile * 4 + 1000 ? header.readUInt32BE(28) : 0;

  const page = (number: number): Buffer | null => {
    const newer = logged.get(number);
    if (newer !== undefined) return newer;
    const bytes = Buffer.alloc(pageBytes);
    const read = readSync(handle, bytes, 0, pageBytes, (number - 1) * pageBytes);
    return read === pageBytes ? bytes : null;
  };
  return {
    pageBytes,
    usableBytes: pageBytes - reserved,
    pageCount: Math.max(inFile, claimed, ...logged.keys()),
    page,
    close: () => closeSync(handle),
  };
}

const emptyFile = { pageBytes: usualPageBytes, usableBytes: usualPageBytes, pageCount: 0, page: () => null };

/** The newest committed content of each page in a write-ahead log, as far as its checksums hold. */
function pagesOfLog(path: string, pageBytes: number): ReadonlyMap<number, Buffer> {
  const committed = new Map<number, Buffer>();
  if (!existsSync(path)) return committed;
  const log = readFileSync(path);
  if (log.length < 32 || log.readUInt32BE(8) !== pageBytes) return committed;
  const kind = log.readUInt32BE(0);
  if (kind !== 0x377f0682 && kind !== 0x377f0683) return committed;
  const littleEndian = kind === 0x377f0682;
  let sum = checksum(log.subarray(0, 24), [0, 0], littleEndian);
  if (sum[0] !== log.readUInt32BE(24) || sum[1] !== log.readUInt32BE(28)) return committed;
  const pending = new Map<number, Buffer>();
  for (let at = 32; at + 24 + pageBytes <= log.length; at += 24 + pageBytes) {
    const content = log.subarray(at + 24, at + 24 + pageBytes);
    if (!log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) break;
    sum = checksum(content, checksum(log.subarray(at, at + 8), sum, littleEndian), littleEndian);
    if (sum[0] !== log.readUInt32BE(at + 16) || sum[1] !== log.readUInt32BE(at + 20)) break;
    pending.set(log.readUInt32BE(at), content);
    if (log.readUInt32BE(at + 4) === 0) continue;
    for (const [number, page] of pending) committed.set(number, page);
    pending.clear();
  }
  return committed;
}

function checksum(
  bytes: Buffer,
  [first, second]: readonly [number, number],
  littleEndian: boolean,
): readonly [number, number] {
  let s0 = first;
  let s1 = second;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const x0 = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    const x1 = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4);
    s0 = (s0 + x0 + s1) >>> 0;
    s1 = (s1 + x1 + s0) >>> 0;
  }
  return [s0, s1];
}
