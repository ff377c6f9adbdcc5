import type { ByteSource } from './byte-source.ts';
import { readChunk, walkChunks } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { decodeTerminatedText } from './text.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';

const formHeaderBytes = 12;
const textChunks = new Set(['NAME', 'AUTH', 'ANNO', '(c) ']);

/** Whether a file begins as AIFF or AIFF-C. */
export function isAiff(start: Buffer): boolean {
  return start.toString('latin1', 0, 4) === 'FORM' && /^AIF[FC]$/.test(start.toString('latin1', 8, 12));
}

/** Reads the metadata chunks of an AIFF file. Source: Apple, Audio Interchange File Format 1.3. */
export function readAiff(source: ByteSource, start: number, collector: MetadataCollector): void {
  const options = { littleEndian: false };
  for (const chunk of walkChunks(source, start + formHeaderBytes, source.sizeBytes, options, collector)) {
    if (hasAiffMetadata(chunk.id)) readAiffChunk(chunk.id, readChunk(source, chunk, collector), collector);
  }
}

/** Whether an AIFF chunk holds metadata that `readAiffChunk` understands. */
export function hasAiffMetadata(id: string): boolean {
  return textChunks.has(id) || id === 'COMT' || id === 'MARK' || id === 'APPL' || isMetadataChunk(id);
}

export function readAiffChunk(id: string, bytes: Buffer, collector: MetadataCollector): void {
  if (textChunks.has(id)) collector.add('aiff', id.trim(), decodeTerminatedText(bytes));
  else if (id === 'COMT') readComments(bytes, collector);
  else if (id === 'MARK') readMarkers(bytes, collector);
  // Programs carry a broadcast extension or XMP as an application's own data, its id in front.
  else if (id === 'APPL') readWaveChunk(bytes.toString('latin1', 0, 4), bytes.subarray(4), collector);
  else readWaveChunk(id, bytes, collector);
}

/** A count, then time stamp (4 bytes), marker (2), length (2) and padded text each. */
function readComments(bytes: Buffer, collector: MetadataCollector): void {
  let offset = 2;
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt16BE(offset + 6);
    collector.add('aiff', 'COMT', decodeTerminatedText(bytes.subarray(offset + 8, offset + 8 + length)));
    offset += 8 + length + (length % 2);
  }
}

/** A count, then id (2 bytes), place in samples (4) and a Pascal text each. */
function readMarkers(bytes: Buffer, collector: MetadataCollector): void {
  let offset = 2;
  while (offset + 7 <= bytes.length) {
    const length = bytes.readUInt8(offset + 6);
    const name = decodeTerminatedText(bytes.subarray(offset + 7, offset + 7 + length));
    collector.add('other', `MARK/${bytes.readUInt16BE(offset)}`, `${bytes.readUInt32BE(offset + 2)} ${name}`);
    offset += 7 + length + ((length + 1) % 2);
  }
}
