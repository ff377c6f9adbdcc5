import { FileSource } from './byte-source.ts';
import { readChunk, walkChunks } from './chunk-walk.ts';
import { MetadataCollector } from './collector.ts';
import { isRiff } from './riff.ts';

const FORM_HEADER_BYTES = 12;

/**
 * The first chunk of each of these ids in a WAV file, as it stands there (at most 16 MiB of it); nothing for other files.
 * @throws SonothequeError `not-a-file`; what opening the file throws
 */
export function readRawWaveChunks(path: string | Buffer, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const source = new FileSource(path);
  const found = new Map<string, Buffer>();
  try {
    if (!isRiff(source.read(0, FORM_HEADER_BYTES))) return found;
    const collector = new MetadataCollector();
    const wideSizes = new Map<string, number>();
    const options = { littleEndian: true, wideSizes };
    for (const chunk of walkChunks(source, FORM_HEADER_BYTES, source.sizeBytes, options, collector)) {
      // EBU Tech 3306: the data's size stands in front of everything where it doesn't fit its own header.
      if (chunk.id === 'ds64' && chunk.sizeBytes >= 16)
        wideSizes.set('data', Number(source.read(chunk.offset + 8, 8).readBigUInt64LE(0)));
      else if (ids.includes(chunk.id) && !found.has(chunk.id))
        found.set(chunk.id, Buffer.from(readChunk(source, chunk, collector)));
    }
    return found;
  } catch (error) {
    // Damaged metadata costs what it would have said, not the sound.
    if (error instanceof Error && 'code' in error) throw error;
    return found;
  } finally {
    source.close();
  }
}
