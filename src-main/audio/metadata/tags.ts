import { CouldNotDetermineFileTypeError, parseFromTokenizer, UnsupportedFileTypeError } from 'music-metadata';
import type { MetadataEntry } from '../../../src-shared/contract/audio.ts';
import { type ByteSource, memorySource, ReadLimitReached } from './byte-source.ts';
import type { MetadataCollector } from './collector.ts';
import { isId3Tag, plainTag } from './id3-tag.ts';
import { SourceTokenizer } from './source-tokenizer.ts';
import { readXmp } from './xmp.ts';

type Standard = MetadataEntry['standard'];

/** music-metadata's names of the tag formats that are read through it. */
const standards = new Map<string, Standard>([
  ['ID3v1', 'id3'],
  ['ID3v2.2', 'id3'],
  ['ID3v2.3', 'id3'],
  ['ID3v2.4', 'id3'],
  ['vorbis', 'vorbis'],
  ['APEv2', 'ape'],
  ['asf', 'asf'],
  ['matroska', 'matroska'],
]);

/** Pictures and private data: no text for search. */
const skippedKeys = /^(APIC|PIC|MCDI|GEOB|GEO|UFID|UFI|METADATA_BLOCK_PICTURE|COVERART|WM\/Picture|Cover Art.*)$/i;

/**
 * Reads the tags of formats that music-metadata reads fully: ID3 and APE (MP3, AAC, Monkey's Audio…),
 * Vorbis comments in Ogg, ASF and Matroska. Pictures are left out and nothing is scanned for a duration.
 *
 * Returns whether the reading came to an orderly end.
 */
export async function readTags(
  source: ByteSource,
  collector: MetadataCollector,
  mimeType: string | undefined,
): Promise<boolean> {
  try {
    const metadata = await parseFromTokenizer(new SourceTokenizer(source, mimeType), {
      skipCovers: true,
      duration: false,
      mkvUseIndex: true,
    });
    for (const [format, tags] of Object.entries(metadata.native)) {
      const standard = standards.get(format);
      if (!standard) continue;
      for (const tag of tags) addTag(standard, tag.id, tag.value, collector);
    }
    return true;
  } catch (error) {
    if (error instanceof ReadLimitReached)
      collector.warn('The tags ask for more reading than tags are worth; they were left out.');
    else if (!isUnknownFormat(error)) collector.warn('The tags of the file are damaged and could not be read.');
    return false;
  }
}

/** Reads an ID3v2 tag that stands in a chunk of another container. */
export async function readId3Tag(tag: Buffer, collector: MetadataCollector): Promise<void> {
  if (!isId3Tag(tag)) {
    collector.warn('An ID3 block holds no ID3 tag.');
    return;
  }
  await readTags(memorySource(plainTag(tag)), collector, 'audio/mpeg');
}

function isUnknownFormat(error: unknown): boolean {
  return error instanceof CouldNotDetermineFileTypeError || error instanceof UnsupportedFileTypeError;
}

function addTag(standard: Standard, id: string, value: unknown, collector: MetadataCollector): void {
  if (skippedKeys.test(id)) return;
  if (Array.isArray(value)) {
    for (const item of value) addTag(standard, id, item, collector);
    return;
  }
  if (typeof value === 'string') collector.add(standard, id, value);
  else if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    collector.add(standard, id, String(value));
  } else if (value instanceof Date) collector.add(standard, id, value.toISOString());
  else if (typeof value === 'object' && value !== null) {
    addStructuredTag(standard, id, value as Record<string, unknown>, collector);
  }
}

/** Comments, lyrics, links, ratings and private frames come with a descriptor or an owner. */
function addStructuredTag(
  standard: Standard,
  id: string,
  value: Readonly<Record<string, unknown>>,
  collector: MetadataCollector,
): void {
  const owner = value.owner_identifier;
  if (owner === 'XMP' && value.data instanceof Uint8Array) {
    readXmp(Buffer.from(value.data), collector);
    return;
  }
  if (typeof value.rating === 'number') {
    collector.add(standard, id, String(value.rating));
    return;
  }
  const descriptor = value.descriptor ?? value.description;
  const key = typeof descriptor === 'string' && descriptor !== '' ? `${id}:${descriptor}` : id;
  const text = value.text ?? value.url;
  if (typeof text === 'string' || Array.isArray(text)) addTag(standard, key, text, collector);
}
