import type { ByteSource } from './byte-source.ts';
import { largestBlockBytes } from './byte-source.ts';
import type { MetadataCollector } from './collector.ts';
import { decodeText } from './text.ts';

const footerBytes = 32;
const id3v1Bytes = 128;
const mostItems = 10_000;
const pictureKey = /^cover art/i;

/**
 * Reads an APE tag at the end of a file (an ID3v1 tag may follow it). Own code instead of music-metadata's, because
 * that one visits every block of a WavPack file on the way. Source: APEv2 specification (Hydrogenaudio).
 */
export function readApeTag(source: ByteSource, collector: MetadataCollector): void {
  const hasId3v1 = source.read(source.sizeBytes - id3v1Bytes, 3).toString('latin1') === 'TAG';
  const end = source.sizeBytes - (hasId3v1 ? id3v1Bytes : 0);
  const footer = source.read(end - footerBytes, footerBytes);
  if (footer.length < footerBytes || footer.toString('latin1', 0, 8) !== 'APETAGEX') return;
  const size = footer.readUInt32LE(12);
  const count = Math.min(footer.readUInt32LE(16), mostItems);
  if (size < footerBytes || size > end || size > largestBlockBytes) {
    collector.warn('The APE tag states an impossible length and was not read.');
    return;
  }
  readItems(source.read(end - size, size - footerBytes), count, collector);
}

/** Length, flags, key ended by NUL, value; several values of a key are separated by NUL. */
function readItems(items: Buffer, count: number, collector: MetadataCollector): void {
  let offset = 0;
  for (let item = 0; item < count && offset + 8 < items.length; item++) {
    const valueBytes = items.readUInt32LE(offset);
    const kind = (items.readUInt32LE(offset + 4) >> 1) & 3;
    const keyEnd = items.indexOf(0, offset + 8);
    if (keyEnd < 0) {
      collector.warn('The APE tag is damaged; what was read before the damage was kept.');
      return;
    }
    const key = decodeText(items.subarray(offset + 8, keyEnd));
    const value = items.subarray(keyEnd + 1, keyEnd + 1 + valueBytes);
    const isBinary = kind === 1;
    if (!isBinary && !pictureKey.test(key)) {
      for (const text of decodeText(value).split('\u0000')) collector.add('ape', key, text);
    }
    offset = keyEnd + 1 + valueBytes;
  }
}
