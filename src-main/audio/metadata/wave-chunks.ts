import { readBext } from './bext.ts';
import { memorySource } from './byte-source.ts';
import { readChunk, walkChunks } from './chunk-walk.ts';
import type { MetadataCollector } from './collector.ts';
import { readAcid, readCuePoints, readCueText, readSampler } from './cue-points.ts';
import { readIxml } from './ixml.ts';
import { decodeTerminatedText, decodeText } from './text.ts';
import { readXmp } from './xmp.ts';

type ChunkReader = (bytes: Buffer, collector: MetadataCollector) => void;

/** What chunk holds what, by lower-case id: the same blocks travel in RIFF, W64, AIFF, CAF, FLAC and WavPack. */
const readers = new Map<string, ChunkReader>([
  ['bext', readBext],
  ['ixml', readIxml],
  ['list', readList],
  ['id3 ', (bytes, collector) => void collector.id3Tags.push(bytes)],
  ['_pmx', readXmp],
  ['xmp ', readXmp],
  ['axml', (bytes, collector) => collector.add('other', 'axml', decodeText(bytes))],
  ['cue ', readCuePoints],
  ['smpl', readSampler],
  ['acid', readAcid],
  ['disp', readDisplayText],
]);

/** Whether a chunk holds metadata that `readWaveChunk` understands. */
export function isMetadataChunk(id: string): boolean {
  return readers.has(id.toLowerCase());
}

/** Reads one metadata chunk; other chunks are left alone. */
export function readWaveChunk(id: string, bytes: Buffer, collector: MetadataCollector): void {
  readers.get(id.toLowerCase())?.(bytes, collector);
}

/** Whether a LIST of this type holds texts. */
export function isTextList(type: string): boolean {
  return type === 'INFO' || type === 'adtl';
}

/** A LIST: of INFO texts, or of texts for cue points (`adtl`). Source: Multimedia Programming Interface 1.0. */
function readList(bytes: Buffer, collector: MetadataCollector): void {
  const type = bytes.toString('latin1', 0, 4);
  if (!isTextList(type)) return;
  const source = memorySource(bytes);
  for (const chunk of walkChunks(source, 4, bytes.length, { littleEndian: true }, collector)) {
    const payload = readChunk(source, chunk, collector);
    if (type === 'INFO') collector.add('info', chunk.id.trim(), decodeTerminatedText(payload));
    else readCueText(chunk.id, payload, collector);
  }
}

/** The clipboard's text form; other forms of DISP are pictures. */
function readDisplayText(bytes: Buffer, collector: MetadataCollector): void {
  const clipboardText = 1;
  if (bytes.length > 4 && bytes.readUInt32LE(0) === clipboardText) {
    collector.add('other', 'DISP', decodeTerminatedText(bytes.subarray(4)));
  }
}
