import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What was read of a sound: its levels, and its rows or those of its hops that were kept. */
export type CachedSpectra = {
  readonly payloadHash: string;
  readonly levelsDb: Float32Array;
  /** Hops of 50 rows that are there, rising; `null`: all of them. */
  readonly hops: readonly number[] | null;
  readonly rows: Float16Array;
};

/** First in each file; the number grows when what follows means something else. */
const HEADING = Buffer.from('sonotheque-spectra 1\n');

/**
 * Spectra of sounds that were read for a training run, so that the next one needn't decode: a file a sound, the least
 * recently used out when there are too many bytes. A cache that can't be written costs time only.
 */
export class SpectraCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  #bytes: number | null = null;

  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** `null`: it isn't there, or is no use any more. */
  async find(key: string): Promise<CachedSpectra | null> {
    const file = this.#fileOf(key);
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) return null;
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return spectraOf(bytes);
  }

  async keep(key: string, spectra: CachedSpectra): Promise<void> {
    const file = this.#fileOf(key);
    const bytes = bytesOf(spectra);
    const part = `${file}.${randomUUID()}.part`;
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(part, bytes, { mode: 0o600 });
      await rename(part, file);
      this.#bytes = (this.#bytes ?? (await this.#measure())) + bytes.length;
      if (this.#bytes > this.#mostBytes) await this.#forgetOldest();
    } catch {
      await rm(part, { force: true }).catch(() => {});
    }
  }

  #fileOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex').slice(0, 40);
    return path.join(this.#folder, name.slice(0, 2), `${name.slice(2)}.f16`);
  }

  async #measure(): Promise<number> {
    return (await this.#files()).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Down to nine tenths, so that it isn't done for every sound. */
  async #forgetOldest(): Promise<void> {
    const files = (await this.#files()).sort((a, b) => a.usedAt - b.usedAt);
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (bytes <= this.#mostBytes * 0.9) break;
      await rm(file.path, { force: true });
      bytes -= file.bytes;
    }
    this.#bytes = bytes;
  }

  async #files(): Promise<{ readonly path: string; readonly bytes: number; readonly usedAt: number }[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const facts = await Promise.all(
      files.map(async (file) => {
        const found = await stat(file).catch(() => null);
        return found ? [{ path: file, bytes: found.size, usedAt: found.mtimeMs }] : [];
      }),
    );
    return facts.flat();
  }
}

function bytesOf({ payloadHash, levelsDb, hops, rows }: CachedSpectra): Buffer {
  const about = Buffer.from(JSON.stringify({ payloadHash, hops, levels: levelsDb.length, values: rows.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(about.length);
  const raw = (values: Float32Array | Float16Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([HEADING, length, about, raw(levelsDb), raw(rows)]);
}

/** `null` of anything that isn't whole. */
function spectraOf(bytes: Buffer): CachedSpectra | null {
  try {
    if (!bytes.subarray(0, HEADING.length).equals(HEADING)) return null;
    const begin = HEADING.length + 4;
    const end = begin + bytes.readUInt32LE(HEADING.length);
    const about = JSON.parse(bytes.toString('utf8', begin, end)) as {
      readonly payloadHash: string;
      readonly hops: readonly number[] | null;
      readonly levels: number;
      readonly values: number;
    };
    const rowsAt = end + about.levels * 4;
    if (bytes.length !== rowsAt + about.values * 2) return null;
    // Copies, because numbers must lie at multiples of their size.
    const copy = (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)).buffer;
    return {
      payloadHash: about.payloadHash,
      hops: about.hops,
      levelsDb: new Float32Array(copy(end, rowsAt)),
      rows: new Float16Array(copy(rowsAt, bytes.length)),
    };
  } catch {
    return null;
  }
}
