/** Vectors of sounds that were listened to for an evaluation and are in no catalogue. */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';

export type CachedSound = {
  readonly embeddings: Float32Array;
  readonly levelsDb: Float32Array;
  readonly fields: EmbeddedMetadata['fields'];
};

/** First in the file; the number grows when what follows means something else. */
const HEADING = Buffer.from('sonotheque-heard 1\n');
/** Grown beyond it, the file begins anew. */
const MOST_BYTES = 1_024 ** 3;
/** A record begins with the lengths of its three parts. */
const LENGTHS_BYTES = 12;

/**
 * A file to which each sound is appended: its key with its metadata, embeddings, levels. A record that was cut short by an
 * end in the middle is cut off at the next opening.
 */
export class HeardCache {
  readonly #file: string;
  readonly #sounds: Map<string, CachedSound>;
  #appending: Promise<void> = Promise.resolve();

  private constructor(file: string, sounds: Map<string, CachedSound>) {
    this.#file = file;
    this.#sounds = sounds;
  }

  /** What can't be read is forgotten: everything in it can be heard again. */
  static async open(file: string): Promise<HeardCache> {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.length > MOST_BYTES || !bytes.subarray(0, HEADING.length).equals(HEADING)) {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 }).catch(() => {});
      await truncate(file).catch(() => {});
      await appendFile(file, HEADING, { mode: 0o600 }).catch(() => {});
      return new HeardCache(file, new Map());
    }
    const { sounds, end } = readRecords(bytes);
    if (end < bytes.length) await truncate(file, end).catch(() => {});
    return new HeardCache(file, sounds);
  }

  find(key: string): CachedSound | null {
    return this.#sounds.get(key) ?? null;
  }

  /** A cache that can't be written (a full disk) costs time only, so nothing is told of it. */
  async keep(key: string, sound: CachedSound): Promise<void> {
    this.#sounds.set(key, sound);
    const record = recordOf(key, sound);
    this.#appending = this.#appending.then(() => appendFile(this.#file, record).catch(() => {}));
    await this.#appending;
  }
}

/** What a file is known by: another size, time or model version makes it another sound. `null` where there is no file. */
export async function cacheKey(file: string, modelVersion: string): Promise<string | null> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile()) return null;
  return createHash('sha256').update(`${modelVersion}\0${file}\0${facts.size}\0${facts.mtimeMs}`).digest('hex');
}

function recordOf(key: string, { embeddings, levelsDb, fields }: CachedSound): Buffer {
  const about = Buffer.from(JSON.stringify({ key, fields }));
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(about.length, 0);
  lengths.writeUInt32LE(embeddings.byteLength, 4);
  lengths.writeUInt32LE(levelsDb.byteLength, 8);
  const bytesOf = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([lengths, about, bytesOf(embeddings), bytesOf(levelsDb)]);
}

function readRecords(bytes: Buffer): { readonly sounds: Map<string, CachedSound>; readonly end: number } {
  const sounds = new Map<string, CachedSound>();
  let at = HEADING.length;
  while (at + LENGTHS_BYTES <= bytes.length) {
    const about = at + LENGTHS_BYTES;
    const embeddings = about + bytes.readUInt32LE(at);
    const levels = embeddings + bytes.readUInt32LE(at + 4);
    const end = levels + bytes.readUInt32LE(at + 8);
    if (end > bytes.length) break;
    try {
      const { key, fields } = JSON.parse(bytes.toString('utf8', about, embeddings)) as {
        readonly key: string;
        readonly fields: EmbeddedMetadata['fields'];
      };
      sounds.set(key, { embeddings: floats(bytes, embeddings, levels), levelsDb: floats(bytes, levels, end), fields });
    } catch {
      break;
    }
    at = end;
  }
  return { sounds, end: at };
}

/** Copies, because floats must lie at multiples of four. */
function floats(bytes: Buffer, from: number, to: number): Float32Array {
  const copy = new Uint8Array(to - from);
  copy.set(bytes.subarray(from, to));
  return new Float32Array(copy.buffer);
}
