import { hasAiffMetadata, readAiffChunk } from './aiff.ts';
import type { ByteSource } from './byte-source.ts';
import { memorySource } from './byte-source.ts';
import { readChunk, walkChunks } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';

const blockHeaderBytes = 4;
const applicationBlock = 2;
const commentBlock = 4;
const mostBlocks = 10_000;

/** Whether a file is native FLAC. */
export function isFlac(start: Buffer): boolean {
  return start.toString('latin1', 0, 4) === 'fLaC';
}

/**
 * Reads the metadata blocks of a FLAC file: Vorbis comments, and the chunks of the WAV or AIFF file it was made from
 * (`flac --keep-foreign-metadata`). Pictures are skipped unread. Source: RFC 9639, section 8.
 */
export function readFlac(source: ByteSource, start: number, collector: MetadataCollector): void {
  let position = start + 4;
  for (let count = 0; count < mostBlocks && position + blockHeaderBytes <= source.sizeBytes; count++) {
    const header = source.read(position, blockHeaderBytes);
    const type = header.readUInt8(0) & 0x7f;
    const isLast = (header.readUInt8(0) & 0x80) !== 0;
    const size = header.readUIntBE(1, 3);
    const offset = position + blockHeaderBytes;
    const block = { id: 'FLAC', offset, sizeBytes: Math.min(size, source.sizeBytes - offset) };
    if (type === commentBlock) readVorbisComment(readChunk(source, block, collector), collector);
    if (type === applicationBlock) readApplication(readChunk(source, block, collector), collector);
    if (isLast) return;
    position = offset + size;
  }
}

/** Vendor, then a count of `NAME=value` texts, each with its length in front. Source: xiph.org, Vorbis comment. */
export function readVorbisComment(bytes: Buffer, collector: MetadataCollector): void {
  if (bytes.length < 8) return;
  let offset = 4 + bytes.readUInt32LE(0) + 4;
  while (offset + 4 <= bytes.length) {
    const length = bytes.readUInt32LE(offset);
    const comment = decodeText(bytes.subarray(offset + 4, offset + 4 + length));
    const equals = comment.indexOf('=');
    const name = comment.slice(0, equals).toUpperCase();
    if (equals > 0 && name !== 'METADATA_BLOCK_PICTURE' && name !== 'COVERART') {
      collector.add('vorbis', name, comment.slice(equals + 1));
    }
    if (offset + 4 + length > bytes.length) collector.warn('The comments of the file are cut off.');
    offset += 4 + length;
  }
}

/** A program's own block: the foreign file's chunks, one or more a block, the file's header in the first. */
function readApplication(bytes: Buffer, collector: MetadataCollector): void {
  const application = bytes.toString('latin1', 0, 4);
  const data = bytes.subarray(4);
  if (application === 'riff' || application === 'aiff') {
    const littleEndian = application === 'riff';
    const form = data.toString('latin1', 0, 4);
    const start = ['RIFF', 'RF64', 'BW64', 'FORM'].includes(form) ? 12 : 0;
    const source = memorySource(data);
    const options = { littleEndian, bareSoundChunk: littleEndian ? 'data' : 'SSND' };
    for (const chunk of walkChunks(source, start, data.length, options, collector)) {
      const payload = readChunk(source, chunk, collector);
      if (littleEndian) readWaveChunk(chunk.id, payload, collector);
      else if (hasAiffMetadata(chunk.id)) readAiffChunk(chunk.id, payload, collector);
    }
  } else if (isMetadataChunk(application)) readWaveChunk(application, data, collector);
}
