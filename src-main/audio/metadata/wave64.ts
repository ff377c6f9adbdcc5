import type { ByteSource } from './byte-source.ts';
import { isChunkId, readChunk } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { isMetadataChunk, readWaveChunk } from './wave-chunks.ts';

const headerBytes = 24;
const fileHeaderBytes = 40;
const mostChunks = 200_000;

/** GUID of the RIFF block that opens the file. */
const riffGuid = '726966662e91cf11a5d628db04c10000';
/** GUID of a list of texts by INFO id. */
const summaryListGuid = 'bc945f925a52d21186dc00c04f8edb8a';

/** Whether a file begins as Sony Wave64. */
export function isWave64(start: Buffer): boolean {
  return start.toString('hex', 0, 16) === riffGuid;
}

/**
 * Reads the metadata chunks of a Wave64 file: GUIDs instead of four characters (which most of them begin with),
 * 64-bit sizes that include the header, alignment to 8 bytes. Source: Sony Pictures Digital, Wave64 specification.
 */
export function readWave64(source: ByteSource, collector: MetadataCollector): void {
  let position = fileHeaderBytes;
  for (let count = 0; count < mostChunks && position + headerBytes <= source.sizeBytes; count++) {
    const header = source.read(position, headerBytes);
    const size = Number(header.readBigUInt64LE(16));
    if (size < headerBytes) {
      collector.warn('A block states an impossible length; the blocks behind it were not read.');
      return;
    }
    const offset = position + headerBytes;
    const available = Math.min(size, source.sizeBytes - position) - headerBytes;
    const id = isChunkId(header) ? header.toString('latin1', 0, 4) : '';
    const chunk = { id, offset, sizeBytes: available };
    if (header.toString('hex', 0, 16) === summaryListGuid) {
      readSummaryList(readChunk(source, chunk, collector), collector);
    } else if (isMetadataChunk(id)) readWaveChunk(id, readChunk(source, chunk, collector), collector);
    position += Math.ceil(size / 8) * 8;
  }
}

/** A count, then INFO id, length in bytes and UTF-16 text each. */
function readSummaryList(bytes: Buffer, collector: MetadataCollector): void {
  let offset = 4;
  while (offset + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(offset + 4);
    const id = bytes.toString('latin1', offset, offset + 4);
    const text = bytes.subarray(offset + 8, offset + 8 + (length & ~1)).toString('utf16le');
    collector.add('info', id.trim(), text.split('\u0000', 1)[0] ?? '');
    offset += 8 + length;
  }
}
