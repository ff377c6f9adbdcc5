import type { ByteSource } from './byte-source.ts';
import { largestBlockBytes } from './byte-source.ts';
import type { MetadataCollector } from './collector.ts';

/** A chunk's place in its source. */
export type Chunk = {
  /** Four characters. */
  readonly id: string;
  /** Where the payload begins. */
  readonly offset: number;
  /** Payload bytes that are really there. */
  readonly sizeBytes: number;
};

export type WalkOptions = {
  readonly littleEndian: boolean;
  /** Sizes that don't fit in 32 bits, from a `ds64` chunk, by chunk id. */
  readonly wideSizes?: ReadonlyMap<string, number>;
  /** The chunk of sound, where only its header was kept (FLAC, WavPack): the walk ends there. */
  readonly bareSoundChunk?: string;
};

const headerBytes = 8;
const unknownSize = 0xffffffff;
const mostChunks = 200_000;
const resyncBytes = 64 * 1024;

/** Chunks worth finding again behind garbage. */
const landmarks = [
  'LIST',
  'bext',
  'iXML',
  'data',
  'fmt ',
  'id3 ',
  'ID3 ',
  '_PMX',
  'axml',
  'cue ',
  'smpl',
  'SSND',
  'COMM',
];

/** Ids that settle a doubt about where a chunk begins. */
const knownChunks = new Set([
  ...landmarks,
  'labl',
  'note',
  'ltxt',
  'fact',
  'PEAK',
  'JUNK',
  'acid',
  'NAME',
  'AUTH',
  'ANNO',
  'COMT',
  'MARK',
]);

/**
 * Walks IFF chunks (RIFF, AIFF) between two offsets, forgiving what other programs do wrong: a missing pad byte after
 * an odd size, sizes beyond the end, an unknown size (0xFFFFFFFF), garbage between chunks, chunks after the end
 * that the container states.
 */
export function* walkChunks(
  source: ByteSource,
  start: number,
  end: number,
  options: WalkOptions,
  collector: MetadataCollector,
): Generator<Chunk> {
  let position = start;
  for (let count = 0; position + headerBytes <= end; count++) {
    if (count === mostChunks) {
      collector.warn(`There are more than ${mostChunks} blocks in the file; the rest was left out.`);
      return;
    }
    const header = readHeader(source, position, options);
    if (!header) {
      const found = findLandmark(source, position, end, options);
      if (found === undefined) {
        if (!isPadding(source, position, end)) {
          collector.warn('There are bytes behind the last block that belong to no block.');
        }
        return;
      }
      collector.warn('Bytes that belong to no block were skipped.');
      position = found;
      continue;
    }
    if (header.id === options.bareSoundChunk) return;
    const offset = position + headerBytes;
    const sizeBytes = Math.min(header.sizeBytes, end - offset);
    if (sizeBytes < header.sizeBytes && header.stated) {
      collector.warn(`The block "${header.id.trim()}" says that it is longer than the file; what is there was read.`);
    }
    yield { id: header.id, offset, sizeBytes };
    position = nextPosition(source, offset + sizeBytes, sizeBytes % 2, end, options, collector);
  }
}

/** Reads a chunk's payload, at most 16 MiB of it. */
export function readChunk(source: ByteSource, chunk: Chunk, collector: MetadataCollector): Buffer {
  if (chunk.sizeBytes > largestBlockBytes) {
    collector.warn(`The block "${chunk.id.trim()}" is larger than 16 MiB; only its beginning was read.`);
  }
  return source.read(chunk.offset, Math.min(chunk.sizeBytes, largestBlockBytes));
}

/** Four printable ASCII characters, as every chunk id ever registered. */
export function isChunkId(bytes: Buffer): boolean {
  if (bytes.length < 4) return false;
  for (let index = 0; index < 4; index++) {
    const byte = bytes[index] ?? 0;
    // The © of old Macintosh ids is the one exception.
    if ((byte < 0x20 || byte > 0x7e) && byte !== 0xa9) return false;
  }
  return true;
}

type Header = { readonly id: string; readonly sizeBytes: number; readonly stated: boolean };

function readHeader(source: ByteSource, position: number, options: WalkOptions): Header | undefined {
  const bytes = source.read(position, headerBytes);
  if (bytes.length < headerBytes || !isChunkId(bytes)) return undefined;
  const id = bytes.toString('latin1', 0, 4);
  const size = options.littleEndian ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
  if (size !== unknownSize) return { id, sizeBytes: size, stated: true };
  return { id, sizeBytes: options.wideSizes?.get(id) ?? Number.MAX_SAFE_INTEGER, stated: false };
}

/**
 * Odd chunks are padded by one byte, unless the program that wrote them forgot. A zero is the pad byte, as no id begins
 * with one; otherwise the reading wins that gives a known id, then the one that gives any header that fits.
 */
function nextPosition(
  source: ByteSource,
  chunkEnd: number,
  padBytes: number,
  end: number,
  options: WalkOptions,
  collector: MetadataCollector,
): number {
  const padded = chunkEnd + padBytes;
  if (padBytes === 0 || chunkEnd >= end || source.read(chunkEnd, 1)[0] === 0) return padded;
  const unpadded = fits(source, chunkEnd, end, options);
  const asPadded = fits(source, padded, end, options);
  const isUnpadded = unpadded && (!asPadded || (isKnownAt(source, chunkEnd) && !isKnownAt(source, padded)));
  if (!isUnpadded) return padded;
  collector.warn('A block of odd length is not padded, as it should be; reading went on.');
  return chunkEnd;
}

function isKnownAt(source: ByteSource, position: number): boolean {
  return knownChunks.has(source.read(position, 4).toString('latin1'));
}

function fits(source: ByteSource, position: number, end: number, options: WalkOptions): boolean {
  if (position + headerBytes > end) return false;
  const header = readHeader(source, position, options);
  return header !== undefined && (!header.stated || position + headerBytes + header.sizeBytes <= end + 1);
}

function findLandmark(source: ByteSource, from: number, end: number, options: WalkOptions): number | undefined {
  const bytes = source.read(from, Math.min(resyncBytes, end - from));
  let nearest: number | undefined;
  for (const id of landmarks) {
    const index = bytes.indexOf(id, 1, 'latin1');
    if (index < 0 || (nearest !== undefined && from + index >= nearest)) continue;
    if (fits(source, from + index, end, options)) nearest = from + index;
  }
  return nearest;
}

function isPadding(source: ByteSource, position: number, end: number): boolean {
  const bytes = source.read(position, Math.min(4096, end - position));
  return bytes.every((byte) => byte === 0) || bytes.toString('latin1', 0, 3) === 'TAG';
}
