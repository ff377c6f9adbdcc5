import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import { isAiff, readAiff } from './aiff.ts';
import { type ByteSource, FileSource, largestBlockBytes, ReadLimitReached, sourceFrom } from './byte-source.ts';
import { MetadataCollector } from './collector.ts';
import { isCoreAudio, readCoreAudio } from './core-audio.ts';
import { fieldsOf } from './fields/index.ts';
import { isFlac, readFlac } from './flac.ts';
import { isUnsynchronised, leadingTagBytes } from './id3-tag.ts';
import { isMp4, readMp4 } from './mp4.ts';
import { isRiff, readRiff } from './riff.ts';
import { readId3Tag, readTags } from './tags.ts';
import { isWave64, readWave64 } from './wave64.ts';
import { isWavPack, readWavPack } from './wavpack.ts';

/**
 * Reads everything that a file's embedded metadata says, without reading its sound.
 *
 * RIFF, RF64, BW64, Wave64, AIFF, CAF, MP4, FLAC and WavPack are walked chunk by chunk; tags of other formats (ID3, APE,
 * Vorbis in Ogg, ASF, Matroska) are read by music-metadata. Damage becomes a warning and reading goes on: the content of a file
 * never makes this throw. A file costs at most 64 MiB of reading and 5 seconds.
 *
 * @throws SonothequeError `not-a-file`; what opening the file throws (`ENOENT`, `EACCES`…)
 */
export async function readMetadataEntries(path: string | Buffer): Promise<Omit<EmbeddedMetadata, 'fields'>> {
  const source = new FileSource(path);
  const collector = new MetadataCollector();
  try {
    await readContent(source, collector);
  } catch (error) {
    collector.warn(
      error instanceof ReadLimitReached
        ? 'The metadata asks for more reading than metadata is worth; the rest was left out.'
        : 'The metadata is damaged; what was read before the damage was kept.',
    );
  } finally {
    source.close();
  }
  return { entries: collector.entries, warnings: collector.warnings };
}

/** The same, with the well-known fields as the UCS list in force in this process reads them. */
export async function readEmbeddedMetadata(path: string | Buffer): Promise<EmbeddedMetadata> {
  const found = await readMetadataEntries(path);
  return { fields: fieldsOf(found.entries), ...found };
}

async function readContent(source: ByteSource, collector: MetadataCollector): Promise<void> {
  const start = leadingTagBytes(source);
  const opening = source.read(start, 16);
  const reader = readerFor(opening);
  if (reader) {
    if (start > 0) collector.id3Tags.push(readTag(source, start));
    reader(source, start, collector);
  } else {
    const ownTag = start > 0 && isUnsynchronised(source.read(0, 10));
    const complete = await readTags(ownTag ? sourceFrom(source, start) : source, collector, undefined);
    // Sound that can't be made sense of takes nothing away from a tag in front of it.
    if (start > 0 && (ownTag || !complete)) collector.id3Tags.push(readTag(source, start));
  }
  for (const tag of collector.id3Tags) await readId3Tag(tag, collector);
}

function readTag(source: ByteSource, sizeBytes: number): Buffer {
  return source.read(0, Math.min(sizeBytes, largestBlockBytes));
}

type ContainerReader = (source: ByteSource, start: number, collector: MetadataCollector) => void;

function readerFor(opening: Buffer): ContainerReader | undefined {
  if (isRiff(opening)) return readRiff;
  if (isWave64(opening)) return (source, _start, collector) => readWave64(source, collector);
  if (isAiff(opening)) return readAiff;
  if (isCoreAudio(opening)) return (source, _start, collector) => readCoreAudio(source, collector);
  if (isFlac(opening)) return readFlac;
  if (isWavPack(opening)) return readWavPack;
  if (isMp4(opening)) return (source, _start, collector) => readMp4(source, collector);
  return undefined;
}

export { readRawWaveChunks } from './raw-chunks.ts';
