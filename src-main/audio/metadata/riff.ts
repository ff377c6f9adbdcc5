import type { ByteSource } from './byte-source.ts';
import { type Chunk, readChunk, walkChunks } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { isMetadataChunk, isTextList, readWaveChunk } from './wave-chunks.ts';

const formHeaderBytes = 12;
const wideSizeEntryBytes = 12;

/** Whether a file begins as RIFF, RF64 or BW64. */
export function isRiff(start: Buffer): boolean {
  return ['RIFF', 'RF64', 'BW64'].includes(start.toString('latin1', 0, 4));
}

/**
 * Reads the metadata chunks of a WAV file. The size in the RIFF header is not believed: programs that append
 * chunks forget it, and programs that stream never fill it in.
 *
 * Sources: EBU Tech 3285 (BWF), EBU Tech 3306 (RF64), ITU-R BS.2088 (BW64).
 */
export function readRiff(source: ByteSource, start: number, collector: MetadataCollector): void {
  const wideSizes = new Map<string, number>();
  const options = { littleEndian: true, wideSizes };
  for (const chunk of walkChunks(source, start + formHeaderBytes, source.sizeBytes, options, collector)) {
    if (chunk.id === 'ds64') readWideSizes(source.read(chunk.offset, Math.min(chunk.sizeBytes, 4096)), wideSizes);
    else if (isMetadataChunk(chunk.id) && !isForeignList(source, chunk))
      readWaveChunk(chunk.id, readChunk(source, chunk, collector), collector);
  }
}

/** A list of anything but texts: a film's pictures, a program's own data. */
function isForeignList(source: ByteSource, chunk: Chunk): boolean {
  return chunk.id === 'LIST' && !isTextList(source.read(chunk.offset, 4).toString('latin1'));
}

/** `ds64`: sizes of the whole, of `data`, then a table for further chunks. */
function readWideSizes(bytes: Buffer, wideSizes: Map<string, number>): void {
  if (bytes.length < 16) return;
  wideSizes.set('data', Number(bytes.readBigUInt64LE(8)));
  for (let offset = 28; offset + wideSizeEntryBytes <= bytes.length; offset += wideSizeEntryBytes) {
    wideSizes.set(bytes.toString('latin1', offset, offset + 4), Number(bytes.readBigUInt64LE(offset + 4)));
  }
}
