import type { ByteSource } from './byte-source.ts';
import { readChunk } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';

const fileHeaderBytes = 8;
const chunkHeaderBytes = 12;
const mostChunks = 200_000;

/** Whether a file begins as Core Audio Format. */
export function isCoreAudio(start: Buffer): boolean {
  return start.toString('latin1', 0, 4) === 'caff';
}

/** Reads the metadata chunks of a CAF file. Source: Apple, Core Audio Format Specification 1.0. */
export function readCoreAudio(source: ByteSource, collector: MetadataCollector): void {
  let position = fileHeaderBytes;
  for (let count = 0; count < mostChunks && position + chunkHeaderBytes <= source.sizeBytes; count++) {
    const header = source.read(position, chunkHeaderBytes);
    const id = header.toString('latin1', 0, 4);
    const offset = position + chunkHeaderBytes;
    const stated = Number(header.readBigInt64BE(4));
    // -1: a recording that runs to the end of the file.
    const size = stated === -1 ? source.sizeBytes - offset : stated;
    if (size < 0) {
      collector.warn('A block states an impossible length; the blocks behind it were not read.');
      return;
    }
    const chunk = { id, offset, sizeBytes: Math.min(size, source.sizeBytes - offset) };
    if (id === 'info') readInformation(readChunk(source, chunk, collector), collector);
    else if (isMetadataChunk(id)) readWaveChunk(id, readChunk(source, chunk, collector), collector);
    position = offset + size;
  }
}

/** A count, then key and value each, both ended by NUL. */
function readInformation(bytes: Buffer, collector: MetadataCollector): void {
  let offset = 4;
  const next = () => {
    const end = bytes.indexOf(0, offset);
    const text = decodeText(bytes.subarray(offset, end < 0 ? bytes.length : end));
    offset = end < 0 ? bytes.length : end + 1;
    return text;
  };
  while (offset < bytes.length) {
    const key = next();
    collector.add('caf', key, next());
  }
}
