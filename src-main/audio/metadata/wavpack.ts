import { readApeTag } from './ape-tag.ts';
import { type ByteSource, memorySource } from './byte-source.ts';
import { readChunk, walkChunks } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';

const blockHeaderBytes = 32;
/** A WavPack block is never larger; its metadata stands in front of the sound. */
const largestWavPackBlock = 1 << 20;
const tailBytes = 64 * 1024;

/** Low six bits of a metadata item's id. Source: WavPack 5 file format, "Metadata Sub-Blocks". */
const riffHeader = 0x21;
const riffTrailer = 0x22;

/** Whether a file is WavPack. */
export function isWavPack(start: Buffer): boolean {
  return start.toString('latin1', 0, 4) === 'wvpk';
}

/**
 * Reads the APE tag and the chunks of the WAV file that a WavPack file was made from: that file's beginning is kept in
 * the first block, its end in the last.
 */
export function readWavPack(source: ByteSource, start: number, collector: MetadataCollector): void {
  readBlock(source, start, collector);
  const tailStart = Math.max(0, source.sizeBytes - tailBytes);
  const last = source.read(tailStart, tailBytes).lastIndexOf('wvpk', undefined, 'latin1');
  if (last >= 0 && tailStart + last > start) readBlock(source, tailStart + last, collector);
  readApeTag(source, collector);
}

function readBlock(source: ByteSource, start: number, collector: MetadataCollector): void {
  const header = source.read(start, blockHeaderBytes);
  if (header.length < blockHeaderBytes) return;
  const end = start + 8 + Math.min(header.readUInt32LE(4), largestWavPackBlock);
  let position = start + blockHeaderBytes;
  while (position + 2 <= end) {
    const item = source.read(position, 4);
    if (item.length < 2) return;
    const id = item.readUInt8(0);
    const isLarge = (id & 0x80) !== 0;
    if (isLarge && item.length < 4) return;
    const words = isLarge ? item.readUIntLE(1, 3) : item.readUInt8(1);
    const offset = position + (isLarge ? 4 : 2);
    const size = words * 2 - ((id & 0x40) !== 0 ? 1 : 0);
    const kind = id & 0x3f;
    if (kind === riffHeader || kind === riffTrailer) readWrapper(source.read(offset, size), collector);
    position = offset + words * 2;
  }
}

function readWrapper(bytes: Buffer, collector: MetadataCollector): void {
  const source = memorySource(bytes);
  const start = bytes.toString('latin1', 0, 4) === 'RIFF' ? 12 : 0;
  const options = { littleEndian: true, bareSoundChunk: 'data' };
  for (const chunk of walkChunks(source, start, bytes.length, options, collector)) {
    if (isMetadataChunk(chunk.id)) readWaveChunk(chunk.id, readChunk(source, chunk, collector), collector);
  }
}
